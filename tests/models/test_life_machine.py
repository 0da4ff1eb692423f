"""The whole life of a case in any order Hypothesis finds: announced or home, papers early, late and
taken back, absences told and untold, a determination, an age that is asked for, a helper."""

import uuid
from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from reintegrate.db import db
from reintegrate.models.act import ON_PAPER, STANDS, Act, ActKind
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.case_status import COMING
from reintegrate.models.document import Document, DocumentStatus
from reintegrate.models.document_text import FileFormat
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.life_moves import enter_life_rule, terms_moved
from reintegrate.models.life_revision import AS_READ, LifeRevision, LifeTopic
from reintegrate.models.person import BirthDate, Person
from reintegrate.models.regime import term_code
from tests import cast
from tests.installation import OnSqlite
from tests.models.test_case_machine import (
    LONG,
    NAMES,
    OFFICIALS,
    RUNNING,
    CaseMachine,
    ago,
    happened,
    ward,
    which,
)
from tests.trust.scenery_papers import committee, draft

EXAMPLES = 300 if LONG else 18
PAPERS = [kind for kind in ON_PAPER if kind not in {ActKind.DECIDED, ActKind.ADDICTION_DETERMINED}]
LIVING = (*COMING, *RUNNING)
HAPPENS = {
    "announce",
    "decide",
    "take back",
    "edit the law",
    "a term moves",
    "expect",
    "tell",
    "help",
    "helper's paper",
    "withdraw",
}


