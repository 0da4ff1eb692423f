"""User: someone who signs in, with one role in one area or agency."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import fold, sort_key
from reintegrate.models.password import check_password, hash_password, refuse_weak

SYSTEM_USERNAME = "system"


class Role(StrEnum):
    SOCIAL_WORKER = "social_worker"
    WARD_OFFICIAL = "ward_official"
    WARD_POLICE = "ward_police"
    AGENCY_WORKER = "agency_worker"
    COORDINATOR = "coordinator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"
    """Commands and seeds act as this one. It never signs in."""


WARD_ROLES = frozenset({Role.SOCIAL_WORKER, Role.WARD_OFFICIAL, Role.WARD_POLICE})


class UsernameTaken(DomainError):
    """Usernames are compared folded, so that two cannot be told apart only by accents."""


class WrongPassword(DomainError):
    """The present password was not the one given."""


class User(Base):
    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint(
            "role NOT IN ('social_worker','ward_official','ward_police') OR area_id IS NOT NULL",
            name="ward_staff_have_a_ward",
        ),
        CheckConstraint(
            "role <> 'agency_worker' OR agency_id IS NOT NULL", name="agency_staff_have_an_agency"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_key: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    role: Mapped[Role]
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    password_hash: Mapped[str | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    disabled_at: Mapped[datetime | None]
    rights_changed_at: Mapped[datetime] = mapped_column(default=utcnow)
    """Sessions begun earlier no longer count: role, ward, password or account changed."""
    version: Mapped[int] = mapped_column(default=1)

    area: Mapped[Area | None] = relationship()
    agency: Mapped[Agency | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def add(
        cls,
        *,
        username: str,
        name: str,
        role: Role,
        by: "User | None",
        area: Area | None = None,
        agency: Agency | None = None,
        title: str = "",
    ) -> "User":
        """An account without a password; `set_first_password` gives one. Raises UsernameTaken."""
        if cls.named(username):
            raise UsernameTaken(username)
        user = cls(
            username=fold(username),
            name=name,
            sort_key=sort_key(name),
            role=role,
            title=title,
            area_id=area.id if area else None,
            agency_id=agency.id if agency else None,
        )
        db.session.add(user)
        db.session.flush()
        record_event("user.added", on=user, by=by, space=Space.SYSTEM, role=role)
        return user

    @classmethod
    def named(cls, username: str) -> "User | None":
        return db.session.scalar(select(cls).where(cls.username == fold(username)))

    @property
    def is_disabled(self) -> bool:
        return self.disabled_at is not None

    def set_first_password(self, password: str, *, by: "User | None") -> None:
        """Somebody else knows it: it must be changed at the first sign-in. Raises WeakPassword."""
        refuse_weak(password, self.username)
        self.password_hash = hash_password(password)
        self.must_change_password = True
        self._end_sessions()
        record_event("user.password_reset", on=self, by=by, space=Space.SYSTEM)

    def change_password(self, *, present: str, new: str) -> None:
        """Raises WrongPassword, WeakPassword. Every session ends, also the one that asked."""
        if not check_password(self.password_hash, present):
            raise WrongPassword(self.username)
        refuse_weak(new, self.username)
        self.password_hash = hash_password(new)
        self.must_change_password = False
        self._end_sessions()
        record_event("user.password_changed", on=self, by=self, space=Space.SYSTEM)

    def change_rights(
        self, *, role: Role, area: Area | None, agency: Agency | None, by: "User"
    ) -> None:
        self.role = role
        self.area_id = area.id if area else None
        self.agency_id = agency.id if agency else None
        self._end_sessions()
        record_event("user.rights_changed", on=self, by=by, space=Space.SYSTEM, role=role)

    def rename(self, *, name: str, title: str, by: "User") -> None:
        self.name, self.sort_key, self.title = name, sort_key(name), title
        record_event("user.renamed", on=self, by=by, space=Space.SYSTEM)

    def disable(self, *, by: "User") -> None:
        if self.disabled_at is None:
            self.disabled_at = utcnow()
            self._end_sessions()
            record_event("user.disabled", on=self, by=by, space=Space.SYSTEM)

    def enable(self, *, by: "User") -> None:
        if self.disabled_at is not None:
            self.disabled_at = None
            self._end_sessions()
            record_event("user.enabled", on=self, by=by, space=Space.SYSTEM)

    def _end_sessions(self) -> None:
        self.rights_changed_at = utcnow()

    def __repr__(self) -> str:
        return f"<User {self.id}>"


def system_user() -> User:
    """The one in whose name commands and seeds act; made at first use."""
    user = User.named(SYSTEM_USERNAME)
    if user is None:
        user = User(username=SYSTEM_USERNAME, name="Reintegrate", sort_key="", role=Role.SYSTEM)
        db.session.add(user)
        db.session.flush()
    return user
