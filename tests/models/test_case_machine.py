"""Any order of a case's verbs, contacts, transfers and requests to agencies, as Hypothesis finds
them. After every step the columns that lists read equal a recount, and every rule still holds."""

import os
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from reintegrate.db import at, db, today, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.assignment import Assignment
from reintegrate.models.audit import broken_rows, count_events
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.contact import Contact
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.need import OPEN as OPEN_NEEDS
from reintegrate.models.need import Need
from reintegrate.models.need_endings import decline_need, receive_without_agency
from reintegrate.models.person import BirthDate, Person
from reintegrate.models.sharing import answer_consent
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import User
from tests import cast
from tests.case_recount import faults_of
from tests.installation import OnSqlite

LONG = bool(os.environ.get("REINTEGRATE_LONG_TESTS"))
EXAMPLES, STEPS = (300, 60) if LONG else (20, 40)

WARDS = (cast.DUC_XUAN, cast.BAC_KAN, cast.PHONG_QUANG)
OFFICIALS = dict(zip(WARDS, ("minh", "tuan", "minh"), strict=True))
WORKERS = ("lan", "khanh", "hoa", "phuong")
NAMES = ("Hoàng Văn Bình", "Đặng Thị Ánh", "Lý A Páo", "Ma Thị Thu", "Nông Đức")
OUTCOMES = ("met", "phone_talk", "not_home", "moved_away")

RUNNING = (CaseStatus.MANAGED, CaseStatus.ABSENT)
PAUSES = {
    "absent": RUNNING,
    "back": (CaseStatus.ABSENT,),
    "suspend": RUNNING,
    "resume": (CaseStatus.SUSPENDED,),
    "close": RUNNING,
}
UNDONE_BY = {"absent": "back", "suspend": "resume", "close": "reopen"}

which = st.integers(0, 2)
ago = st.integers(-1, 12)
worker = st.sampled_from(WORKERS)
ward = st.sampled_from(WARDS)
agency = st.sampled_from([cast.WOMEN, cast.TRAINING])


