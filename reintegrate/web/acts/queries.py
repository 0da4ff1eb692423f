"""What the page of a file's acts reads. Every question starts from what the viewer may see."""

from typing import Any, NamedTuple

from sqlalchemy import select

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.absence import ReportedAbsence
from reintegrate.models.act import STANDS, Act, ActKind
from reintegrate.models.case import Case
from reintegrate.models.document import Document
from reintegrate.models.life_rule import expected_acts
from reintegrate.models.person import Relative
from reintegrate.models.regime import Regime
from reintegrate.models.step_rule import StepRule
from reintegrate.models.team import STANDING, Team
from reintegrate.models.user import User


class Coming(NamedTuple):
    """An act the regime expects and the file does not show."""

    kind: ActKind
    at_end: bool
    form: str
    article: str


def acts_of(viewer: User, case: Case) -> list[Any]:
    """All that stand and those taken back, as they happened, with who wrote them down."""
    found = (
        visible(viewer, Act)
        .where(Act.case_id == case.id)
        .join(User, User.id == Act.by_id)
        .with_only_columns(
            Act.id,
            Act.kind,
            Act.at,
            Act.whole_day,
            Act.recorded_at,
            Act.source,
            Act.number,
            Act.signer,
            Act.prints_from,
            Act.prints_to,
            Act.taken_back_at,
            User.name.label("by_name"),
        )
        .order_by(Act.at, Act.id)
    )
    return list(db.session.execute(found))


def papers_of(viewer: User, case: Case) -> dict[int, Document]:
    """Those papers of this case that the viewer may read."""
    found = visible(viewer, Document).where(Document.case_id == case.id)
    return {paper.id: paper for paper in db.session.scalars(found)}


def absences_of(viewer: User, case: Case) -> list[ReportedAbsence]:
    told = visible(viewer, ReportedAbsence).where(ReportedAbsence.case_id == case.id)
    return list(db.session.scalars(told.order_by(ReportedAbsence.since, ReportedAbsence.id)))


def still_to_come(viewer: User, case: Case) -> list[Coming]:
    """In the order of the regime this case stands under. A support team is the ward's, not each
    person's: it is there once the ward has one."""
    stand = visible(viewer, Act).where(Act.case_id == case.id, STANDS)
    done = set(db.session.scalars(stand.with_only_columns(Act.kind)))
    if db.session.scalar(visible(viewer, Team).where(STANDING).with_only_columns(Team.id)):
        done.add(ActKind.TEAM_SET)
    rules = forms_of(viewer, case)
    coming = []
    for expected in expected_acts(case.regime_code):
        if expected.kind not in done:
            form, article = rules.get(expected.kind, (expected.form, expected.article))
            coming.append(Coming(expected.kind, expected.at_end, form, article))
    return coming


def regime_of(viewer: User, case: Case) -> Regime:
    """Law is nobody's secret; the case is asked for through the viewer's scope."""
    code = visible(viewer, Case).where(Case.id == case.id).with_only_columns(Case.regime_code)
    return db.session.scalars(select(Regime).where(Regime.code.in_(code))).one()


def forms_of(viewer: User, case: Case) -> dict[str, tuple[str, str]]:
    """Form and article of the step each act fulfils, in the newest revision."""
    rules = (
        visible(viewer, StepRule)
        .where(StepRule.regime_code == case.regime_code)
        .with_only_columns(StepRule.fulfilled_by, StepRule.form, StepRule.article)
    )
    found = db.session.execute(rules.order_by(StepRule.revision, StepRule.id.desc()))
    return {row.fulfilled_by: (row.form, row.article) for row in found}


def has_representative(viewer: User, case: Case) -> bool:
    named = visible(viewer, Relative).where(
        Relative.person_id == case.person_id, Relative.is_representative
    )
    return db.session.scalar(named.with_only_columns(Relative.id).limit(1)) is not None
