"""What a ward's letterhead says, who signs under it, and numbers given outside this system."""

from reintegrate.models.issuing_body import Capacity
from reintegrate.web.ui.fields import LongText, Number, Select, Text
from reintegrate.web.ui.forms import EditForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class LetterheadForm(EditForm):
    superior = Text(_l("Superior body"), required=False, hint=_l("In capitals, if there is one."))
    name = LongText(
        _l("Issuing body"), longest=200, hint=_l("In capitals, as the letterhead breaks the lines.")
    )
    collective = Text(_l("The collective, after TM."), required=False)
    head_title = Text(_l("Title of its head"), hint=_l("For example CHỦ TỊCH."))
    place = Text(_l("Place name before the date"), hint=_l("For example Đức Xuân."))
    abbreviation = Text(
        _l("Abbreviation in its papers' signs"), longest=20, hint=_l("For example UBND.")
    )


class SignerForm(PostForm):
    signer = Text(_l("Full name"), hint=_l("Without titles such as Dr or MSc."))
    capacity = Select(_l("By which authority they sign"))
    title = Text(
        _l("Their own title"), required=False, hint=_l("For a deputy: PHÓ CHỦ TỊCH. Else empty.")
    )

    @classmethod
    def offered(cls) -> "SignerForm":
        form = cls.of_request()
        form.capacity.choices = [(member.value, label(member)) for member in Capacity]
        return form


class OutsideForm(PostForm):
    series = Select(_l("Series"))
    up_to = Number(
        _l("Last number given in the ward's own book"),
        low=1,
        high=99999,
        hint=_l("The next paper here gets the number after it."),
    )
