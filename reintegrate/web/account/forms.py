"""Choosing one's own password, and where one is reached."""

from reintegrate.web.ui.fields import Password, Text, phone
from reintegrate.web.ui.forms import EditForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

NEW = {"autocomplete": "new-password"}


class PasswordForm(PostForm):
    present = Password(_l("Present password"), render_kw={"autocomplete": "current-password"})
    new = Password(
        _l("New password"),
        hint=_l("At least 12 characters. Several unrelated words are easy to keep in mind."),
        render_kw=NEW,
    )
    again = Password(_l("New password once more"), render_kw=NEW)


class ThrowAwayForm(PostForm):
    page = Text("", longest=500)


class PhoneForm(EditForm):
    work_phone = Text(
        _l("Work phone"),
        required=False,
        longest=20,
        hint=_l("It stands on the sheet of everybody you answer for. Not your private number."),
        validators=[phone],
        render_kw={"type": "tel", "inputmode": "tel", "autocomplete": "off"},
    )