class LifeMachine(CaseMachine):
    """Beside every step of the case machine, those of the statutory file."""

    def kept(self, what: str, case: Case, act: Callable[[], object]) -> None:
        """A step that may move the term: what it is before any pause is remembered."""
        self.does(what, act)
        self.terms[case.id] = db.session.get_one(Case, case.id).base_to

    @initialize(code=ward, name=st.sampled_from(NAMES), days=st.integers(1, 60))
    def begins(self, code: str, name: str, days: int) -> None:
        """Every life here begins before they come home."""
        self.is_announced(code, name, days, 19, None)

    @precondition(lambda self: len(self.cases) < 3)
    @rule(
        code=ward,
        name=st.sampled_from(NAMES),
        days=st.integers(1, 60),
        age=st.integers(16, 21),
        turns=st.none() | st.integers(-5, 90),
    )
    def is_announced(self, code: str, name: str, days: int, age: int, turns: int | None) -> None:
        """Somebody still in rehabilitation, of an age that may leave the term open: known by the
        year alone, or turning that age in so many days."""
        day = self.day(-(turns or 0))
        born = (day.year - age, day.month, min(day.day, 28))

        def open_one() -> Case:
            return Case.open(
                Person.known_as(name, BirthDate(*born[: 1 if turns is None else 3])),
                area=cast.area(code),
                rehabilitation_kind_code="compulsory",
                completed_on=self.day(-days),
                by=self.user(OFFICIALS[code]),
            )

        case = self.does("announce", open_one)
        self.cases.append(case.id)
        self.wards[case.id], self.terms[case.id] = case.area_id, case.term_to

    @rule(n=which, kind=st.sampled_from(PAPERS), days=ago)
    def a_paper_comes(self, n: int, kind: ActKind, days: int) -> None:
        case = self.case(n, *LIVING)
        self.kept(f"act {kind}", case, lambda: self.write(case, kind, days))

    @rule(n=which, days=ago, first=st.integers(-20, 20), length=st.integers(-3, 700))
    def a_decision_comes(self, n: int, days: int, first: int, length: int) -> None:
        case = self.case(n, *LIVING)
        prints = (self.day(first), self.day(first - length))
        self.kept("decide", case, lambda: self.write(case, ActKind.DECIDED, days, prints=prints))

    def write(self, case: Case, kind: ActKind, days: int, **more: object) -> Act:
        by = self.user("minh")
        return Act.record(case, kind, at=self.day(days), by=by, source="outside", **more)

    @rule(n=which, kind=st.sampled_from([ActKind.DECIDED, ActKind.PROPOSED, ActKind.REPORTED_IN]))
    def it_was_a_mistake(self, n: int, kind: ActKind) -> None:
        case = self.case(n, *LIVING)
        act = self.newest(Act, Act.case_id == case.id, Act.kind == kind, STANDS)
        if act is not None:
            self.kept("take back", case, lambda: act.take_back(by=self.user("minh")))

    @rule(n=which, days=st.integers(-60, 5))
    def another_day_is_expected(self, n: int, days: int) -> None:
        case = self.case(n, *COMING)
        if case.is_coming and self.day(days) >= case.opened_on:
            self.kept("expect", case, lambda: case.expect_on(self.day(days), by=self.user("minh")))

    @rule(
        law=st.sampled_from(["2021", "2025"]),
        months=st.integers(3, 40),
        adult=st.booleans(),
        since=st.integers(-60, 400),
    )
    def a_term_of_the_law_is_edited(self, law: str, months: int, adult: bool, since: int) -> None:
        """What moves is what was foretold, and nothing else."""
        rule_code = term_code("compulsory", "adult" if adult else "minor")
        revisions = db.session.scalar(db.select(db.func.count(LifeRevision.id))) or 0

        def edit() -> None:
            cases = [db.session.get_one(Case, case_id) for case_id in self.cases]
            expected = {case.id: case.term_to for case in cases}
            revised = LifeRevision(
                regime_code=law,
                topic=LifeTopic.TERM,
                code=rule_code,
                revision=AS_READ + 1 + revisions,
                in_force_from=self.day(since),
                value=months,
                because="Thử",
            )
            for move in terms_moved(revised):
                expected[move.case_id] = move.now
                self.seen["a term moves"] += 1
            enter_life_rule(revised, by=self.user("admin"))
            assert {case.id: case.term_to for case in cases} == expected

        self.does("edit the law", edit)
        for case_id in self.cases:
            self.terms[case_id] = db.session.get_one(Case, case_id).base_to

    @rule(n=which, minor=st.booleans())
    def the_age_is_answered(self, n: int, minor: bool) -> None:
        case = self.case(n, *LIVING)
        self.kept("age", case, lambda: case.count_as_minor(minor, by=self.user("minh")))

    @rule(n=which, since=st.integers(-9, 12), days=st.integers(-1, 40), back=st.booleans())
    def they_say_they_are_away(self, n: int, since: int, days: int, back: bool) -> None:
        case, by = self.case(n, CaseStatus.MANAGED), self.user("minh")
        first, last, key = self.day(since), self.day(since - days), str(uuid.uuid4())
        self.does("tell", lambda: case.tell_absence(first, last, "work", key=key, by=by))
        if back:
            self.does("return", lambda: case.come_home(self.day(0), by=by))

    @rule(n=which, ended=st.booleans())
    def addiction_is_determined(self, n: int, ended: bool) -> None:
        case, by = self.case(n, *RUNNING), self.user("minh")
        paper = {"number": "3/KL", "signer": "Trung tâm Y tế"}
        if not ended:
            self.does(
                "determine", lambda: self.write(case, ActKind.ADDICTION_DETERMINED, 0, **paper)
            )
        self.does(
            "end so",
            lambda: case.close(outcome_code="determined_addicted", on=self.day(0), by=by),
        )

    @rule(n=which, days=ago)
    def somebody_helps(self, n: int, days: int) -> None:
        case = self.case(n, *LIVING)
        self.does(
            "help",
            lambda: HelperAssignment.assign(
                case,
                key=str(uuid.uuid4()),
                name="Lý Văn Tạ",
                post="",
                since=self.day(days),
                percent=40,
                by=self.user("minh"),
            ),
        )

    @rule(n=which, ahead=st.integers(-3, 5), name=st.sampled_from(NAMES), back=st.booleans())
    def a_decision_names_who_helps(self, n: int, ahead: int, name: str, back: bool) -> None:
        """Issued as a paper; perhaps the newest of these is withdrawn."""
        case, by = self.case(n, *LIVING), self.user("minh")
        self.does("helper's paper", lambda: self.issue_helper(case, name, self.day(-ahead)))
        issued = (Document.case_id == case.id, Document.status == DocumentStatus.ISSUED)
        paper = self.newest(Document, *issued) if back else None
        if paper is not None:
            self.does("withdraw", lambda: paper.withdraw(reason="Nhầm", by=by))
        helper = HelperAssignment.now_for(case.id)
        assert case.helper_name == (helper.name if helper else "")

    def issue_helper(self, case: Case, name: str, since: date) -> None:
        by = self.user("minh")
        paper = draft("helper", case, committee(case.area, by), by)
        said = {field.code: "có" for field in paper.kind.asked}
        words = {"nguoi_giup": name, "giup_tu": f"{since:%d/%m/%Y}", "thu_lao": "40%"}
        paper.give_number(said | words, template_id=None, by=by)
        paper.issue({FileFormat.DOCX: b"PK"}, by=by)


def test_no_order_of_papers_and_steps_breaks_a_life(
    on_sqlite: OnSqlite, record_property: Callable[[str, object], None]
) -> None:
    done = happened(LifeMachine, on_sqlite, record_property, EXAMPLES)

    assert HAPPENS - set(done) == set(), done
