"""Which cells of a table of wards are hidden where it leaves the wards: those under five, nought
too, and as many more as it takes that no sum gives one away."""

from collections.abc import Iterable, Sequence

from reintegrate.models.indicator import How, Indicator, Unit, read_formula

FEWEST = 5
HIDDEN_WORDS = {"vi": ("dưới 5", "ẩn"), "en": ("under 5", "hidden")}
"""A small one; one that would give a small one away."""

OUT_OF = (
    *(("helper", "managed"), ("met", "managed"), ("due", "managed"), ("met_on_time", "due")),
    *(("year_assessed", "year_reached"), ("year_in_work", "year_assessed")),
)
"""Of whom a number counts some."""

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]


def hidden(table: Table, indicators: Sequence[Indicator]) -> set[Cell]:
    """Row and column of each. `table`: a row for each ward and, last, their total; a column for
    each indicator."""
    of_people = [place for place, one in enumerate(indicators) if one.unit == Unit.PEOPLE]
    found = {
        (row, column)
        for row in range(len(table))
        for column in of_people
        if table[row][column] < FEWEST
    }
    found |= few_left_out(table, indicators)
    sums = [*row_sums(table, indicators), *column_sums(table, of_people)]
    while more := {cell for cells in sums if (cell := given_away(cells, found, table))}:
        found |= more
    return found | money(table, indicators, found)


def few_left_out(table: Table, indicators: Sequence[Indicator]) -> set[Cell]:
    """Where nearly all were met, the few who were not would be known."""
    place = {one.code: number for number, one in enumerate(indicators)}
    pairs = [(place[part], place[whole]) for part, whole in OUT_OF if {part, whole} <= set(place)]
    return {
        (row, part)
        for row, cells in enumerate(table)
        for part, whole in pairs
        if 0 < cells[whole] - cells[part] < FEWEST
    }


def row_sums(table: Table, indicators: Sequence[Indicator]) -> Iterable[list[Cell]]:
    """What adds up within one ward: the balance, a number and its parts, a composed one."""
    place = {one.code: number for number, one in enumerate(indicators)}
    sums = [[one.code for one in indicators if one.balance or one.code == "closing"]]
    for one in indicators:
        parts = [part.code for part in indicators if part.part_of == one.code]
        if len(parts) > 1:
            sums.append([one.code, *parts])
        if one.how == How.COMPOSED:
            sums.append([one.code, *(code for _, code in read_formula(one.formula))])
    for row in range(len(table)):
        for codes in sums:
            yield [(row, place[code]) for code in codes if code in place]


def column_sums(table: Table, columns: Iterable[int]) -> Iterable[list[Cell]]:
    """The wards and their total."""
    for column in columns:
        yield [(row, column) for row in range(len(table))]


def given_away(cells: list[Cell], found: set[Cell], table: Table) -> Cell | None:
    """What else must be hidden of a sum in which only one cell is: the smallest."""
    open_ones = [cell for cell in cells if cell not in found]
    if len(cells) - len(open_ones) != 1 or not open_ones:
        return None
    return min(open_ones, key=lambda cell: (table[cell[0]][cell[1]], cell))


def money(table: Table, indicators: Sequence[Indicator], found: set[Cell]) -> set[Cell]:
    """What few received together. One hidden sum alone would be the total less the others."""
    place = {one.code: number for number, one in enumerate(indicators)}
    also: set[Cell] = set()
    for number, one in enumerate(indicators):
        if one.unit != Unit.DONG:
            continue
        whose = place.get(one.part_of)
        rows = {row for row in range(len(table)) if (row, whose) in found}
        shown = [row for row in range(len(table)) if row not in rows]
        if len(rows) == 1 and shown:
            rows.add(min(shown, key=lambda row: table[row][number]))
        also |= {(row, number) for row in rows}
    return also


def cells_of(
    table: Table, indicators: Sequence[Indicator], locale: str = "vi"
) -> list[list[str | int]]:
    """As they may be shown."""
    small, other = HIDDEN_WORDS[locale]
    unseen = hidden(table, indicators)

    def shown(cell: Cell, number: int) -> str | int:
        if cell not in unseen:
            return number
        of_money = indicators[cell[1]].unit == Unit.DONG
        return small if number < FEWEST and not of_money else other

    return [
        [shown((row, column), number) for column, number in enumerate(cells)]
        for row, cells in enumerate(table)
    ]
