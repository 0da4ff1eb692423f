"""What follows an outcome: built for the steps there are, each with the try it is offered from."""

from collections.abc import Sequence
from typing import Any

from reintegrate.models.outcome_revision import Following
from reintegrate.web.ui.fields import LongText, Number
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

MOST_TRIES = 20


class OutcomeForm(EditForm):
    try_again_days = Number(
        _l("The next try is proposed after so many days"),
        low=1,
        high=60,
        required=False,
        hint=_l("Empty: nothing is proposed, the worker says what is next."),
    )
    tell_after = Number(
        _l("The ward's officials are told after so many in a row"),
        low=1,
        high=MOST_TRIES,
        hint=_l("In which the person was not reached. They see how many, never a note."),
    )
    because = LongText(
        _l("Why it is changed"),
        longest=1000,
        hint=_l("What speaks for it. Never about a person."),
    )

    steps: Sequence[str] = ()

    def step_fields(self) -> list[Any]:
        return [self[f"from_{code}"] for code in self.steps]

    @property
    def following(self) -> Following:
        given = {code: self[f"from_{code}"].data for code in self.steps}
        return Following(
            self.try_again_days.data,
            self.tell_after.data,
            {code: n for code, n in given.items() if n is not None},
        )


def as_answers(said: Following) -> dict[str, Any]:
    """By the names of the form's fields."""
    return {
        "try_again_days": said.try_again_days,
        "tell_after": said.tell_after,
        **{f"from_{code}": n for code, n in said.steps.items()},
    }


def outcome_form(steps: Sequence[tuple[str, str]]) -> type[OutcomeForm]:
    """`steps`: code and name of each thing that can be tried."""
    fields = {
        f"from_{code}": Number(name, low=1, high=MOST_TRIES, required=False) for code, name in steps
    }
    return type("OutcomeForm", (OutcomeForm,), fields | {"steps": [code for code, _ in steps]})
