"""The date before the end of its term that every generated case owes, counted as the verbs do."""

from datetime import date

from reintegrate.cli.bulk import Row
from reintegrate.db import utcnow
from reintegrate.models.clock import Reckoning, reckon, whole_day
from reintegrate.models.deadline_row import DeadlineStatus
from reintegrate.models.step_rule import TERM_END, Rule, rules_on
from reintegrate.models.transition import regime_code_on


class Ends:
    """Thousands of cases end on the same few hundred days: each is counted once."""

    def __init__(self) -> None:
        self.counted: dict[date, tuple[Rule, Reckoning] | None] = {}

    def owed(self, case: Row, deadline_id: int) -> Row | None:
        """The row of what this case owes; None where its regime asks for nothing then."""
        last = case["term_to"]
        if last not in self.counted:
            self.counted[last] = self._count(last)
        found = self.counted[last]
        if found is None:
            return None
        rule, due = found
        case["owes_at"] = due.due_at
        return {
            "id": deadline_id,
            "case_id": case["id"],
            "area_id": case["area_id"],
            "rule_id": rule.id,
            "step": rule.step,
            "owner_role": rule.owed_by,
            "status": DeadlineStatus.OPEN,
            "begun_at": whole_day(last).at,
            "opens_on": due.opens_on,
            "due_on": due.due_on,
            "due_at": due.due_at,
            "by_hours": False,
            "created_at": utcnow(),
            "version": 1,
        }

    def _count(self, last: date) -> tuple[Rule, Reckoning] | None:
        code = regime_code_on(last)
        for rule in rules_on(code, last).values() if code else ():
            if rule.starts_on == TERM_END and rule.is_counted:
                return rule, reckon(rule.number, rule.unit, whole_day(last))
        return None
