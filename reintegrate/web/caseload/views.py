"""The ward's caseload: the list, its search, its print, and giving many cases to one worker."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.gate import allows
from reintegrate.access.policy import may, why_not
from reintegrate.db import commit, today, utcnow
from reintegrate.models.audit import Seen
from reintegrate.models.case import AlreadyAnswers, CannotAnswer, Case
from reintegrate.models.id_set import packed
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.silence import Silent, gone_silent
from reintegrate.models.user import Role, User
from reintegrate.web.caseload import panel, queries
from reintegrate.web.caseload.file import caseload_as_excel
from reintegrate.web.caseload.filters import Filters
from reintegrate.web.caseload.forms import AssignForm, SearchForm
from reintegrate.web.caseload.lines import lines
from reintegrate.web.ui.addresses import url_of
from reintegrate.web.ui.i18n import LANGUAGES, gettext, language
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.load_words import with_load
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.sealed import seal, unseal
from reintegrate.web.ui.sent_file import EXCEL, sent_file

bp = Blueprint("caseload", __name__)

REPORT = "caseload assignments"


@bp.get("/caseload", strict_slashes=False)
@allows(Action.SEE_CASELOAD)
def index() -> str:
    return the_list()


@bp.post("/caseload/search")
@allows(Action.SEE_CASELOAD)
def search() -> Response | str:
    """Names stay out of addresses: the words are posted, and go on sealed."""
    form = SearchForm(request.form)
    if not form.validate():
        return the_list(searching=form, form=form)
    found = Filters.of(request.args).searching(form.words.data or "")
    return redirect(url_for("caseload.index") + found.address(), 303)


@bp.get("/caseload/print")
@allows(Action.SEE_CASELOAD)
def printed() -> str:
    """That it was opened, and who is on it, stands in the trail."""
    filters = Filters.of(request.args)
    tally = panel.Tally(queries.cells(g.viewer, filters))
    rows = queries.printed_cases(g.viewer, filters, tally.worker_ids)
    g.seen = Seen("caseload_print", g.viewer.area_id, None, g.viewer.area_id)
    g.seen_in = {"cases": packed(row.id for row in rows)}
    return render_template(
        "caseload/printed.html",
        ward=g.viewer.area.name,
        now=utcnow(),
        total=tally.of(filters),
        shown=len(rows),
        chips=panel.chips(filters, tally, ""),
        columns=panel.columns(filters, None),
        groups=panel.groups(filters, tally, lines(rows)),
        words=panel.words(),
        back=url_for("caseload.index") + filters.address(),
    )


@bp.post("/caseload/file")
@allows(Action.EXPORT_CASELOAD)
def file() -> Response:
    """Posted, because it is written into the trail in the transaction that reads the rows."""
    filters = Filters.of(request.args)
    try:
        content, _rows = caseload_as_excel(g.viewer, filters)
    except DomainError as error:
        flash(message(error), "error")
        return redirect(url_for("caseload.index") + filters.address(), 303)
    commit()
    return sent_file(content, EXCEL, f"caseload-{today():%Y-%m-%d}.xlsx")


@bp.post("/caseload/assignments")
@allows(Action.ASSIGN_CASE)
def assign() -> Response | str:
    """Give many cases to one worker. What cannot be given is left as it is, and said why."""
    form = AssignForm(request.form)
    form.worker.choices = as_choices(queries.workers_to_choose(g.viewer))
    if not form.validate():
        return the_list(assigning=form, form=form)
    worker = queries.worker_to_assign(g.viewer, int(form.worker.data)) or abort(404)
    cases = queries.cases_to_assign(g.viewer, form.cases.data)
    report = give(cases, worker) | {
        "gone": len(form.cases.data) - len(cases),
        "back": Filters.of(request.args).address(),
    }
    commit()
    return redirect(url_for("caseload.assigned", report=seal(report, REPORT)), 303)


@bp.get("/caseload/assignments")
@allows(Action.ASSIGN_CASE)
def assigned() -> Response | str:
    report = unseal(request.args.get("report"), REPORT)
    if report is None:
        return redirect(url_for("caseload.index"), 303)
    skipped = dict(report["skipped"])
    rows = queries.named_cases(g.viewer, [*report["given"], *report["theirs"], *skipped])
    worker = queries.worker_to_assign(g.viewer, report["worker"])
    return render_template(
        "caseload/assigned.html",
        worker=worker.name if worker else "–",
        given=[rows[number] for number in report["given"] if number in rows],
        theirs=[rows[number] for number in report["theirs"] if number in rows],
        skipped=[(rows[number], reason(skipped[number])) for number in skipped if number in rows],
        gone=report["gone"],
        skipped_count=len(skipped) + report["gone"],
        cases_url=panel.cases_url(),
        back=url_for("caseload.index") + report["back"],
    )


def as_choices(workers: Iterable[Any]) -> list[tuple[str, str]]:
    """Nobody is chosen beforehand: a case given by mistake is somebody's wait."""
    return [("", gettext("Choose…")), *((str(row.id), with_load(row)) for row in workers)]


