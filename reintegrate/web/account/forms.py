"""Choosing one's own password."""

from reintegrate.web.ui.fields import Password, Text
from reintegrate.web.ui.forms import PostForm
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
