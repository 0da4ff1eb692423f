"""Team: who in a ward supports people after rehabilitation, by a decision of its chair (Mẫu 55).

A change is a new period, never an overwriting: who was in it, and when, stays.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, TooEarly
from reintegrate.models.user import User


class TeamPlace(StrEnum):
    """Decree 163/2026, Mẫu 55: the police lead, the health station is deputy."""

    LEADER = "leader"
    DEPUTY = "deputy"
    CULTURE_SOCIAL = "culture_social"
    YOUTH_UNION = "youth_union"
    OTHER = "other"


ONE_OF_A_KIND = {TeamPlace.LEADER, TeamPlace.DEPUTY}


class PlaceTaken(DomainError):
    """The team has a leader or deputy already: end that membership first."""


class TeamEnded(DomainError):
    """A newer decision has replaced this team."""


class MemberLeft(DomainError):
    """This member has left already."""


class Team(Base):
    """One decision (Decree 163/2026 Art. 136(3)). It stands until the next one of its ward."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    decision_number: Mapped[str]
    decided_on: Mapped[date]
    signer: Mapped[str] = mapped_column(default="")
    since: Mapped[date]
    until: Mapped[date | None]
    """The first day of the next decision's team."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    area: Mapped[Area] = relationship()

    @classmethod
    def now_in(cls, area_id: int) -> "Team | None":
        return db.session.scalar(select(cls).where(cls.area_id == area_id, STANDING))

    @classmethod
    def set_up(
        cls,
        *,
        key: str,
        area: Area,
        decision_number: str,
        decided_on: date,
        since: date,
        by: User,
        signer: str = "",
        keep_members: bool = False,
    ) -> "Team":
        """A new decision: the team before it ends where this begins; `keep_members` takes its
        members over. Raises TooEarly when it would begin before the team that stands, KeyTaken."""
        earlier = first_result(cls, key, by=by, area_id=area.id)
        if earlier is not None:
            return earlier
        before = cls.now_in(area.id)
        if before is not None and since < before.since:
            raise TooEarly(since)
        staying = before.members_now() if before and keep_members else []
        if before is not None:
            before.until = since
            db.session.flush()
        team = cls(key=key, area_id=area.id, decision_number=decision_number, by_id=by.id)
        team.decided_on, team.since, team.signer = decided_on, since, signer
        db.session.add(team)
        db.session.flush()
        if before is not None:
            before._let_go(since, team)
        record_event("team.set", on=team, by=by, since=since)
        for member in staying:
            team.add(member.place, member.name, member.post, since=since, by=by)
        return team

    def _let_go(self, on: date, replaced_by: "Team") -> None:
        for member in self.members_now():
            member.until, member.replaced_by_id = max(on, member.since), replaced_by.id
        db.session.flush()

    def undo(self, *, by: User) -> None:
        """Its decision was withdrawn: it never worked, and the team before it goes on as it was,
        without those who had left it. Left as it is where a newer decision has replaced it."""
        if self.until is not None:
            return
        self.until = self.since
        self._let_go(self.since, self)
        record_event("team.undone", on=self, by=by, until=self.since)
        of_ward = (Team.area_id == self.area_id, Team.id < self.id, Team.until == self.since)
        before = db.session.scalar(select(Team).where(*of_ward).order_by(Team.id.desc()).limit(1))
        if before is not None:
            replaced = (TeamMember.team_id == before.id, TeamMember.replaced_by_id == self.id)
            for member in db.session.scalars(select(TeamMember).where(*replaced)):
                member.until = member.replaced_by_id = None
            before.until = None
        db.session.flush()

    @property
    def never_worked(self) -> bool:
        return self.until == self.since

    def members_now(self) -> "list[TeamMember]":
        db.session.flush()
        in_it = (TeamMember.team_id == self.id, TeamMember.until.is_(None))
        return list(db.session.scalars(select(TeamMember).where(*in_it).order_by(TeamMember.id)))

    def add(
        self,
        place: TeamPlace,
        name: str,
        post: str,
        *,
        since: date,
        by: User,
        key: str | None = None,
    ) -> "TeamMember":
        """Raises TeamEnded, PlaceTaken, TooEarly, KeyTaken."""
        if key and (earlier := first_result(TeamMember, key, by=by, team_id=self.id)):
            return earlier
        if self.until is not None:
            raise TeamEnded(self.id)
        if since < self.since:
            raise TooEarly(since)
        if place in ONE_OF_A_KIND and any(m.place == place for m in self.members_now()):
            raise PlaceTaken(place)
        member = TeamMember(team_id=self.id, area_id=self.area_id, key=key, place=place, name=name)
        member.post, member.since, member.by_id = post, since, by.id
        db.session.add(member)
        db.session.flush()
        record_event("team.member_joined", on=member, by=by, place=place, since=since)
        return member

    def __repr__(self) -> str:
        return f"<Team {self.id}>"


class TeamMember(Base):
    """Somebody in the team, from a day on. Staff of other offices need no account."""

    __tablename__ = "team_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    team_id: Mapped[int] = mapped_column(ForeignKey(Team.id), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    place: Mapped[TeamPlace]
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    """Their post and office."""
    since: Mapped[date]
    until: Mapped[date | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey(Team.id))
    """The team whose decision ended this membership. None: they left by themselves, or are in."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    team: Mapped[Team] = relationship(foreign_keys=team_id)

    def leave(self, on: date, *, by: User) -> None:
        """Raises MemberLeft, TooEarly."""
        if self.until is not None:
            raise MemberLeft(self.id)
        if on < self.since:
            raise TooEarly(on)
        self.until = on
        record_event("team.member_left", on=self, by=by, until=on)

    @property
    def is_in(self) -> bool:
        return self.until is None or self.until > today()

    def __repr__(self) -> str:
        return f"<TeamMember {self.id}>"


STANDING = Team.until.is_(None)
_only: ColumnElement[bool] = literal_column("until IS NULL")
Index("uq_team_one_standing", Team.area_id, unique=True, sqlite_where=_only, postgresql_where=_only)
Index("ix_team_area_since", Team.area_id, Team.since, Team.id)
