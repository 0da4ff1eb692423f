"""What time does to a transfer nobody answers: the coordinator is told, and in the end it expires.

For `run-due`: done twice, or by two at once, it is done once.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, select

from reintegrate.db import db, utcnow
from reintegrate.models.audit import record_event
from reintegrate.models.handover import answer_by, days_set
from reintegrate.models.life_rule import SettingName
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User

PENDING = Transfer.status == TransferStatus.PROPOSED


def escalate_transfers(by: User) -> int:
    """Past its time, both wards' province hears of it, once. Returns how many."""
    begin_clocks()
    passed = PENDING, Transfer.answer_by <= utcnow(), Transfer.escalated_at.is_(None)
    found = db.session.scalars(_held(*passed)).all()
    for transfer in found:
        transfer.escalated_at = utcnow()
        record_event("transfer.escalated", on=transfer, by=by)
    db.session.flush()
    return len(found)


def begin_clocks() -> None:
    """Those asked before there was a clock."""
    for transfer in db.session.scalars(_held(PENDING, Transfer.answer_by.is_(None))).all():
        transfer.answer_by = answer_by(transfer.case, transfer.proposed_at)
    db.session.flush()


def expire_transfers(by: User) -> int:
    """Unanswered for as long as the setting says. Returns how many."""
    days = days_set(SettingName.TRANSFER_EXPIRES_DAYS)
    if not days:
        return 0
    old = PENDING, Transfer.proposed_at <= utcnow() - timedelta(days=days)
    found = db.session.scalars(_held(*old)).all()
    for transfer in found:
        transfer.expire(by=by)
    db.session.flush()
    return len(found)


def _held(*which: ColumnElement[bool]) -> Select[Transfer]:
    found = select(Transfer).where(*which)
    return found.order_by(Transfer.id).with_for_update(of=Transfer)
