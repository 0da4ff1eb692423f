"""IssuingBody: the letterhead a ward's papers bear, and who signs under it by which authority."""

import zlib
from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, lock_until_commit, today
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.document_kind import BodyKind
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User


class Capacity(StrEnum):
    """By which authority somebody signs (Decree 30/2020, Annex I)."""

    IN_PERSON = "in_person"
    ON_BEHALF = "on_behalf"
    """TM.: for the collective."""
    FOR_HEAD = "for_head"
    """KT.: a deputy for the head."""
    ON_BEHALF_FOR_HEAD = "on_behalf_for_head"
    """TM. and KT.: a deputy for the head of the collective."""
    BY_ORDER = "by_order"
    """TL."""
    BY_AUTHORISATION = "by_authorisation"
    """TUQ."""
    ACTING = "acting"
    """Q."""


class EndedAlready(DomainError):
    """This signer signs no more already."""


class IssuingBody(Base):
    """One committee and one police of a ward. Edited in place; each paper keeps what it printed."""

    __tablename__ = "issuing_body"
    __table_args__ = (UniqueConstraint("area_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kind: Mapped[BodyKind]
    superior: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    """As the letterhead prints it, line by line."""
    collective: Mapped[str] = mapped_column(default="")
    """After TM.: "ỦY BAN NHÂN DÂN"."""
    head_title: Mapped[str]
    place: Mapped[str]
    abbreviation: Mapped[str]
    """Second part of its papers' signs: "UBND"."""
    version: Mapped[int] = mapped_column(default=1)

    area: Mapped[Area] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def of(cls, area_id: int, kind: BodyKind) -> "IssuingBody | None":
        return db.session.scalar(select(cls).where(cls.area_id == area_id, cls.kind == kind))

    @classmethod
    def begin(cls, area: Area, kind: BodyKind, *, by: User, **letterhead: str) -> "IssuingBody":
        """The one there is, or a new one with this letterhead."""
        lock_until_commit(zlib.crc32(f"letterhead {area.id} {kind}".encode()))
        found = cls.of(area.id, kind)
        if found is not None:
            return found
        body = cls(area_id=area.id, kind=kind, **letterhead)
        db.session.add(body)
        db.session.flush()
        record_event("issuing_body.begun", on=body, by=by, space=Space.SYSTEM, kind=kind)
        return body

    def put_right(self, *, by: User, **letterhead: str) -> None:
        """From now on papers bear this. Those that were numbered keep what they bear."""
        for name, text in letterhead.items():
            setattr(self, name, text)
        record_event("issuing_body.changed", on=self, by=by, space=Space.SYSTEM)

    def signers(self) -> list["Signer"]:
        """Those who sign now, in their order; the first is proposed."""
        current = Signer.ended_on.is_(None) | (Signer.ended_on > today())
        found = select(Signer).where(Signer.body_id == self.id, current)
        return list(db.session.scalars(found.order_by(Signer.position, Signer.id)))

    def add_signer(self, name: str, capacity: Capacity, *, title: str, by: User) -> "Signer":
        signer = Signer(
            body_id=self.id,
            body=self,
            name=name,
            capacity=capacity,
            title=title,
            position=len(self.signers()),
        )
        db.session.add(signer)
        db.session.flush()
        record_event("signer.added", on=signer, by=by, space=Space.SYSTEM, capacity=capacity)
        return signer


class Signer(Base):
    __tablename__ = "signer"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("issuing_body.id"), index=True)
    name: Mapped[str]
    capacity: Mapped[Capacity]
    title: Mapped[str] = mapped_column(default="")
    """Their own, under the authority's line: "PHÓ CHỦ TỊCH"."""
    position: Mapped[int] = mapped_column(default=0)
    ended_on: Mapped[date | None]

    body: Mapped[IssuingBody] = relationship()

    @property
    def area_id(self) -> int:
        return self.body.area_id

    @property
    def authority(self) -> list[str]:
        """The lines above the signature, as the decree abbreviates them."""
        body = self.body
        head, own = body.head_title, self.title
        lines = {
            Capacity.IN_PERSON: [head],
            Capacity.ON_BEHALF: [f"TM. {body.collective or body.name}", head],
            Capacity.FOR_HEAD: [f"KT. {head}", own],
            Capacity.ON_BEHALF_FOR_HEAD: [
                f"TM. {body.collective or body.name}",
                f"KT. {head}",
                own,
            ],
            Capacity.BY_ORDER: [f"TL. {head}", own],
            Capacity.BY_AUTHORISATION: [f"TUQ. {head}", own],
            Capacity.ACTING: [f"Q. {head}"],
        }[self.capacity]
        return [" ".join(line.split()).upper() for line in lines if line]

    def end(self, *, by: User) -> None:
        """They sign no more. What they signed keeps their name. Raises EndedAlready."""
        if self.ended_on is not None:
            raise EndedAlready(self.id)
        self.ended_on = today()
        record_event("signer.ended", on=self, by=by, space=Space.SYSTEM)