class CaseMachine(RuleBasedStateMachine):
    """Each step is one transaction: a verb that says no leaves nothing behind."""

    seen: Counter[str]
    on_sqlite: OnSqlite

    def __init__(self) -> None:
        super().__init__()
        self.open = self.on_sqlite.fresh()
        self.open.__enter__()
        self.cases: list[int] = []
        self.wards: dict[int, int] = {}
        self.terms: dict[int, Any] = {}
        self.now = utcnow() - timedelta(days=400)

    def teardown(self) -> None:
        self.open.__exit__(None, None, None)

    # The tools of a step

    def does(self, what: str, act: Callable[[], Any]) -> Any:
        """Keep what `act` did, or nothing of it."""
        before = count_events()
        try:
            with at(self.now):
                done = act()
                db.session.commit()
        except DomainError as no:
            db.session.rollback()
            self.seen[f"{what}: {type(no).__name__}"] += 1
            assert count_events() == before, "a refusal left a line behind"
            return None
        self.seen[what] += 1
        return done

    def case(self, number: int, *wanted: CaseStatus) -> Case:
        """Mostly one of which the verb makes sense: the other ones are there to be refused."""
        cases = [db.session.get_one(Case, case_id) for case_id in self.cases]
        fitting = [case for case in cases if not wanted or case.status in wanted]
        return (fitting or cases)[number % len(fitting or cases)]

    def user(self, username: str) -> User:
        found = User.named(username)
        assert found is not None
        return found

    def answering(self, case: Case) -> User:
        return case.worker or self.user("minh")

    def day(self, days_ago: int) -> Any:
        with at(self.now):
            return today() - timedelta(days=days_ago)

    def newest(self, model: Any, *where: Any) -> Any:
        return db.session.scalar(select(model).where(*where).order_by(model.id.desc()).limit(1))

    # A case and whoever answers for it

    @initialize(code=ward, name=st.sampled_from(NAMES))
    def begins(self, code: str, name: str) -> None:
        self.opens(code, name, None)

    @precondition(lambda self: len(self.cases) < 3)
    @rule(code=ward, name=st.sampled_from(NAMES), again=st.none() | which)
    def opens(self, code: str, name: str, again: int | None) -> None:
        """A new person, or one known from an earlier case that has ended."""
        known = None if again is None or not self.cases else self.case(again).person
        if known is not None and any(c.is_open for c in self.of(known)):
            return

        def open_one() -> Case:
            person = known or Person.known_as(name, BirthDate(1990))
            return Case.open(
                person,
                area=cast.area(code),
                rehabilitation_kind_code="compulsory",
                completed_on=today() - timedelta(days=10),
                by=self.user(OFFICIALS[code]),
            )

        case = self.does("open", open_one)
        self.cases.append(case.id)
        self.wards[case.id], self.terms[case.id] = case.area_id, case.term_to

    def of(self, person: Person) -> list[Case]:
        return list(db.session.scalars(select(Case).where(Case.person_id == person.id)))

    @rule(n=which, username=worker)
    def assigns(self, n: int, username: str) -> None:
        self.does(
            "assign",
            lambda: self.case(n, *RUNNING).assign(self.user(username), by=self.user("minh")),
        )

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(n=which, name=st.sampled_from(NAMES))
    def is_renamed(self, n: int, name: str) -> None:
        def correct() -> None:
            case = self.case(n)
            person = case.person
            person.correct(
                name=name,
                other_names="",
                birth=person.birth,
                sex=person.sex,
                language="",
                education="",
                occupation="",
                by=self.answering(case),
            )
            case.be_renamed(by=self.answering(case))

        self.does("correct", correct)

    # Contacts and what is next

    @rule(n=which, outcome=st.sampled_from(OUTCOMES), days=ago, then=st.none() | st.integers(0, 30))
    def is_contacted(self, n: int, outcome: str, days: int, then: int | None) -> None:
        case = self.case(n, *RUNNING)
        self.does(
            f"contact {outcome}",
            lambda: Contact.log(
                case,
                key=str(uuid.uuid4()),
                by=self.answering(case),
                outcome=db.session.get_one(ContactOutcome, outcome),
                channel_code="home_visit",
                happened_on=self.day(days),
                note="Đã nói chuyện.",
                next_due_on=None if then is None else self.day(-then),
                no_next_reason_code="person_asked_pause" if then is None else None,
            ),
        )

    @rule(n=which, days=st.integers(0, 30), agreed=st.booleans())
    def is_planned(self, n: int, days: int, agreed: bool) -> None:
        case = self.case(n, *RUNNING)
        if not case.is_open:  # the policy asks before the verb does
            return
        self.does(
            "plan",
            lambda: case.plan_next(self.day(-days), by=self.answering(case), agreed=agreed),
        )

    # Pauses and the end

    @rule(n=which, days=ago, step=st.sampled_from([*PAUSES, *PAUSES, "reopen"]))
    def stands_still_or_ends(self, n: int, days: int, step: str) -> None:
        case, by, on = (
            self.case(n, *PAUSES.get(step, (CaseStatus.CLOSED,))),
            self.user("minh"),
            days,
        )
        verbs: dict[str, Callable[[], None]] = {
            "absent": lambda: case.report_absent(self.day(on), by=by),
            "back": lambda: case.come_back(self.day(on), by=by),
            "suspend": lambda: case.suspend(self.day(on), "prison", by=by),
            "resume": lambda: case.resume(self.day(on), self.day(-3), by=by),
            "close": lambda: case.close(outcome_code="completed", on=self.day(on), by=by),
            "reopen": lambda: case.reopen(reason="Nhầm", next_due_on=self.day(-3), by=by),
        }
        self.does(step, verbs[step])
        if n and step in UNDONE_BY:
            self.does(UNDONE_BY[step], verbs[UNDONE_BY[step]])

    # Transfers

    @rule(n=which, code=ward, at_once=st.sampled_from([None, "accept", "decline"]))
    def is_offered_elsewhere(self, n: int, code: str, at_once: str | None) -> None:
        self.does(
            "propose",
            lambda: Transfer.propose(
                self.case(n, *RUNNING),
                key=str(uuid.uuid4()),
                to_area=cast.area(code),
                moved_on=self.day(0),
                new_address="Tổ 5",
                reason="Về ở với mẹ",
                by=self.user("minh"),
            ),
        )
        if at_once:
            self.is_answered(at_once)

    @rule(answer=st.sampled_from(["accept", "accept", "decline", "withdraw"]))
    def is_answered(self, answer: str) -> None:
        pending = Transfer.status == TransferStatus.PROPOSED
        transfer = self.newest(Transfer, pending) or self.newest(Transfer)
        if transfer is None:
            return
        reason = {"reason": "Không rõ địa chỉ"} if answer == "decline" else {}
        verb = getattr(transfer, answer)
        was = transfer.status
        self.does(f"transfer {answer}", lambda: verb(by=self.user("tuan"), **reason))
        if was == TransferStatus.PROPOSED and answer == "accept":
            self.wards[transfer.case_id] = transfer.to_area_id

    # Needs and agencies

    @rule(n=which, given=st.booleans())
    def says_yes_or_no(self, n: int, given: bool) -> None:
        case, key = self.case(n, *RUNNING), str(uuid.uuid4())
        by = self.answering(case)
        purpose = "share_with_agency"
        self.does(
            f"consent {given}",
            lambda: answer_consent(case, purpose_code=purpose, given=given, key=key, by=by),
        )

    @rule(n=which, code=st.none() | agency)
    def needs_something(self, n: int, code: str | None) -> None:
        case, key = self.case(n, *RUNNING), str(uuid.uuid4())
        by = self.answering(case)
        self.does("need", lambda: Need.state(case, key=key, kind_code="job", words="", by=by))
        if code:
            self.says_yes_or_no(n, True)
            self.is_asked_for(n, code)

    @rule(n=which, code=agency)
    def is_asked_for(self, n: int, code: str) -> None:
        need = self.newest(Need, Need.case_id == self.case(n, *RUNNING).id)
        agency = db.session.scalar(select(Agency).where(Agency.code == code))
        if need is None or need.status not in OPEN_NEEDS:
            return
        self.does(
            "offer",
            lambda: Assignment.offer(
                need,
                key=str(uuid.uuid4()),
                agency=agency,
                service_code="family_support",
                due_on=self.day(-7),
                request="Xin giúp.",
                shares_phone=False,
                by=self.answering(need.case),
            ),
        )

    @rule(n=which, answer=st.sampled_from(["accept", "decline", "end", "end unhelped", "withdraw"]))
    def agency_answers(self, n: int, answer: str) -> None:
        found = db.session.scalars(select(Assignment).order_by(Assignment.id)).all()
        if not found:
            return
        words = {
            "decline": {"reason": "Hết chỗ"},
            "end": {"result": "Xong", "helped": True},
            "end unhelped": {"result": "Chưa được", "helped": False},
        }
        verb = getattr(found[n % len(found)], answer.split()[0])
        self.does(f"agency {answer}", lambda: verb(by=self.user("mai"), **words.get(answer, {})))

    @rule(n=which, verb=st.sampled_from([decline_need, receive_without_agency]))
    def need_ends(self, n: int, verb: Callable[..., None]) -> None:
        need = self.newest(Need, Need.case_id == self.case(n, *RUNNING).id)
        if need is not None:
            self.does(verb.__name__, lambda: verb(need, by=self.answering(need.case)))

    # What holds after every step

    @invariant()
    def every_case_equals_its_recount(self) -> None:
        for case_id in self.cases:
            case = db.session.get_one(Case, case_id)
            assert faults_of(case, ward=self.wards[case_id], term=self.terms[case_id]) == []

    @invariant()
    def the_trail_is_whole(self) -> None:
        assert list(broken_rows()) == []


def happened(
    machine: type[CaseMachine],
    on_sqlite: OnSqlite,
    note: Callable[[str, object], None],
    examples: int = EXAMPLES,
) -> Counter[str]:
    """Run the machine, note how many steps it took; and tell which steps were done how often."""
    seen: Counter[str] = Counter()
    run_state_machine_as_test(
        type("Machine", (machine,), {"on_sqlite": on_sqlite, "seen": seen}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink] if LONG else [Phase.generate],
            derandomize=not LONG,
            suppress_health_check=list(HealthCheck),
        ),
    )
    done = Counter({what: times for what, times in seen.items() if ":" not in what})
    said = f"{done.total()} steps done, {seen.total() - done.total()} refused, 0 faults"
    note(machine.__name__, said)
    return done


def test_no_order_of_steps_breaks_a_case(
    on_sqlite: OnSqlite, record_property: Callable[[str, object], None]
) -> None:
    done = happened(CaseMachine, on_sqlite, record_property)

    assert done.total() >= 200, done
    wanted = {"open", "assign", "transfer accept", "close", "reopen", "offer", "suspend"}
    assert wanted - set(done) == set(), done
