"""User: someone who signs in, with one role in one area or agency."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, Bytewise, db, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.audit import Space, record_event
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import fold, nfc, sort_key
from reintegrate.models.password import first_password, hash_password, refuse_weak

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


WARD_KINDS = frozenset({AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE})
WARD_ROLES = frozenset({Role.SOCIAL_WORKER, Role.WARD_OFFICIAL, Role.WARD_POLICE})


class UsernameTaken(DomainError):
    """Usernames are compared folded, so that two cannot be told apart only by accents."""


class WrongPassword(DomainError):
    """The present password was not the one given."""


class NeedsWard(DomainError):
    """This role works in one ward or commune."""


class NeedsAgency(DomainError):
    """This role works in one agency."""


class NeedsProvince(DomainError):
    """This role works over one province."""


class NotYourself(DomainError):
    """Nobody takes away their own rights: somebody must be left who can give them back."""


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
    sort_key: Mapped[str] = mapped_column(Bytewise)
    title: Mapped[str] = mapped_column(default="")
    work_phone: Mapped[str | None]
    """Where people they answer for reach them; on the person's own sheet. Never a private one."""
    role: Mapped[Role]
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    password_hash: Mapped[str | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    disabled_at: Mapped[datetime | None]
    rights_changed_at: Mapped[datetime] = mapped_column(default=utcnow)
    """Sessions begun earlier no longer count: role, ward, password or account changed."""
    unseen_notices: Mapped[int] = mapped_column(default=0, server_default="0")
    """Kept by `notice.py`: the number beside "What changed" on every page."""
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
        """An account without a password; `set_first_password` gives one. Raises UsernameTaken,
        NeedsWard, NeedsAgency, NeedsProvince."""
        refuse_misplaced(role, area, agency)
        if cls.named(username):
            raise UsernameTaken(username)
        user = cls(
            username=fold(username),
            name=nfc(name),
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

    def set_first_password(
        self, password: str, *, by: "User | None", must_change: bool = True
    ) -> None:
        """Somebody else knows it: it must be changed at the first sign-in. Raises WeakPassword.

        `must_change` is false only for the demo's accounts, whose password everybody may know.
        """
        refuse_weak(password, self.username)
        self.password_hash = hash_password(password)
        self.must_change_password = must_change
        self._end_sessions()
        record_event("user.password_reset", on=self, by=by, space=Space.SYSTEM)

    def reset_password(self, *, by: "User | None") -> str:
        """A new first password, made here so that nobody chooses one for somebody else. Tell it to
        them once: it is kept only as a hash."""
        password = first_password()
        self.set_first_password(password, by=by)
        return password

    def choose_password(self, new: str) -> None:
        """Their own choice, once they have proved who they are. Raises WeakPassword.
        Every session ends, also the one that asked."""
        refuse_weak(new, self.username)
        self.password_hash = hash_password(new)
        self.must_change_password = False
        self._end_sessions()
        record_event("user.password_changed", on=self, by=self, space=Space.SYSTEM)

    def change_rights(
        self, *, role: Role, area: Area | None, agency: Agency | None, by: "User"
    ) -> None:
        """Another role or place of work; it counts at once. Raises NotYourself, NeedsWard,
        NeedsAgency, NeedsProvince."""
        self._refuse_own(by)
        refuse_misplaced(role, area, agency)
        self.role = role
        self.area_id = area.id if area else None
        self.agency_id = agency.id if agency else None
        self._end_sessions()
        record_event("user.rights_changed", on=self, by=by, space=Space.SYSTEM, role=role)

    def rename(self, *, name: str, title: str, by: "User") -> None:
        self.name, self.sort_key, self.title = nfc(name), sort_key(name), title
        record_event("user.renamed", on=self, by=by, space=Space.SYSTEM)

    def be_reached_at(self, work_phone: str | None, *, by: "User") -> None:
        """Digits as dialled inside the country; None: nowhere by phone."""
        self.work_phone = work_phone
        record_event("user.phone_given", on=self, by=by, space=Space.SYSTEM)

    def disable(self, *, by: "User") -> None:
        """They cannot sign in, and whoever is signed in as them is out. Raises NotYourself."""
        self._refuse_own(by)
        if self.disabled_at is None:
            self.disabled_at = utcnow()
            self._end_sessions()
            record_event("user.disabled", on=self, by=by, space=Space.SYSTEM)

    def enable(self, *, by: "User") -> None:
        if self.disabled_at is not None:
            self.disabled_at = None
            self._end_sessions()
            record_event("user.enabled", on=self, by=by, space=Space.SYSTEM)

    def _refuse_own(self, by: "User") -> None:
        if by.id == self.id:
            raise NotYourself(self.username)

    def _end_sessions(self) -> None:
        self.rights_changed_at = utcnow()

    def __repr__(self) -> str:
        return f"<User {self.id}>"


def refuse_misplaced(role: Role, area: Area | None, agency: Agency | None) -> None:
    """Raises NeedsWard, NeedsAgency, NeedsProvince where a role lacks the place it works in."""
    if role in WARD_ROLES and (area is None or area.kind not in WARD_KINDS):
        raise NeedsWard(role)
    if role == Role.AGENCY_WORKER and agency is None:
        raise NeedsAgency(role)
    if role == Role.COORDINATOR and (area is None or area.kind != AreaKind.PROVINCE):
        raise NeedsProvince(role)


def system_user() -> User:
    """The one in whose name commands and seeds act; made at first use."""
    user = User.named(SYSTEM_USERNAME)
    if user is None:
        user = User(username=SYSTEM_USERNAME, name="Reintegrate", sort_key="", role=Role.SYSTEM)
        db.session.add(user)
        db.session.flush()
    return user
