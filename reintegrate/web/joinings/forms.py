"""One choice for each thing in which two rows of one person differ."""

from reintegrate.models.joining import Trait
from reintegrate.web.ui.fields import Choice
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.labels import LABELS

KEPT, OTHER = "kept", "other"


class JoinForm(CreateForm):
    """A choice for each trait; those the two rows agree in are taken away by `only`."""

    def only(self, differing: dict[Trait, tuple[str, str]]) -> None:
        """`differing`: what stands in the kept row and in the other one, in words."""
        for trait in Trait:
            if trait in differing:
                kept, other = differing[trait]
                self[trait].choices = [(KEPT, kept or "–"), (OTHER, other or "–")]
            else:
                del self[trait]

    @property
    def taken(self) -> set[Trait]:
        return {trait for trait in Trait if trait in self and self[trait].data == OTHER}


for _trait in Trait:
    setattr(JoinForm, _trait, Choice(LABELS[Trait][_trait], choices=[]))
