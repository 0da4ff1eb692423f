"""`reintegrate report`: a ward's or a province's report of a period as a file, as on screen."""

from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from reintegrate.cli.installation import opened
from reintegrate.db import db, today
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import Period, PeriodKind, ended_periods
from reintegrate.models.report import Report
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.models.report_target import aims_of
from reintegrate.models.user import Role, User
from reintegrate.web.print.pdf import NoPdf
from reintegrate.web.reports.files import KINDS, Printed, content_of
from reintegrate.web.reports.printing import ward_file
from reintegrate.web.reports.submitted import Earlier, Told
from reintegrate.web.reports.summary import summary_file

ENDED = 60
"""How many periods back can be asked for."""


@click.command()
@click.argument("area")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--kind", default="month_15", show_default=True, help="Code of the kind of period.")
@click.option("--year", type=int, help="Default: the newest period that is over.")
@click.option("--part", type=int, help="Which of the year's, from 1.")
def report(area: str, file: Path, kind: str, year: int | None, part: int | None) -> None:
    """Write the report of AREA (its code) into FILE.docx, FILE.xlsx or FILE.pdf. Of a ward: what
    was submitted last, with its code; before that, a draft that says so. Of a province: its wards
    with totals, small cells hidden, as its coordinator reads them. Names nobody."""
    ending = file.suffix.removeprefix(".")
    if ending not in KINDS:
        raise click.BadParameter(f"ends with one of: {', '.join(KINDS)}", param_hint="FILE")
    if file.exists():
        raise click.ClickException(f"{file} is there already.")
    with opened() as app, app.test_request_context():
        period = asked_for(kind, year, part)
        found = Area.on(area, period.last) or Area.on(area, today())
        if found is None:
            raise click.ClickException(f"No area has the code {area}.")
        of_province = found.kind == AreaKind.PROVINCE
        try:
            made = of_wards(found, period) if of_province else printed(found, period)
            file.write_bytes(content_of(made, ending))
        except NoPdf as error:
            raise click.ClickException("PDF needs: pip install 'reintegrate[pdf]'") from error
        click.echo(f"{file}: {period.first} to {period.last}")


def of_wards(province: Area, period: Period) -> Printed:
    """As a coordinator of the province reads it: nobody else may add wards up."""
    found = db.session.scalar(
        select(User).where(
            *(User.area_id == province.id, User.role == Role.COORDINATOR),
            User.disabled_at.is_(None),
        )
    )
    if found is None:
        raise click.ClickException(f"{province.name} has no coordinator here.")
    return summary_file(found, period)


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
    snapshots = ReportSnapshot.of(found.id)
    if not snapshots:
        indicators, numbers, earlier = Indicator.offered(), found.numbers(), found.earlier()
        wards = found.added_up()
        aims = aims_of(area.id, period.year)
    else:
        snapshot = snapshots[0]
        numbers, earlier = snapshot.numbers, snapshot.said["earlier"]
        wards = snapshot.said["added_up"]
        aims = snapshot.targets
        named = select(Indicator).where(Indicator.code.in_(list(snapshot.said["definitions"])))
        indicators = list(db.session.scalars(named.order_by(Indicator.position)))
    same = period.before == period.year_before
    before = None if same else earlier.get("before", {})
    told = Told(snapshots, numbers, None)
    then = Earlier(before, earlier.get("year_before", {}), wards)
    return ward_file(found, told, indicators, then, aims, None)
