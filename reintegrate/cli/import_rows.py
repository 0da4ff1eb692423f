"""One line of a register: its cells become the answers of an intake, through the very forms of the
screens, or troubles that name the row, the column and what to do."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from reintegrate.cli.import_answers import CHOSEN, Answers
from reintegrate.cli.import_book import Register, Row
from reintegrate.cli.import_cells import Unclear, said, was_completed
from reintegrate.cli.import_columns import columns
from reintegrate.db import today
from reintegrate.models.case_acts import EndsBeforeItBegins
from reintegrate.models.case_schedule import Next
from reintegrate.models.intake_answers import (
    NO,
    NONE,
    NOT_ASKED,
    REPRESENTATIVE,
    YES,
    Section,
    day_of,
    gaps,
    is_minor,
)
from reintegrate.models.names import fold
from reintegrate.models.person import PhoneOwner, Sex, plain_number
from reintegrate.models.regime import NoTerm, term_of
from reintegrate.models.register import Entry
from reintegrate.models.term_proposal import propose_term
from reintegrate.models.user import User
from reintegrate.web.intakes.questions import offer_choices, warnings
from reintegrate.web.intakes.sections import PLAIN_FORMS
from reintegrate.web.ui.fields import read_day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

NO_PAPERS = frozenset({"khong", "khong co", "chua co", "none", "no"})
OF_DIGITS = {12: "citizen_id", 9: "old_id"}


@dataclass
class Line:
    """What is said of one row: bad if anything is wrong with it, in order of its columns."""

    row: int
    headings: dict[str, str]
    troubles: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    entry: Entry | None = None

    def refuse(self, code: str, text: object) -> None:
        self.troubles.append(self.at(code, text))

    def at(self, code: str, text: object) -> str:
        heading = columns()[code].name_in(language()) if code else ""
        return f"{heading}: {text}" if heading else str(text)


class Reader:
    """Reads line after line with the catalogues and the staff of one ward."""

    def __init__(self, register: Register, workers: list[User], purposes: list[str]):
        self.headings = register.headings
        self.answers = Answers()
        self.workers = workers
        self.consents = {f"consent_{code}": NOT_ASKED for code in purposes}
        self.codes = {column.field: code for code, column in columns().items() if column.field}
        self.codes["who.birth"] = "birth"

    def read(self, row: Row) -> Line:
        line = Line(row.number, self.headings)
        for merged in row.merged:
            line.refuse("", _("Cells %(cells)s are merged: undo that.", cells=merged))
        texts = self._texts(line, row)
        for code, column in columns().items():
            if column.needed and code not in texts and not line.troubles:
                line.refuse(code, _("This is missing."))
        if line.troubles:
            return line
        sheets = self._sheets(line, texts)
        if not line.troubles:
            line.entry = self._entry(line, texts, sheets)
        if line.troubles:
            line.entry = None
        return line

    def _texts(self, line: Line, row: Row) -> dict[str, str]:
        """By column, what is said in words or by its code."""
        found: dict[str, str] = {}
        for code, value in row.cells.items():
            try:
                text = said(code, value)
                if text and code in CHOSEN:
                    text = self.answers.code_of(code, text)
            except Unclear as error:
                line.refuse(code, error)
                continue
            if text:
                found[code] = text
            if text and was_completed(code, value, text):
                line.warnings.append(
                    line.at(code, _("Excel had dropped noughts in front; they were put back."))
                )
        return self._one_birth(line, found)

    def _one_birth(self, line: Line, texts: dict[str, str]) -> dict[str, str]:
        """Old registers write the year in one of two columns, and so the sex."""
        for code, sex in (("birth_male", Sex.MALE), ("birth_female", Sex.FEMALE)):
            year = texts.pop(code, None)
            if year is None:
                continue
            if "birth" in texts or texts.get("sex", sex) != sex:
                line.refuse(code, _("This does not agree with another column of the row."))
            texts["birth"], texts["sex"] = year, sex
        return texts

    def _sheets(self, line: Line, texts: dict[str, str]) -> dict[Section, dict[str, Any]]:
        given = with_defaults(texts)
        sheets: dict[Section, dict[str, Any]] = {}
        for section, kind in PLAIN_FORMS.items():
            about = {
                columns()[code].field.partition(".")[2]: text
                for code, text in given.items()
                if code in columns() and columns()[code].section == section
            }
            if section in {Section.PAPERS, Section.FAMILY}:
                known = {Section.PAPERS: "paper_number", Section.FAMILY: "relative_name"}[section]
                stands = given.get(known, "")
                if not stands or fold(stands) in NO_PAPERS:
                    none = NONE if stands else NOT_ASKED
                    sheets[section] = {
                        "any": none,
                        "papers" if known == "paper_number" else "relatives": [],
                    }
                    self._refuse_half(line, section, known, given)
                    continue
                about["any"] = YES
            form = kind(MultiDict(about | {"version": "0"}))
            offer_choices(form)
            form.validate()
            for name, errors in form.errors.items():
                code = self.codes.get(f"{section}.{name}", "")
                line.refuse(code, " ".join(map(str, errors)))
            sheets[section] = form.answers()
        self._complete(line, sheets, given)
        return sheets

    def _refuse_half(self, line: Line, section: Section, known: str, given: dict[str, str]) -> None:
        """The kind of a paper without its number says something nobody can keep."""
        for code, column in columns().items():
            if column.section == section and code != known and code in given:
                name = columns()[known].name_in(language())
                line.refuse(code, _("“%(column)s” is missing beside it.", column=name))

    def _complete(
        self, line: Line, sheets: dict[Section, dict[str, Any]], given: dict[str, str]
    ) -> None:
        """What a finished intake asks, where a register says nothing or too little."""
        work = sheets[Section.WORK]
        work["employment"] = given.get("employment") or NOT_ASKED
        sheets[Section.NEEDS] = {"any": NOT_ASKED, "kinds": [], "words": ""}
        sheets[Section.CONSENTS] = dict(self.consents)
        relatives = sheets[Section.FAMILY]["relatives"]
        if line.troubles:
            return
        if relatives and "represents" not in given:
            relatives[0]["represents"] = is_minor(sheets)
        for section in Section:
            for name in gaps(section, sheets):
                if name == REPRESENTATIVE:
                    text = _("Under 18, somebody must represent them by law.")
                    line.refuse("relative_name", text)
                else:
                    code = self.codes.get(f"{section}.{name}", "")
                    line.refuse(code, _("This is missing."))

    def _entry(
        self, line: Line, texts: dict[str, str], sheets: dict[Section, dict[str, Any]]
    ) -> Entry | None:
        days = {
            code: self._day(line, code, texts.get(code))
            for code in ("term_to", "entered_on", "next_on")
        }
        completed_on = day_of(sheets[Section.REHABILITATION], "completed_on")
        if line.troubles or completed_on is None:
            return None
        opened_on = min(today(), max(completed_on, days["entered_on"] or completed_on))
        minor = {YES: True, NO: False}.get(texts.get("minor", ""))
        ends = self._term(line, sheets, opened_on, days["term_to"], minor)
        self._dates(line, days, ends)
        same = texts.get("same_person", "")
        another = fold(same) in NO_PAPERS
        entry = Entry(
            row=line.row,
            sheets=sheets,
            opened_on=opened_on,
            term_to=days["term_to"],
            minor=minor,
            next=self._next(line, days["next_on"], texts.get("no_next", "")),
            worker=self._worker(line, texts.get("worker", "")),
            same_as="" if another else same,
            is_another=another,
        )
        line.warnings += warnings(sheets)
        return entry

    def _day(self, line: Line, code: str, text: str | None) -> date | None:
        try:
            return read_day(text) if text else None
        except ValueError as error:
            line.refuse(code, error)
            return None

    def _term(
        self,
        line: Line,
        sheets: dict[Section, dict[str, Any]],
        opened_on: date,
        term_to: date | None,
        minor: bool | None,
    ) -> date | None:
        """The last day, as accepting will have it."""
        proposal = propose_term(sheets, minor)
        if proposal.asks_age and minor is None and term_to is None:
            line.refuse(
                "minor",
                _(
                    "The law leaves open which term holds at this age: say yes or "
                    "no, or write the last day the decision prints."
                ),
            )
            return None
        if term_to is not None and term_to <= proposal.term_from:
            line.refuse("term_to", message(EndsBeforeItBegins(term_to)))
            return None
        kind = sheets[Section.REHABILITATION]["kind"]
        try:
            _regime, ends = term_of(
                kind, proposal.term_from, opened_on, minor=proposal.minor, printed=term_to
            )
        except NoTerm as error:
            line.refuse("term_to", message(error))
            return None
        return ends

    def _dates(self, line: Line, days: dict[str, date | None], ends: date | None) -> None:
        entered_on, next_on = days["entered_on"], days["next_on"]
        if entered_on and entered_on > today():
            line.refuse("entered_on", _("This day has not come yet."))
        if ends and ends < today():
            line.refuse(
                "term_to" if days["term_to"] else "completed_on",
                _(
                    "The term ended on %(day)s. Leave out who is no longer under management; if "
                    "days did not count, write the last day as it is now.",
                    day=f"{ends:%d/%m/%Y}",
                ),
            )
        if next_on and next_on < today():
            line.refuse("next_on", _("This day is over. Write one from today on, or none."))
        elif next_on and ends and next_on > ends:
            line.refuse("next_on", _("This is after the last day of the term."))

    def _next(self, line: Line, next_on: date | None, reason: str) -> Next | None:
        if next_on and reason:
            line.refuse("no_next", _("There is a day and a reason for none. Keep one of them."))
        if next_on:
            return Next(due_on=next_on)
        return Next(none_because=reason) if reason else None

    def _worker(self, line: Line, text: str) -> User | None:
        """By username; by name where only one of the ward bears it."""
        asked = text.lower()
        found = [user for user in self.workers if user.username == asked]
        found = found or [user for user in self.workers if fold(user.name) == fold(text)]
        if text and len(found) != 1:
            line.refuse("worker", _("No social worker of this ward has this username."))
        return found[0] if len(found) == 1 else None


def with_defaults(texts: dict[str, str]) -> dict[str, str]:
    """What an empty cell means, always on the side that tells others less."""
    given = {"sex": Sex.UNSTATED.value, **texts}
    number = plain_number(texts.get("paper_number", ""))
    if number and "paper_kind" not in texts and number.isdigit() and len(number) in OF_DIGITS:
        given["paper_kind"] = OF_DIGITS[len(number)]
    if "phone" in texts:
        given.setdefault("phone_owner", PhoneOwner.OTHER.value)
        given.setdefault("may_name_service", NO)
    if given.get("represents") == NO:
        given["represents"] = ""
    return given
