"""The trail as an Excel file: the page's rows and columns, however many, a thousand at a time."""

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from reintegrate.models.audit import chain_head
from reintegrate.models.trail_file import TooManyEvents
from reintegrate.models.user import User
from reintegrate.web.audit import queries
from reintegrate.web.audit.forms import TrailForm
from reintegrate.web.audit.lines import heads, lines
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.list_file import stated, write_list


def trail_as_excel(
    file: BinaryIO, viewer: User, form: TrailForm, *, most: int, folder: Path | None = None
) -> int:
    """Writes it and says how many rows it has. What comes while it is written is not in it. Raises
    TooManyEvents. `folder`: where rows wait meanwhile, else the machine's place for that."""
    question, (head, _hash) = form.question(), chain_head()
    count = queries.count(viewer, question, head, most + 1)
    if count > most:
        raise TooManyEvents(count)
    title = gettext("Who did what")
    above = stated(title, chips(form), gettext("Rows: %(n)s", n=count), by=viewer)
    found = queries.every_event(viewer, question, head)
    rows = chain.from_iterable(lines(viewer, some) for some in found)
    with TemporaryDirectory(dir=folder) as waiting:
        write_list(file, title, above, heads(), rows, folder=Path(waiting))
    return count


def chips(form: TrailForm) -> list[str]:
    """What the trail was narrowed to, in words."""
    kinds = dict(form.what.choices)
    said = (
        (form.who, form.who.data),
        (form.what, form.what.data and kinds[form.what.data]),
        (form.since, form.since.data and f"{form.since.data:%d/%m/%Y}"),
        (form.until, form.until.data and f"{form.until.data:%d/%m/%Y}"),
    )
    found = [f"{field.label.text}: {value}" for field, value in said if value]
    return [*found, *([str(form.reads.label.text)] if form.reads.data else [])]


def marks(form: TrailForm) -> list[str]:
    """The same as the trail keeps it: no words that somebody typed."""
    asked = form.question()
    given = {"what": asked.what, "since": asked.since, "until": asked.until}
    found = [f"{name}={value}" for name, value in given.items() if value]
    return [*(["who"] if asked.who else []), *found, *(["reads"] if asked.reads else [])]
