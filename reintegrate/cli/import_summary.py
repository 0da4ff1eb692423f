"""What an import says when all is well: each row's case, what to check, and how many of what."""

from collections.abc import Iterator, Sequence

import click

from reintegrate.cli.import_book import Register
from reintegrate.cli.import_columns import columns
from reintegrate.cli.import_rows import Line
from reintegrate.models.catalogue import RehabilitationKind, names
from reintegrate.models.intake_answers import Section
from reintegrate.models.regime import Regime
from reintegrate.models.register import Entry, There
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language


def summary(
    lines: Sequence[Line],
    fresh: Sequence[Entry],
    there: dict[int, There],
    numbers: dict[int, str],
    register: Register,
) -> None:
    for line in lines:
        if line.row in there:
            click.echo(in_already(line.row, there[line.row]))
        elif line.row in numbers:
            number = numbers[line.row]
            click.echo(_("Row %(row)s: case %(number)s.", row=line.row, number=number))
        for text in line.warnings if line.row not in there else ():
            click.echo(_("Row %(row)s, please check: %(what)s", row=line.row, what=text))
    if register.left_out:
        click.echo(_("Columns not read: %(names)s.", names=", ".join(register.left_out)))
    for label, count in counted(fresh):
        click.echo(f"  {label}: {count}")
    click.echo(_("In already: %(count)s.", count=len(there)))
    tell_of_ended(there)
    if numbers or not fresh:
        click.echo(_("Taken in: %(count)s.", count=len(numbers)))
    else:
        click.echo(_("Can be taken in: %(count)s. This was a trial.", count=len(fresh)))


def in_already(row: int, there: There) -> str:
    if there.is_open:
        return _("Row %(row)s is in already: case %(number)s.", row=row, number=there.number)
    return _(
        "Row %(row)s is in already: case %(number)s, ended since.", row=row, number=there.number
    )


def tell_of_ended(there: dict[int, There]) -> None:
    if ended := sum(not case.is_open for case in there.values()):
        click.echo(
            _(
                "Of these, ended since: %(count)s. They stay ended. If an end was a mistake, "
                "reopen the case on its page; for somebody here for another time, write the dates "
                "of this time and the number of their case under “%(column)s”.",
                count=ended,
                column=columns()["same_person"].name_in(language()),
            )
        )


def counted(fresh: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """By kind of rehabilitation and by regime."""
    kinds = [entry.sheets[Section.REHABILITATION]["kind"] for entry in fresh]
    titles = names(RehabilitationKind, language())
    yield from ((titles[kind], kinds.count(kind)) for kind in titles if kind in kinds)
    regimes = [Regime.on(entry.opened_on) for entry in fresh]
    for regime in dict.fromkeys(filter(None, regimes)):
        yield regime.name_in(language()), regimes.count(regime)
