"""One demo story while it is told: who does what when, and what the verbs leave for one another."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from reintegrate.cli.demo_cast import Row, staff
from reintegrate.cli.demo_people import addressed
from reintegrate.db import db
from reintegrate.models.assignment import Assignment
from reintegrate.models.case import Case
from reintegrate.models.intake import Intake
from reintegrate.models.need import Need
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User

OFFICIAL = {"01840": "dung", "01843": "tuan"}
"""Who decides in each ward; where the cast has nobody, the system does."""


@dataclass
class Telling:
    """One story while it is told: the verbs before leave here what those after need."""

    story: Row
    number: int
    first_day: date
    """The day the demo is made, that all days count from."""
    keys: int = 0
    intake: Intake | None = None
    _case: Case | None = None
    assignments: dict[str, Assignment] = field(default_factory=dict)
    transfer: Transfer | None = None

    @property
    def case(self) -> Case:
        if self._case is None:
            raise LookupError(f"{self.story['name']}: no case yet")
        return self._case

    def day(self, offset: int) -> date:
        return self.first_day + timedelta(days=offset)

    def key(self) -> str:
        self.keys += 1
        return str(uuid5(NAMESPACE_URL, f"demo:{self.number}:{self.keys}"))

    def worker(self, step: Row) -> User:
        """Who does it: as the step says, else whoever answers for the case, else the writer."""
        if "by" in step:
            return staff(step["by"])
        answering = self._case.worker if self._case else None
        return answering or staff(self.story.get("worker") or self.story["writer"])

    def official(self, step: Row) -> User:
        return staff(step.get("by") or OFFICIAL.get(self.story["ward"], "system"))

    def words(self, step: Row, name: str) -> str:
        return addressed(step.get(name, ""), self.story)

    def need(self, kind: str) -> Need:
        found = db.select(Need).where(Need.case_id == self.case.id, Need.kind_code == kind)
        return db.session.scalars(found).one()


def chance_of(story: Row) -> Random:
    return Random(f"demo {story['name']}")  # noqa: S311 - invented facts, not secrets