def silent_among(workers: Iterable[Any]) -> list[Silent]:
    """For the officials of the ward, at the top of the whole list: whom to ask how they are."""
    if g.viewer.role != Role.WARD_OFFICIAL or request.args:
        return []
    return gone_silent(workers, current_app.config["SETTINGS"].silent_days)


def give(cases: Iterable[Case], worker: User) -> dict[str, Any]:
    """Which were given, which were theirs already, and which not, with the code of the reason."""
    given, theirs, skipped = [], [], []
    for case in cases:
        refused = why_not(g.viewer, Action.ASSIGN_CASE, case)
        try:
            if refused is None:
                case.assign(worker, by=g.viewer)
                given.append(case.id)
        except AlreadyAnswers:
            theirs.append(case.id)
        except CannotAnswer:
            skipped.append((case.id, ""))
        if refused is not None:
            skipped.append((case.id, refused))
    return {"worker": worker.id, "given": given, "theirs": theirs, "skipped": skipped}


def reason(code: str) -> str:
    return label(WhyNot(code)) if code else message(CannotAnswer())


@lru_cache(maxsize=len(LANGUAGES))
def empty_box(language: str) -> Any:
    """The search's box as nobody has written into it: drawn once for each language."""
    fields: Any = current_app.jinja_env.get_template("components/fields.html").module
    return fields.field(SearchForm(None).words, mark=False)


def the_list(
    *, searching: SearchForm | None = None, assigning: AssignForm | None = None, form: Any = None
) -> str:
    """`form` is the one to be corrected, if any."""
    filters, base = Filters.of(request.args), url_of("caseload.index")
    tally = panel.Tally(queries.cells(g.viewer, filters))
    page = queries.page_of_cases(g.viewer, filters, tally.worker_ids, request.args.get("page"))
    workers: Iterable[Any] = ()
    if not may(g.viewer, Action.ASSIGN_CASE) or filters.ended:
        assigning = None
    else:
        workers = queries.workers_to_choose(g.viewer)
        assigning = AssignForm(None) if assigning is None else assigning
        assigning.worker.choices = assigning.worker.choices or as_choices(workers)
    elsewhere = queries.count_elsewhere(g.viewer, filters)
    address = filters.address()
    return render_template(
        "caseload/index.html",
        form=form,
        silent=silent_among(workers),
        searching=searching,
        empty_box=empty_box(language()),
        assigning=assigning,
        base=base,
        address=address,
        total=tally.of(filters),
        count_text=panel.count_text(filters, tally),
        views=panel.views(g.viewer, filters, tally, elsewhere, base),
        questions=panel.questions(filters, tally),
        chips=panel.chips(filters, tally, base),
        grouping=panel.grouping(filters, base),
        columns=panel.columns(filters, base),
        groups=panel.groups(filters, tally, lines(page.rows)),
        previous_url=base + filters.address(page=page.previous) if page.previous else None,
        next_url=base + filters.address(page=page.next) if page.next else None,
        picked=set(assigning.cases.data or ()) if assigning else (),
        kept=panel.carried(filters),
        orders=panel.orders(filters),
        words=panel.words(),
    )
