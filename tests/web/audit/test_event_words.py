"""Every kind of event a verb writes has words, and none that no verb writes."""

import ast
from collections.abc import Iterator
from pathlib import Path

from reintegrate.access.policy import LOGGED_READS
from reintegrate.db import Base
from reintegrate.models.act import ActKind
from reintegrate.models.audit import Space
from reintegrate.models.lifecycle import Lifecycle
from reintegrate.web.ui.event_words import SUPPORT_ENTRY, WORDS, trail_words
from tests.test_house_rules import models

PACKAGE = Path(__file__).parents[3] / "reintegrate"
TABLES = {mapper.class_.__name__: mapper.class_.__tablename__ for mapper in Base.registry.mappers}


def test_every_kind_has_words_and_all_words_have_a_kind():
    kinds = {*recorded_kinds(), *lifecycle_kinds(), *read_kinds()}

    assert len(kinds) > 40
    assert sorted(kinds - set(WORDS)) == []
    assert sorted(set(WORDS) - kinds) == []


def test_of_support_the_trail_says_only_that_there_was_some():
    assert trail_words("need.stated", Space.SUPPORT) == str(SUPPORT_ENTRY)


def recorded_kinds() -> Iterator[str]:
    """The first argument of every record_event(...), also where a name stands for one or two."""
    for path in PACKAGE.rglob("*.py"):
        module = ast.parse(path.read_text())
        for call in ast.walk(module):
            if getattr(getattr(call, "func", None), "id", "") == "record_event":
                composed = isinstance(call.args[0], ast.JoinedStr)
                yield from (
                    composed_kinds(call.args[0]) if composed else constants(call.args[0], module)
                )


def composed_kinds(node: ast.JoinedStr) -> Iterator[str]:
    """The ones whose end is a member, or one of the words that this module's callers give; or
    whose beginning is the table of one of several."""
    first, last = node.values[0], node.values[-1]
    if isinstance(first, ast.Constant) and first.value == "act.":
        yield from (f"act.{kind}" for kind in ActKind)
    elif isinstance(first, ast.Constant):
        yield from (word for word in WORDS if word.startswith(str(first.value)))
    elif isinstance(last, ast.Constant):
        yield from (word for word in WORDS if word.endswith(str(last.value)))


def constants(node: ast.expr, module: ast.Module) -> Iterator[str]:
    if isinstance(node, ast.Name):
        for assigned in ast.walk(module):
            if (
                isinstance(assigned, ast.Assign)
                and getattr(assigned.targets[0], "id", "") == node.id
            ):
                yield from constants(assigned.value, module)
    for constant in ast.walk(node):
        if isinstance(constant, ast.Constant) and "." in str(constant.value)[1:]:
            yield str(constant.value)


def lifecycle_kinds() -> Iterator[str]:
    """What `move` writes: the lifecycle's name and where the record came to."""
    for module in models().values():
        for lifecycle in vars(module).values():
            if isinstance(lifecycle, Lifecycle):
                for targets in lifecycle.moves.values():
                    yield from (f"{lifecycle.name}.{target}" for target in targets)


def read_kinds() -> Iterator[str]:
    """Named after the record's table, which mostly is the word of the action too."""
    yield from (f"{action.split(':')[0]}.viewed" for action in LOGGED_READS)
    yield from ("document_file.viewed", "joining.viewed")
    for path in (PACKAGE / "web").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                yield from (f"{table}.viewed" for table in tables_looked_at(function))


def tables_looked_at(function: ast.FunctionDef) -> Iterator[str]:
    """Of the records that a view finds whose looks are logged, and of what it says was seen."""
    marks = [ast.unparse(mark) for mark in function.decorator_list]
    logged = {f"allows(Action.{action.name})" for action in LOGGED_READS} & set(marks)
    for call in ast.walk(function):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args):
            continue
        first = call.args[0]
        if call.func.id == "Seen" and isinstance(first, ast.Constant):
            yield str(first.value)
        elif call.func.id == "find_or_404" and isinstance(first, ast.Name) and logged:
            yield TABLES[first.id]
