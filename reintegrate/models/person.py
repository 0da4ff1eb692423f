"""Person: the human being; one row for life. What identifies or locates them is encrypted."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, delete, insert
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, Bytewise, db, today, utcnow
from reintegrate.models.audit import record_event
from reintegrate.models.encrypted import EncryptedText, blind_index
from reintegrate.models.names import nfc, same_people_key, sort_key, words
from reintegrate.models.user import User

PAPER_INDEX = "person_paper.number"
PHONE_INDEX = "person.phone"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNSTATED = "unstated"


class PhoneOwner(StrEnum):
    OWN = "own"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


@dataclass(frozen=True)
class BirthDate:
    """A birth date as far as it is known: a year alone is enough."""

    year: int
    month: int | None = None
    day: int | None = None

    def age_on(self, day: date) -> int:
        """Age in whole years. Unknown parts count as the end of the year: nobody is made older."""
        birthday = (self.month or 12, self.day or 31)
        return day.year - self.year - ((day.month, day.day) < birthday)

    def ages_on(self, day: date) -> tuple[int, int]:
        """The youngest and the oldest they can be: a year alone leaves a year open."""
        birthday = (self.month or 1, self.day or 1)
        oldest = day.year - self.year - ((day.month, day.day) < birthday)
        return self.age_on(day), oldest

    def turns(self, age: int) -> tuple[date, date]:
        """The first and the last day on which that birthday can fall."""
        year, month = self.year + age, self.month
        last_day = monthrange(year, month or 12)[1]
        first = date(year, month or 1, min(self.day or 1, last_day))
        return first, date(year, month or 12, min(self.day or last_day, last_day))


def plain_number(text: str) -> str:
    """A paper's number as it is compared: capitals and digits, nothing between."""
    return "".join(character for character in text.upper() if character.isalnum())


