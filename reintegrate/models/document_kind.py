"""DocumentKind: one official form of one regime, and the fields it asks for. Reference data: form
numbers, registers and who may sign are rows, never constants in verbs."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today
from reintegrate.models.act import ActKind
from reintegrate.models.catalogue import remembered
from reintegrate.models.regime import Regime
from reintegrate.models.user import Role


class BodyKind(StrEnum):
    """Whose letterhead a paper bears."""

    COMMITTEE = "committee"
    POLICE = "police"


class Readers(StrEnum):
    """Who reads a paper once the ward has it."""

    WARD = "ward"
    DECIDERS = "deciders"
    """Officials and police: it says more than the rest of the ward's staff needs."""
    WORKER = "worker"
    """Support space: only the worker who answers for the case."""


class FieldInput(StrEnum):
    LINE = "line"
    TEXT = "text"
    """Several lines; a template may repeat them one by one."""
    DAY = "day"


class DocumentField(Base):
    """A value that papers print. Its code is its name in the Word templates."""

    __tablename__ = "document_field"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    label_vi: Mapped[str]
    label_en: Mapped[str]
    input: Mapped[FieldInput]
    kept_in: Mapped[str | None]
    """The part of the record it comes from, where it is put right. None: only written here."""


class Asked(NamedTuple):
    """One field of one form."""

    code: str
    required: bool


class DocumentKind(Base):
    __tablename__ = "document_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    regime_code: Mapped[str] = mapped_column(ForeignKey("regime.code"))
    form: Mapped[str]
    """Its number in the decree's annex: "53"."""
    name_vi: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int]
    retired_on: Mapped[date | None]
    body: Mapped[BodyKind | None]
    """None: signed by people for themselves, without letterhead."""
    series: Mapped[str | None]
    """First part of its sign, "QĐ". None: not numbered."""
    act: Mapped[ActKind | None]
    """What issuing it does in law, in the case it is about."""
    about_case: Mapped[bool] = mapped_column(default=True)
    names_helper: Mapped[bool] = mapped_column(default=False)
    """It assigns the helper whom the record names."""
    readers: Mapped[Readers]
    drafted_by: Mapped[str]
    """Roles, with a space between."""
    issued_by: Mapped[str]
    """Roles that number, issue and withdraw it."""
    fields: Mapped[str] = mapped_column(Text)
    """Codes in the form's order; a star marks those without which it cannot be printed."""
    fields_known: Mapped[bool] = mapped_column(default=True)
    """False: the annex with this form's layout could not be read; its successor's is used."""
    source: Mapped[str] = mapped_column(Text)

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name_vi

    @property
    def is_numbered(self) -> bool:
        return bool(self.series)

    @property
    def asked(self) -> list[Asked]:
        return [Asked(word.rstrip("*"), word.endswith("*")) for word in self.fields.split()]

    @property
    def required(self) -> frozenset[str]:
        return frozenset(field.code for field in self.asked if field.required)

    def may_be_drafted_by(self, role: Role) -> bool:
        return role in self.drafted_by.split()

    def may_be_issued_by(self, role: Role) -> bool:
        return role in self.issued_by.split()

    @classmethod
    def coded(cls, code: str) -> "DocumentKind":
        """Raises NoResultFound."""
        return db.session.scalars(select(cls).where(cls.code == code)).one()

    @classmethod
    def in_force(cls, *regimes: str) -> list["DocumentKind"]:
        """The forms of these regimes that are still offered, in their order."""
        offered = (cls.retired_on.is_(None)) | (cls.retired_on > today())
        found = select(cls).where(cls.regime_code.in_(regimes), offered)
        return list(db.session.scalars(found.join(Regime).order_by(cls.position)))

    def __repr__(self) -> str:
        return f"<DocumentKind {self.code}>"


class KnownField(NamedTuple):
    """A field as pages use it, shared by all requests."""

    code: str
    label_vi: str
    label_en: str
    input: FieldInput
    kept_in: str | None

    def label_in(self, locale: str) -> str:
        return self.label_en if locale.startswith("en") else self.label_vi


def fields_by_code() -> Mapping[str, KnownField]:
    """May be a minute old."""
    return remembered("document_field", _read_fields)


def _read_fields() -> Mapping[str, KnownField]:
    columns = (getattr(DocumentField, name) for name in KnownField._fields)
    rows = db.session.execute(select(*columns))
    return MappingProxyType({row[0]: KnownField(*row) for row in rows})
