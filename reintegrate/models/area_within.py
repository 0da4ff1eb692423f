"""What one ward asked of another and still stands when both become one: it ends with the change,
and is asked again when that is undone."""

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from reintegrate.db import db, today
from reintegrate.models.area_change import AreaChange
from reintegrate.models.area_following import ENDED, AreaChangeCell, cells_of, keep, still_open
from reintegrate.models.case import Case
from reintegrate.models.hosted_stay import STANDS, HostedStay, StayStatus
from reintegrate.models.inquiry import Inquiry, InquiryStatus
from reintegrate.models.lifecycle import Lifecycle
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User

ASKED_AGAIN: dict[Any, tuple[Lifecycle[Any], Any]] = {
    Transfer: (
        Lifecycle("transfer", {TransferStatus.WITHDRAWN: {TransferStatus.PROPOSED}}),
        TransferStatus.PROPOSED,
    ),
    Inquiry: (
        Lifecycle("inquiry", {InquiryStatus.WITHDRAWN: {InquiryStatus.ASKED}}),
        InquiryStatus.ASKED,
    ),
}
"""What the change itself took back, and only by undoing it."""
GOES_ON = {StayStatus.ASKED, StayStatus.HOSTED}
STAY_AGAIN = Lifecycle("hosted_stay", {StayStatus.ENDED: GOES_ON})
STAYS_ENDED = f"{HostedStay.__tablename__}{ENDED}"


def hold_all(area_ids: list[int]) -> None:
    """Whoever is just answering a transfer or writing in a case there goes first; then nobody does
    until the change is written. In the order in which they take hold themselves."""
    sides = Transfer.from_area_id.in_(area_ids) | Transfer.to_area_id.in_(area_ids)
    moving = select(Transfer.id).where(sides, Transfer.status == TransferStatus.PROPOSED)
    here = select(Case.id).where(Case.area_id.in_(area_ids))
    for held in (moving.order_by(Transfer.id), here.order_by(Case.id)):
        db.session.execute(held.with_for_update())


def end_within(change: AreaChange, *, by: User) -> None:
    """Who asked whom is one ward now: nothing is left to answer, and nobody stays elsewhere."""
    db.session.flush()
    for model in ASKED_AGAIN:
        both = select(model).where(model.from_area_id == model.to_area_id)
        name = model.__tablename__
        for record in db.session.scalars(both.where(still_open(f"{name}.to_area_id"))):
            db.session.refresh(record)
            record.withdraw(by=by)
            keep(change.id, f"{name}{ENDED}", record.id, None, None)
    home = select(HostedStay).where(HostedStay.home_area_id == HostedStay.host_area_id, STANDS)
    for stay in db.session.scalars(home):
        db.session.refresh(stay)
        keep(change.id, STAYS_ENDED, stay.id, int(not stay.is_asked), None)
        stay.end(by=by)


def ask_again(change: AreaChange, *, by: User) -> None:
    for model, (lifecycle, status) in ASKED_AGAIN.items():
        cells = cells_of(change.id, f"{model.__tablename__}{ENDED}")
        ended = select(AreaChangeCell.record_id).where(cells)
        for record in db.session.scalars(select(model).where(model.id.in_(ended))):
            db.session.refresh(record)
            lifecycle.move(record, status, by=by)
            record.answered_by_id = record.answered_at = None
            if model is Transfer:
                record.case.transfer_pending = True
    _host_again(change, by=by)
    db.session.flush()


def _host_again(change: AreaChange, *, by: User) -> None:
    """Those whose last day has not come, unless another stands since."""
    other = aliased(HostedStay)
    newer = exists().where(other.case_id == HostedStay.case_id, other.status.in_(GOES_ON))
    own = AreaChangeCell.record_id == HostedStay.id, cells_of(change.id, STAYS_ENDED)
    found = select(HostedStay, AreaChangeCell.before).join(AreaChangeCell, own[0]).where(own[1])
    for stay, was_hosted in db.session.execute(found.where(~newer)).all():
        if stay.last_day >= today() and stay.case.is_open and not stay.case.transfer_pending:
            stay.ended_at = None
            to = StayStatus.HOSTED if was_hosted else StayStatus.ASKED
            STAY_AGAIN.move(stay, to, by=by)
