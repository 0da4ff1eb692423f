"""An account: who it is for, what they do, and where. Choices are given by the view."""

from wtforms.validators import Regexp

from reintegrate.models.user import Role
from reintegrate.web.ui.fields import SHORT, Select, Text
from reintegrate.web.ui.forms import EditForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

GIVEN_ROLES = tuple(role for role in Role if role != Role.SYSTEM)
USERNAME = r"^[a-z0-9][a-z0-9._-]{1,39}$"
NONE = ("", "–")


class Placement(PostForm):
    """The fields that both adding and changing ask for."""

    name = Text(_l("Name"), longest=SHORT, hint=_l("As colleagues know them."))
    title = Text(_l("Position"), required=False, longest=SHORT)
    role = Select(_l("Role"), hint=_l("It decides what they see and may do."))
    area = Select(
        _l("Area"),
        required=False,
        hint=_l("Ward staff: their ward or commune. Coordinator: the province."),
    )
    agency = Select(_l("Agency"), required=False, hint=_l("Agency workers only."))

    def offer(self, areas: list[tuple[int, str]], agencies: list[tuple[int, str]]) -> None:
        choose = ("", _l("Choose a role"))
        self.role.choices = [choose, *((role.value, label(role)) for role in GIVEN_ROLES)]
        self.area.choices = [NONE, *((str(number), name) for number, name in areas)]
        self.agency.choices = [NONE, *((str(number), name) for number, name in agencies)]


class AddForm(Placement):
    username = Text(
        _l("Username"),
        longest=40,
        hint=_l("2 to 40 small letters, digits, dots or dashes. It stays the same for good."),
        validators=[
            Regexp(USERNAME, message=_l("Use small letters without marks, digits, dots, dashes."))
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class ChangeForm(EditForm, Placement):
    """What may change later. The username does not: the trail names people by it."""
