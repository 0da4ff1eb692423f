"""What is asked where there is no signal: the fields of a contact under the same names, with
answers that need nothing from the server. What it makes of them is said when the entry arrives."""

from reintegrate.web.ui.fields import Choice, Choices, Day, LongText, Select, Tick
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.note_words import WHY_SENSITIVE

NEXT = (
    ("proposed", _l("As the rhythm proposes")),
    ("+7", _l("In 7 days")),
    ("+14", _l("In 14 days")),
    ("+30", _l("In 30 days")),
    ("none", _l("No next date")),
)
"""Days are counted on the phone from the day of the contact."""


class EntryForm(PostForm):
    outcome = Choice(_l("What came of it"))
    next = Choice(_l("Next contact"), choices=NEXT, default="proposed")
    no_next_reason = Select(_l("No next date, because"), required=False)
    note = LongText(
        _l("Note"),
        required=False,
        hint=_l("How they are · what is hard · what you helped with · what you agreed"),
    )
    done = Choices(_l("Also done this time"))
    channel = Choice(_l("How you met"), default="home_visit")
    happened_on = Day(_l("On which day"), required=False)
    present = Choices(_l("Who else was there"))
    sensitive = Tick(_l("This note is sensitive"), hint=WHY_SENSITIVE)
    met_kinds = Choices(
        _l("Needs for which help was received"),
        hint=_l(
            "The whole list, since nobody's needs are kept on this device. "
            "It is matched with theirs when it arrives."
        ),
    )
    new_needs = Choices(
        _l("Needs that came up"),
        hint=_l("They are added to the needs of this case. None is added twice."),
    )
