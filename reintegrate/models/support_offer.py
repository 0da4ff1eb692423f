"""SupportOffer: help held out to the person for a need. The answer is theirs: yes, no, or later."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.need import Need
from reintegrate.models.need_endings import decline_need
from reintegrate.models.support_scheme import SupportScheme
from reintegrate.models.user import User


class SupportOffer(Base):
    __tablename__ = "support_offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    scheme_code: Mapped[str | None] = mapped_column(ForeignKey(SupportScheme.code))
    """None: help that is no scheme's; `words` say what."""
    words: Mapped[str | None] = mapped_column(EncryptedText("support_offer.words"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    offered_at: Mapped[datetime] = mapped_column(default=utcnow)
    wanted: Mapped[bool | None]
    """What they said to it. None: not yet."""
    answered_at: Mapped[datetime | None]

    @classmethod
    def make(
        cls,
        need: Need,
        *,
        key: str,
        scheme: SupportScheme | None,
        words: str,
        wanted: bool | None,
        by: User,
    ) -> "SupportOffer":
        """Hold out help, and write down what they say if they say it at once. Raises IllegalMove,
        KeyTaken."""
        earlier = first_result(cls, key, by=by, need_id=need.id)
        if earlier is not None:
            return earlier
        offer = cls(key=key, case_id=need.case_id, need_id=need.id, by_id=by.id)
        offer.scheme_code, offer.words = scheme.code if scheme else None, words or None
        db.session.add(offer)
        need.offer(by=by, scheme=offer.scheme_code)
        db.session.flush()
        if wanted is not None:
            answer_offer(need, wanted=wanted, by=by)
        return offer


def answer_offer(need: Need, *, wanted: bool, by: User) -> None:
    """They say yes; or they would rather not, and whoever was asked for it need not go on."""
    if wanted:
        need.accept(by=by)
    else:
        decline_need(need, by=by)
    open_offers = select(SupportOffer).where(
        SupportOffer.need_id == need.id, SupportOffer.wanted.is_(None)
    )
    for offer in db.session.scalars(open_offers):
        offer.wanted, offer.answered_at = wanted, utcnow()


def scheme_coded(code: str) -> SupportScheme | None:
    """None for help that is no scheme's."""
    return db.session.get(SupportScheme, code)
