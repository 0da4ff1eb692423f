"""The steps of a demo story about what is watched over: questions between wards, urgent looks,
cases given on, what people ask about their own data."""

from collections.abc import Callable

from reintegrate.cli.demo_cast import Row, staff
from reintegrate.cli.demo_telling import Telling
from reintegrate.db import db
from reintegrate.models.data_request import (
    Asker,
    DataRequest,
    RefusalGround,
    RequestChannel,
    RequestKind,
    RequestStatus,
)
from reintegrate.models.inquiry import Inquiry, InquiryReason
from reintegrate.models.reassignment import Reassignment
from reintegrate.models.reveal import Reveal, RevealPart, Review


def be_asked_about(told: Telling, step: Row) -> None:
    """By somebody of another ward, who knows a name and a year."""
    person = told.case.person
    Inquiry.ask(
        key=told.key(),
        to_area=told.case.area,
        name=person.name,
        birth_year=person.birth_year,
        paper_number="",
        reason=InquiryReason(step["reason"]),
        by=staff(step["by"]),
    )


def be_known(told: Telling, step: Row) -> None:
    """The ward's yes to the newest question."""
    asked = db.select(Inquiry).where(Inquiry.to_area_id == told.case.area_id)
    newest = db.session.scalars(asked.order_by(Inquiry.id.desc()).limit(1)).one()
    newest.say_known(told.case, by=told.official(step))


def look_into(told: Telling, step: Row) -> None:
    """Somebody of another ward; the newest look is the one that is judged."""
    Reveal.ask(
        told.case,
        key=told.key(),
        part=RevealPart(step["part"]),
        reason=told.words(step, "reason"),
        hours=step["hours"],
        by=staff(step["by"]),
    )


def judge_look(told: Telling, step: Row) -> None:
    query = db.select(Reveal).where(Reveal.case_id == told.case.id).order_by(Reveal.id.desc())
    newest = db.session.scalars(query.limit(1)).one()
    newest.judge(Review(step["verdict"]), words=told.words(step, "words"), by=staff("thao"))


def hand_on(told: Telling, step: Row) -> None:
    Reassignment.carry_out(
        [told.case],
        from_worker=told.worker({}),
        to_worker=staff(step["to"]),
        key=told.key(),
        by=told.official(step),
    )


def ask_about_data(told: Telling, step: Row) -> None:
    """The person asks about their own data, on that day."""
    DataRequest.take(
        told.case,
        key=told.key(),
        kind=RequestKind(step["kind"]),
        asker=Asker.PERSON,
        channel=RequestChannel.IN_PERSON,
        asked_on=told.day(step["day"]),
        others_too=False,
        words=told.words(step, "words"),
        by=told.worker(step),
    )


def acknowledge_request(told: Telling, step: Row) -> None:
    _newest_request(told).acknowledge(told.day(step["day"]), by=told.worker(step))


def answer_request(told: Telling, step: Row) -> None:
    """The newest one; with a ground where the answer is a no, or not a whole yes."""
    _newest_request(told).end(
        RequestStatus(step["answer"]),
        ground=RefusalGround(step["ground"]) if "ground" in step else None,
        words=told.words(step, "words"),
        on=told.day(step["day"]),
        by=told.worker(step),
    )


def _newest_request(told: Telling) -> DataRequest:
    query = db.select(DataRequest).where(DataRequest.case_id == told.case.id)
    return db.session.scalars(query.order_by(DataRequest.id.desc()).limit(1)).one()


WATCH_STEPS = (
    be_asked_about,
    be_known,
    look_into,
    judge_look,
    hand_on,
    ask_about_data,
    acknowledge_request,
    answer_request,
)
WATCH_VERBS: dict[str, Callable[[Telling, Row], None]] = {
    verb.__name__: verb for verb in WATCH_STEPS
}
