"""Who are you? Two fields, and nothing that says which of them was wrong."""

from reintegrate.web.ui.fields import SHORT, Password, Text
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class SignInForm(PostForm):
    username = Text(
        _l("Username"),
        longest=SHORT,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = Password(_l("Password"), render_kw={"autocomplete": "current-password"})