class Person(Base):
    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("birth_month IS NULL OR birth_month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("birth_day IS NULL OR birth_day BETWEEN 1 AND 31", name="day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(Bytewise)
    other_names: Mapped[str] = mapped_column(default="")
    alike_key: Mapped[str] = mapped_column(Bytewise, index=True, default="", server_default="")
    """Words of the name in order of letters, and the year: see `names.same_people_key`."""
    sex: Mapped[Sex] = mapped_column(default=Sex.UNSTATED)
    birth_year: Mapped[int]
    birth_month: Mapped[int | None]
    birth_day: Mapped[int | None]
    language: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None] = mapped_column(EncryptedText("person.phone"))
    phone_index: Mapped[str | None] = mapped_column(index=True)
    phone_owner: Mapped[PhoneOwner] = mapped_column(default=PhoneOwner.OWN)
    may_name_service: Mapped[bool] = mapped_column(default=False)
    """Whether whoever answers that phone may be told which service is calling."""
    address: Mapped[str | None] = mapped_column(EncryptedText("person.address"))
    education: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def known_as(
        cls, name: str, birth: BirthDate, *, sex: Sex = Sex.UNSTATED, other_names: str = ""
    ) -> "Person":
        """A new person. Look for them first: two rows for one person is an old error."""
        person = cls(
            name=nfc(name),
            sort_key=sort_key(name),
            alike_key=same_people_key(name, birth.year),
            other_names=nfc(other_names),
            sex=sex,
            birth_year=birth.year,
            birth_month=birth.month,
            birth_day=birth.day,
        )
        db.session.add(person)
        db.session.flush()
        return person

    def hold(self) -> None:
        """Read again and held until commit. A case may be held and its person still be as they
        were before somebody else, who held it first, had saved."""
        db.session.refresh(self, with_for_update=True)

    @property
    def birth(self) -> BirthDate:
        return BirthDate(self.birth_year, self.birth_month, self.birth_day)

    def is_minor_on(self, day: date) -> bool:
        return self.birth.age_on(day) < 18

    def live_at(
        self, address: str, *, phone: str, owner: PhoneOwner, may_name_service: bool
    ) -> None:
        self.address = address or None
        self.phone = phone or None
        self.phone_index = blind_index(phone, PHONE_INDEX) if phone else None
        self.phone_owner = owner
        self.may_name_service = may_name_service

    def correct(
        self,
        *,
        name: str,
        other_names: str,
        birth: BirthDate,
        sex: Sex,
        language: str,
        education: str,
        occupation: str,
        by: User,
    ) -> None:
        """Put right who they are. The wards that know them follow: see `Case.be_renamed`."""
        self.name, self.sort_key, self.other_names = nfc(name), sort_key(name), nfc(other_names)
        self.birth_year, self.birth_month, self.birth_day = birth.year, birth.month, birth.day
        self.alike_key = same_people_key(name, birth.year)
        self.sex, self.language = sex, language
        self.education, self.occupation = education, occupation
        record_event("person.corrected", on=self, by=by)

    def add_paper(
        self, kind_code: str, number: str, issued_on: date | None, issued_by: str
    ) -> None:
        db.session.add(
            PersonPaper(
                person_id=self.id,
                kind_code=kind_code,
                number=number,
                number_index=blind_index(plain_number(number), PAPER_INDEX),
                issued_on=issued_on,
                issued_by=issued_by,
            )
        )

    def be_known_in(self, area_id: int) -> None:
        """Let the people of this ward find them by any word of any of their names."""
        self.be_forgotten_in(area_id)
        tokens = words(f"{self.name} {self.other_names}")
        if tokens:
            db.session.execute(
                insert(NameToken),
                [
                    {"area_id": area_id, "token": token[:40], "person_id": self.id}
                    for token in dict.fromkeys(tokens)
                ],
            )

    def name_again(self) -> None:
        """Keys made from the name and the year, after either was changed."""
        self.sort_key = sort_key(self.name)
        self.alike_key = same_people_key(self.name, self.birth_year)

    def be_forgotten(self) -> None:
        """No ward finds this row by name."""
        db.session.execute(delete(NameToken).where(NameToken.person_id == self.id))

    def be_forgotten_in(self, area_id: int) -> None:
        """No ward finds by name somebody it no longer answers for."""
        db.session.execute(
            delete(NameToken).where(NameToken.area_id == area_id, NameToken.person_id == self.id)
        )

    @property
    def age(self) -> int:
        return self.birth.age_on(today())

    def __repr__(self) -> str:
        return f"<Person {self.id}>"


class NameToken(Base):
    """One folded word of a name, where the person is known. What the name search reads."""

    __tablename__ = "name_token"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)
    token: Mapped[str] = mapped_column(Bytewise, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)

    @classmethod
    def begins_with(cls, folded: Any) -> ColumnElement[bool]:
        """By range, so that the primary key serves it: U+FFFF comes after every letter."""
        beyond = f"{folded}\uffff" if isinstance(folded, str) else folded.concat("\uffff")
        within: ColumnElement[bool] = (cls.token >= folded) & (cls.token <= beyond)
        return within


class PersonPaper(Base):
    """A paper they hold or held: kind and number, never a picture of it."""

    __tablename__ = "person_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind_code: Mapped[str] = mapped_column(ForeignKey("paper_kind.code"))
    number: Mapped[str] = mapped_column(EncryptedText("person_paper.number"))
    number_index: Mapped[str] = mapped_column(index=True)
    issued_on: Mapped[date | None]
    issued_by: Mapped[str] = mapped_column(default="")


class Relative(Base):
    """Family, or whoever represents a minor by law."""

    __tablename__ = "relative"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation_code: Mapped[str] = mapped_column(ForeignKey("relation.code"))
    name: Mapped[str] = mapped_column(EncryptedText("relative.name"))
    birth_year: Mapped[int | None]
    occupation: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None] = mapped_column(EncryptedText("relative.phone"))
    address: Mapped[str | None] = mapped_column(EncryptedText("relative.address"))
    is_representative: Mapped[bool] = mapped_column(default=False)
