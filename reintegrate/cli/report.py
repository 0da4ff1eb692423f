"""`reintegrate report`: a ward's report of a period as a file, as on the screens."""

from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from reintegrate.cli.installation import opened
from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import Period, PeriodKind, ended_periods
from reintegrate.models.report import Report
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.web.print.pdf import NoPdf
from reintegrate.web.reports.files import KINDS, Printed, content_of
from reintegrate.web.reports.printing import ward_file

ENDED = 60
"""How many periods back can be asked for."""


@click.command()
@click.argument("ward")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--kind", default="month_15", show_default=True, help="Code of the kind of period.")
@click.option("--year", type=int, help="Default: the newest period that is over.")
@click.option("--part", type=int, help="Which of the year's, from 1.")
def report(ward: str, file: Path, kind: str, year: int | None, part: int | None) -> None:
    """Write the report of WARD (its code) into FILE.docx, FILE.xlsx or FILE.pdf: what was submitted
    last, with its code; before that, a draft that says so. Names nobody."""
    ending = file.suffix.removeprefix(".")
    if ending not in KINDS:
        raise click.BadParameter(f"ends with one of: {', '.join(KINDS)}", param_hint="FILE")
    if file.exists():
        raise click.ClickException(f"{file} is there already.")
    with opened() as app, app.test_request_context():
        period = asked_for(kind, year, part)
        area = Area.on(ward, period.last) or Area.on(ward, today())
        if area is None:
            raise click.ClickException(f"No area has the code {ward}.")
        try:
            file.write_bytes(content_of(printed(area, period), ending))
        except NoPdf as error:
            raise click.ClickException("PDF needs: pip install 'reintegrate[pdf]'") from error
        click.echo(f"{file}: {period.first} to {period.last}")


def asked_for(code: str, year: int | None, part: int | None) -> Period:
    kind: Any = db.session.scalar(select(PeriodKind).where(PeriodKind.code == code))
    if kind is None:
        codes = ", ".join(one.code for one in PeriodKind.offered())
        raise click.BadParameter(f"one of: {codes}", param_hint="--kind")
    found = (
        period
        for period in ended_periods(kind, today(), ENDED)
        if year in {None, period.year} and part in {None, period.part}
    )
    period = next(found, None)
    if period is None:
        raise click.ClickException("No such period is over.")
    return period


def printed(area: Area, period: Period) -> Printed:
    found = db.session.scalar(
        select(Report).where(
            *(Report.area_id == area.id, Report.kind_code == period.kind.code),
            *(Report.year == period.year, Report.part == period.part),
        )
    )
    if found is None:
        raise click.ClickException(f"{area.name} has not begun a report of this period.")
    snapshot = ReportSnapshot.newest_of(found.id)
    if snapshot is None:
        return ward_file(found, None, Indicator.offered(), found.numbers())
    codes = list(snapshot.said["definitions"])
    named = select(Indicator).where(Indicator.code.in_(codes)).order_by(Indicator.position)
    return ward_file(found, snapshot, list(db.session.scalars(named)), snapshot.numbers)
