"""`reintegrate import cases`: a ward's register from Excel, wholly or not at all."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from flask import g

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.cli.import_book import Register, open_register
from reintegrate.cli.import_form import write_form
from reintegrate.cli.import_rows import Line, Reader
from reintegrate.cli.import_scan import BadFile
from reintegrate.cli.import_summary import summary
from reintegrate.cli.installation import opened
from reintegrate.db import commit, db, today
from reintegrate.models import register as book
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ConsentPurpose, choices
from reintegrate.models.intake import HasOpenCase, refuse_second_case
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.register import Entry, Known, There
from reintegrate.models.register_return import case_numbered, was_here_until
from reintegrate.models.user import Role, User, system_user
from reintegrate.web.ui.i18n import LANGUAGES, language
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.messages import message

REFUSED = 2
ANSWERS_FOR_CASES = {AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE}


@click.group("import")
def import_() -> None:
    """Takes in what a ward has so far."""


@import_.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--ward", "code", help="Code of the ward whose register this is.")
@click.option("--by", "username", help="Official or police officer of the ward who answers for it.")
@click.option("--dry-run", is_flag=True, help="Check everything, write nothing.")
@click.option("--template", is_flag=True, help="Write an empty register to FILE instead.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="vi", show_default=True)
def cases(
    file: Path, code: str | None, username: str | None, dry_run: bool, template: bool, lang: str
) -> None:
    """Take in the register FILE.xlsx of a ward: a person and a case for each row, as if each had
    been an intake, submitted and accepted. Exit 0: all are in (the same file again changes
    nothing). Exit 2: nothing was written, and every bad row is explained. Without --by it is done
    in the name of the system, and the trail says "imported": whoever runs a command is not known
    to be anybody of the ward."""
    with opened() as app, app.test_request_context():
        g.language = lang
        if template:
            write_form(new(file))
            click.echo(_("An empty register was written to %(file)s.", file=file))
            return
        area = ward_of(code)
        g.viewer = by = answerable(username, area)
        if not file.is_file():
            raise click.BadParameter(_("There is no such file."), param_hint="FILE")
        try:
            register, troubles = open_register(file)
        except BadFile as error:
            refuse([str(error)])
        with one_transaction(dry_run):
            take(area, register, troubles, by=by, dry_run=dry_run)


def new(file: Path) -> Path:
    if file.exists():
        raise click.BadParameter(_("This file is there already."), param_hint="FILE")
    return file


def ward_of(code: str | None) -> Area:
    area = Area.on(code, today()) if code else None
    if area is None or area.kind not in ANSWERS_FOR_CASES:
        raise click.BadParameter(_("No ward has this code today."), param_hint="--ward")
    return area


def answerable(username: str | None, area: Area) -> User:
    if username is None:
        return system_user()
    user = User.named(username)
    if user is None or user.is_disabled or user.area_id != area.id:
        raise click.BadParameter(_("Nobody of this ward has this account."), param_hint="--by")
    if not may(user, Action.DECIDE_INTAKE):
        text = _("Only an official or the police of the ward accept people.")
        raise click.BadParameter(text, param_hint="--by")
    return user


@contextmanager
def one_transaction(dry_run: bool) -> Iterator[None]:
    """All of it or nothing, whatever happens on the way."""
    try:
        yield
        if not dry_run:
            commit()
    finally:
        db.session.rollback()


def take(area: Area, register: Register, troubles: list[str], *, by: User, dry_run: bool) -> None:
    lines = read_lines(area, register)
    entries = [line.entry for line in lines if line.entry is not None]
    book.hold(area)
    book.tell_apart(entries)
    there = book.already_in(area, entries)
    by_row = {line.row: line for line in lines}
    compare(area, entries, there, by_row)
    bad = [line for line in lines if line.troubles]
    if troubles or bad:
        refuse([*troubles, *told(bad)], rows=len(bad))
    fresh = [entry for entry in entries if entry.row not in there]
    numbers = written(area, fresh, by_row, by=by)
    summary(lines, fresh, there, {} if dry_run else numbers, register)


def read_lines(area: Area, register: Register) -> list[Line]:
    here = User.area_id == area.id, User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None)
    workers = list(db.session.scalars(db.select(User).where(*here)))
    purposes = [code for code, _name in choices(ConsentPurpose, language())]
    reader = Reader(register, workers, purposes)
    if not register.rows:
        refuse([_("There is no row below the headings.")])
    return [reader.read(row) for row in register.rows]


def compare(
    area: Area, entries: Sequence[Entry], there: dict[int, There], lines: dict[int, Line]
) -> None:
    """With one another and with the people of the ward."""
    for row, other in book.alike_in_file(entries, there).items():
        text = _("looks like row %(row)s. If they are two people, write “no” here.", row=other)
        lines[row].refuse("same_person", text)
    for entry in entries:
        if entry.row in there:
            refuse_same_stay(entry, there[entry.row], lines[entry.row])
    fresh = [entry for entry in entries if entry.row not in there]
    known, back = book.known_here(area, fresh), dict[int, int]()
    for entry in fresh:
        alike = known.get(entry.row, [])
        if entry.same_as:
            join(area, entry, alike, back, lines[entry.row])
        elif alike and not entry.is_another:
            numbers = ", ".join(dict.fromkeys(one.number for one in alike))
            text = _(
                "may be somebody this ward knows: case %(numbers)s. If it is the same person, "
                "write that number here; if not, “no”.",
                numbers=numbers,
            )
            lines[entry.row].refuse("same_person", text)


def refuse_same_stay(entry: Entry, there: There, line: Line) -> None:
    """Asked to take somebody back, by the very line that made the case which has ended."""
    if entry.same_as == there.number and not there.is_open:
        text = _(
            "The dates of this row are those of case %(number)s, which has ended. If that was a "
            "mistake, reopen the case on its page; if they are here for another time, write the "
            "dates of this time.",
            number=there.number,
        )
        line.refuse("same_person", text)


def join(
    area: Area, entry: Entry, alike: Sequence[Known], back: dict[int, int], line: Line
) -> None:
    """The same person, here for another time: only when the earlier stay is over. `back`: person ->
    the row that brings them back."""
    case = case_numbered(area, entry.same_as)
    if case is None:
        line.refuse("same_person", _("No case of this ward has this number."))
    elif case.is_open:
        text = _("This case is still under way, and nobody has two at once: leave the row out.")
        line.refuse("same_person", text)
    elif case.person_id not in {one.person_id for one in alike}:
        text = _(
            "Name or birth of this case are others. Check the number; if they are to be put right, "
            "do so first, on the page of the case."
        )
        line.refuse("same_person", text)
    elif (row := back.setdefault(case.person_id, entry.row)) != entry.row:
        line.refuse("same_person", _("Row %(row)s is about the same person.", row=row))
    else:
        take_back(case, entry, line)


def take_back(case: Case, entry: Entry, line: Line) -> None:
    entry.person_id, before = case.person_id, was_here_until(case.area, case.person_id)
    if before is not None and entry.opened_on < before:
        text = _(
            "Their earlier case ended on %(day)s, and nobody has two at once. Write a day from "
            "then on: when the ward took them in this time.",
            day=f"{before:%d/%m/%Y}",
        )
        line.refuse("entered_on", text)
    try:
        refuse_second_case(case.person_id)
    except HasOpenCase as error:
        line.refuse("same_person", message(error))


def written(
    area: Area, fresh: Sequence[Entry], lines: dict[int, Line], *, by: User
) -> dict[int, str]:
    """Row -> number. A rule's no, whichever verb says it, undoes everything."""
    numbers: dict[int, str] = {}
    for entry in fresh:
        try:
            numbers[entry.row] = book.take_in(area, entry, by=by).number
        except DomainError as error:
            db.session.rollback()
            lines[entry.row].refuse("", message(error))
            refuse(told([lines[entry.row]]), rows=1)
    if fresh:
        book.note(area, len(fresh), by=by)
    return numbers


def told(bad: Iterable[Line]) -> Iterator[str]:
    for line in bad:
        yield _("Row %(row)s:", row=line.row)
        yield from (f"  {trouble}" for trouble in line.troubles)


def refuse(troubles: Iterable[str], rows: int = 0) -> None:
    for text in troubles:
        click.echo(text)
    click.echo("")
    if rows:
        click.echo(_("Rows to be mended: %(rows)s.", rows=rows))
    click.echo(_("No row was taken in."))
    sys.exit(REFUSED)
