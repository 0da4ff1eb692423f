"""CaseRow: what a case remembers. `Case` is built on it, room by room."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Bytewise, today, utcnow
from reintegrate.models.case_status import COMING, CaseStatus
from reintegrate.models.follow_up import REGULAR
from reintegrate.models.lifecycle import NotYet, TooEarly

if TYPE_CHECKING:
    from reintegrate.models.case import Case

NO_DATE = date(9999, 12, 31)
"""Stands in `next_due_on` for "none, and the reason is written": lists sort by one plain index."""


class CaseRow:
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    status: Mapped[CaseStatus] = mapped_column(default=CaseStatus.MANAGED)
    regime_code: Mapped[str] = mapped_column(ForeignKey("regime.code"))
    rehabilitation_kind_code: Mapped[str] = mapped_column(ForeignKey("rehabilitation_kind.code"))
    rehabilitation_place: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    decision_signer: Mapped[str] = mapped_column(default="", server_default="")
    completed_on: Mapped[date | None]
    """The day rehabilitation was or will be completed. None: as `term_from`."""
    counted_as_minor: Mapped[bool | None]
    """What an official answered where the law can be read either way, or the age is a range."""
    term_from: Mapped[date]
    term_base_to: Mapped[date | None]
    """The last day before any day that does not count is added; see `term_parts`."""
    term_printed: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """The decision's own dates: they hold, whatever the rules would propose."""
    term_to: Mapped[date]
    opened_on: Mapped[date]
    worker_since: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    # Kept by the verbs, so that lists read one row and one index.
    person_sort_key: Mapped[str] = mapped_column(Bytewise)
    next_due_on: Mapped[date] = mapped_column(default=NO_DATE)
    no_next_date_reason_code: Mapped[str | None] = mapped_column(
        ForeignKey("no_next_date_reason.code")
    )
    next_is_agreed: Mapped[bool] = mapped_column(default=False)
    next_kind_code: Mapped[str] = mapped_column(default=REGULAR, server_default=REGULAR)
    activities_planned: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many things are planned beside the regular contact."""
    last_contact_on: Mapped[date | None]
    last_reached_on: Mapped[date | None]
    tries_since_reached: Mapped[int] = mapped_column(default=0)
    help_wanted_on: Mapped[date | None]
    """Since when its worker has tried enough alone: their supervisor is asked to help."""
    rhythm_id: Mapped[int | None] = mapped_column(ForeignKey("rhythm.id"))
    """The template it was given; None: the usual one of its ward."""
    transfer_pending: Mapped[bool] = mapped_column(default=False)
    owes_at: Mapped[datetime | None]
    """When the next of what the law wants in this case is due. Kept by `deadline.settle`."""
    away_until: Mapped[date | None]
    """Last day of an absence they told the ward of, until they are back."""
    helper_name: Mapped[str] = mapped_column(default="", server_default="")
    """Whom the chair assigned to help, today."""

    @property
    def is_open(self) -> bool:
        return self.status != CaseStatus.CLOSED

    @property
    def is_coming(self) -> bool:
        """Announced, and not yet home: follow-ups begin when they are."""
        return self.status in COMING

    @property
    def earliest_on(self) -> date:
        """Nothing of this case happened before: the term's first day, or when it was announced."""
        return min(self.term_from, self.opened_on)

    @property
    def whole(self) -> "Case":
        """These rooms are one house."""
        return self  # type: ignore[return-value]

    @property
    def due_on(self) -> date | None:
        return None if self.next_due_on == NO_DATE else self.next_due_on

    def _check_day(self, day: date) -> None:
        if day > today():
            raise NotYet(day)
        if day < self.term_from:
            raise TooEarly(day)
