"""The list as an Excel file: the page's rows and columns, marked and written into the trail."""

from io import BytesIO

from reintegrate.models import caseload_file
from reintegrate.models.caseload_file import TooManyCases, caseload_leaves
from reintegrate.models.user import User
from reintegrate.web.caseload import panel, queries
from reintegrate.web.caseload.filters import Filters
from reintegrate.web.caseload.lines import Line, lines
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.list_file import stated, write_list


def caseload_as_excel(
    viewer: User, filters: Filters, *, command: bool = False
) -> tuple[bytes, int]:
    """The file and how many rows it has; the trail has it once the caller commits. Raises
    TooManyCases."""
    tally = panel.Tally(queries.cells(viewer, filters))
    most = caseload_file.MOST_ROWS
    found = queries.listed_cases(viewer, filters, tally.worker_ids, most + 1)
    if len(found) > most:
        raise TooManyCases(len(found))
    chips = [chip.label for chip in panel.chips(filters, tally, "")]
    held = BytesIO()
    told = above(viewer, chips, len(found))
    write_list(held, gettext("Caseload"), told, heads(), map(cells, lines(found)))
    content = held.getvalue()
    marks = [f"{name}={value}" for name, value in sorted(filters.marks)]
    searched = ["searched"] if filters.find else []
    caseload_leaves(
        content, [row.id for row in found], [*marks, *searched], by=viewer, command=command
    )
    return content, len(found)


def heads() -> list[str]:
    name, *others = [column.label for column in panel.columns(Filters(), None)]
    return [name, gettext("Case number"), *others]


def cells(line: Line) -> list[str]:
    """In the order of the headings; what one cell says on the page stands in one here."""
    moving = panel.words()["moving"] if line.moving else ""
    return [
        line.name,
        line.number,
        together(line.status, moving, line.owed),
        together(line.reached, line.tries),
        together(line.due_on, line.due),
        line.worker or gettext("Nobody yet"),
        line.term_to,
    ]


def together(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def above(viewer: User, chips: list[str], rows: int) -> list[str]:
    return [
        *stated(gettext("Caseload"), chips, gettext("Cases: %(n)s", n=rows), by=viewer),
        gettext(
            "Do not pass this on: whoever is told may use it only for what it was told for, and "
            "may tell others only with the person's consent or where a law says so (Law 91/2025, "
            "Articles 15 and 17)."
        ),
    ]
