"""Joining: two rows turn out to be one human being. Everything moves to the row that is kept, and
what moved is written down, so that a mistake can be taken apart again."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.audit import record_event
from reintegrate.models.case import IS_OPEN, Case, follow_name
from reintegrate.models.encrypted import EncryptedJson
from reintegrate.models.idempotency import first_result
from reintegrate.models.intake import Intake
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.person import Person, PersonPaper, PhoneOwner, Relative, Sex
from reintegrate.models.user import User

MOVING: tuple[Any, ...] = (Case, PersonPaper, Relative, Intake)
"""Whatever hangs on a person and is not remade from their name."""


class Trait(StrEnum):
    """What two rows can differ in; each is taken whole from one of them."""

    NAME = "name"
    OTHER_NAMES = "other_names"
    SEX = "sex"
    BIRTH = "birth"
    LANGUAGE = "language"
    PHONE = "phone"
    ADDRESS = "address"
    EDUCATION = "education"
    OCCUPATION = "occupation"


COLUMNS: dict[Trait, tuple[str, ...]] = {
    Trait.BIRTH: ("birth_year", "birth_month", "birth_day"),
    Trait.PHONE: ("phone", "phone_index", "phone_owner", "may_name_service"),
} | {trait: (trait.value,) for trait in Trait if trait not in {Trait.BIRTH, Trait.PHONE}}
KINDS: dict[str, type[StrEnum]] = {"sex": Sex, "phone_owner": PhoneOwner}


class TheSame(DomainError):
    """A person cannot be joined with themselves."""


class BothHaveOpenCases(DomainError):
    """One stay at a time: end the one that was opened by mistake first."""


class ChangedSince(DomainError):
    """One of the two was joined or taken apart meanwhile."""


class Joining(Base):
    __tablename__ = "joining"
    __table_args__ = (CheckConstraint("kept_id <> other_id", name="two_rows"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    moved: Mapped[dict[str, list[int]]] = mapped_column(JSON)
    """Table -> ids of the rows that hung on the other one."""
    before: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("joining.before"))
    """What stood in the kept row, of all it took from the other."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    separated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    separated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    kept: Mapped[Person] = relationship(foreign_keys=kept_id)
    other: Mapped[Person] = relationship(foreign_keys=other_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def join(
        cls, kept: Person, other: Person, *, key: str, area_id: int, taken: set[Trait], by: User
    ) -> "Joining":
        """From now on `kept` is both. `taken`: what is right in the other row. A name that is not
        taken stays as one they are also called by. Raises TheSame, BothHaveOpenCases, ChangedSince.
        """
        earlier = first_result(cls, key, by=by, kept_id=kept.id, other_id=other.id)
        if earlier is not None:
            return earlier
        if kept.id == other.id:
            raise TheSame(kept.id)
        for person in sorted((kept, other), key=lambda one: one.id):
            person.hold()
            if cls._swallowed(person.id):
                raise ChangedSince(person.id)
        if cls._open_cases(kept, other) > 1:
            raise BothHaveOpenCases(kept.id)
        joining = cls(
            key=key,
            area_id=area_id,
            kept_id=kept.id,
            other_id=other.id,
            kept=kept,
            other=other,
            moved=_moved(other.id, kept.id),
            before=_taken(kept, other, taken),
            by_id=by.id,
        )
        db.session.add(joining)
        follow_name(kept)
        other.be_forgotten()  # its cases are the other's now
        db.session.flush()
        _tell("joined", joining, by)
        return joining

    def separate(self, *, by: User) -> None:
        """Take the two apart: what came with the other row goes back to it. What was written since
        stays where it was written. Raises ChangedSince."""
        if self.separated_at is not None or self._swallowed(self.kept_id):
            raise ChangedSince(self.id)
        self.kept.hold()
        for model in MOVING:
            ids = self.moved.get(model.__tablename__, [])
            back = update(model).where(model.id.in_(ids), model.person_id == self.kept_id)
            db.session.execute(back.values(person_id=self.other_id))
        for column, (was, became) in self.before.items():
            if _plain(getattr(self.kept, column)) == became:
                setattr(self.kept, column, _back(column, was))
        db.session.flush()
        db.session.expire_all()
        for person in (self.kept, self.other):
            person.name_again()
            follow_name(person)
        self.separated_by_id, self.separated_at = by.id, utcnow()
        _tell("separated", self, by)

    @classmethod
    def _swallowed(cls, person_id: int) -> bool:
        """Whether this row was joined into another one, and still is."""
        running = select(cls.id).where(cls.other_id == person_id, cls.separated_at.is_(None))
        return db.session.scalar(running) is not None

    @staticmethod
    def _open_cases(kept: Person, other: Person) -> int:
        query = select(Case.id).where(Case.person_id.in_([kept.id, other.id]), IS_OPEN)
        return len(db.session.scalars(query).all())

    def __repr__(self) -> str:
        return f"<Joining {self.id}>"


_RUNNING = Joining.separated_at.is_(None)
Index(
    "uq_joining_one_running",
    Joining.other_id,
    unique=True,
    sqlite_where=_RUNNING,
    postgresql_where=_RUNNING,
)


def differences(one: Person, other: Person) -> list[Trait]:
    return [
        trait
        for trait, columns in COLUMNS.items()
        if any(getattr(one, column) != getattr(other, column) for column in columns)
    ]


def _moved(from_id: int, to_id: int) -> dict[str, list[int]]:
    moved = {}
    for model in MOVING:
        ids = list(db.session.scalars(select(model.id).where(model.person_id == from_id)))
        db.session.execute(update(model).where(model.id.in_(ids)).values(person_id=to_id))
        moved[model.__tablename__] = ids
    return moved


def _taken(kept: Person, other: Person, taken: set[Trait]) -> dict[str, Any]:
    """Change the kept row; column -> [what stood there, what stands there now]."""
    before = {}
    names = (kept.name, other.name)
    for trait in differences(kept, other):
        for column in COLUMNS[trait] if trait in taken else ():
            before[column] = [_plain(getattr(kept, column)), _plain(getattr(other, column))]
            setattr(kept, column, getattr(other, column))
    unused = names[0] if Trait.NAME in taken else names[1]
    if unused not in {kept.name, *kept.other_names.split(", ")}:
        was = before.get("other_names", [kept.other_names])[0]
        kept.other_names = ", ".join(filter(None, (kept.other_names, unused)))
        before["other_names"] = [was, kept.other_names]
    kept.name_again()
    return before


def _tell(what: str, joining: Joining, by: User) -> None:
    """One line in the file of each of their cases, so that every ward that holds one reads it."""
    of_both = Case.person_id.in_([joining.kept_id, joining.other_id])
    for case in db.session.scalars(select(Case).where(of_both)):
        record_event(f"person.{what}", on=case, by=by, joining=joining.id)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _back(column: str, value: Any) -> Any:
    return KINDS[column](value) if column in KINDS and value is not None else value
