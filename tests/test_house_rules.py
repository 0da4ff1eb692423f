"""The rules of the house that no linter checks. Each failure names the file and the rule."""

import ast
import importlib.util
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

import reintegrate.models
from reintegrate.db import Base
from reintegrate.models.area_change import AreaChange
from reintegrate.models.case import Case
from reintegrate.web.ui import labels
from tests.each import of_each

ROOT = Path(__file__).parent.parent
PACKAGE, WEB, TESTS = ROOT / "reintegrate", ROOT / "reintegrate/web", ROOT / "tests"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "versions" not in p.parts)
TEST_MODULES = sorted(TESTS.rglob("*.py"))
WRITTEN = [p for p in [*MODULES, *TEST_MODULES] if p.read_text().strip()]
VIEWS, QUERIES = sorted(WEB.rglob("views.py")), sorted(WEB.rglob("queries.py"))
FEATURES = {p.parent.name for p in WEB.glob("*/views.py")}

TOP_LEVEL = {"README.md", "pyproject.toml", "uv.lock", "LICENSE", "seeds", "reintegrate"} | {
    "templates",
    "tests",
}
VAGUE_FILES = {"utils", "util", "helpers", "common", "manager", "managers", "service", "misc"}
VAGUE_VERBS = ("process_", "handle_", "do_", "update_status")
NAMED_BY_LIBRARIES = {"process_bind_param", "process_result_value", "process_formdata"} | {
    "process_data",
    "_handle_dbapi_exception",
}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplemented|pragma: no cover")
TRANSLATES = {"_", "_l", "gettext", "lazy_gettext", "ngettext", "pgettext"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text(path: Path) -> str:
    return path.read_text()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


@cache
def parts(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, outer ones first."""
    return tuple(ast.walk(tree(path)))


@cache
def functions(path: Path) -> tuple[ast.FunctionDef, ...]:
    return tuple(node for node in parts(path) if isinstance(node, FUNCTIONS))


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    """Read once for all rules, and not kept for the tests of other files: 200 MB."""
    yield
    for reader in (text, tree, parts, functions):
        reader.cache_clear()


def committed(*patterns: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


# Rooms


@of_each(MODULES, name)
def test_a_module_is_at_most_300_lines(module):
    assert len(text(module).splitlines()) <= 300


@of_each(TEST_MODULES, name)
def test_a_test_file_is_at_most_400_lines(module):
    assert len(text(module).splitlines()) <= 400


@of_each(WRITTEN, name)
def test_a_function_is_at_most_40_lines(module):
    for node in functions(module):
        assert node.end_lineno - node.lineno < 40, node.name


@of_each(WRITTEN, name)
def test_a_module_says_what_lives_in_it(module):
    said = ast.get_docstring(tree(module))

    assert said, "the first line says what lives here and the one rule of the file"
    assert len([line for line in said.splitlines() if line.strip()]) <= 3


def test_the_top_level_holds_the_agreed_names_only():
    found = {path.split("/")[0] for path in committed()}

    assert {top for top in found if not top.startswith(".")} <= TOP_LEVEL


def test_init_files_are_empty():
    allowed = {PACKAGE / "models/__init__.py"}

    assert [
        name(p) for p in PACKAGE.rglob("__init__.py") if p.read_text() and p not in allowed
    ] == []


# Names


def test_no_file_has_a_vague_name():
    assert [name(p) for p in [*MODULES, *TEST_MODULES] if p.stem in VAGUE_FILES] == []


@of_each(MODULES, name)
def test_verbs_say_what_they_do(module):
    vague = {f.name for f in functions(module) if f.name.lstrip("_").startswith(VAGUE_VERBS)}

    assert vague - NAMED_BY_LIBRARIES == set()


@of_each([m for m in TEST_MODULES if m.stem.startswith("test_")], name)
def test_a_test_is_a_sentence(module):
    short = [f.name for f in functions(module) if re.fullmatch(r"test_[a-z0-9]+", f.name)]

    assert short == []


def test_features_are_plural_or_a_place_and_models_singular():
    """Files are nouns: nothing in models/ is named like a list of itself."""
    stems = {p.stem for p in (PACKAGE / "models").glob("*.py")}

    assert [stem for stem in stems if stem.endswith("s") and stem[:-1] in stems] == []


# Storeys


@of_each(MODULES, name)
def test_nothing_is_imported_inside_a_function(module):
    hidden = [
        f"{function.name}, line {node.lineno}"
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


@of_each([m for m in MODULES if m.stem != "later"], name)
def test_what_is_loaded_late_is_named_at_the_head_of_a_module(module):
    """Of ours only what draws papers, which all features may use: elsewhere the import contracts,
    which do not see such a name, could be walked round."""
    hidden = {id(node) for function in functions(module) for node in ast.walk(function)}
    for node in parts(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "later":
            assert id(node) not in hidden, node.lineno
            wanted = ast.literal_eval(node.args[0])
            assert importlib.util.find_spec(wanted), wanted
            assert not wanted.startswith("reintegrate.") or ".web.print." in wanted, wanted


@of_each(VIEWS, name)
def test_views_leave_querying_to_scope_and_queries(view):
    for node in parts(view):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"session", "query", "execute", "scalars"}, node.lineno


@of_each(VIEWS, name)
def test_views_leave_auditing_to_verbs(view):
    assert "record_event" not in text(view)


@of_each(QUERIES, name)
def test_queries_start_from_the_viewer(module):
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            first = [*node.args.posonlyargs, *node.args.args]
            assert first, node.name
            assert first[0].arg == "viewer", node.name
    calls = [node.func for node in parts(module) if isinstance(node, ast.Call)]
    bare = {call.id for call in calls if isinstance(call, ast.Name)}
    assert "visible" in bare, "start from visible(viewer, Model)"


@of_each([m for m in MODULES if m.stem != "lifecycle"], name)
def test_only_a_lifecycle_moves_a_status(module):
    """Lifecycle.move() alone assigns `status`; a new row begins with its column's default."""
    assigned = [
        target.lineno
        for node in parts(module)
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "status"
    ]

    assert assigned == []


def test_only_a_case_owns_collections():
    """Sideways collections (person.cases, area.cases) would walk round the viewer's scope. The
    steps of a planned change of areas are the plan itself, and name nobody."""
    models()
    owners = {
        relation.parent.class_
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
        if relation.uselist
    }

    assert owners <= {Case, AreaChange}


def models() -> dict[str, type]:
    """Every module of models/, imported."""
    found = pkgutil.iter_modules(reintegrate.models.__path__)
    return {m.name: importlib.import_module(f"reintegrate.models.{m.name}") for m in found}


# Features


def test_every_feature_has_its_templates_and_its_tests():
    drawn = {p.name for p in (ROOT / "templates").iterdir() if p.is_dir()}
    tested = {p.name for p in (TESTS / "web").iterdir() if any(p.glob("test_*.py"))}
    pages = {view.parent.name for view in VIEWS if "render_template" in text(view)}

    assert drawn - {"components", "errors", "frames"} == pages
    assert tested == FEATURES


def test_the_readme_maps_every_folder():
    readme = (ROOT / "README.md").read_text()
    paths = [Path(path) for path in committed("reintegrate", "templates", "tests", "seeds")]
    folders = {
        f"{parent.name}/"
        for path in paths
        for parent in path.parents
        if 1 <= len(parent.parts) <= 2 and parent.name not in FEATURES
    }

    assert len(readme.splitlines()) <= 250
    assert sorted(folder for folder in folders if folder not in readme) == []


# Words


def enums() -> list[type[StrEnum]]:
    found = {
        thing
        for module in models().values()
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
    }
    return sorted(found, key=lambda enum: enum.__name__)


@of_each(enums(), lambda enum: enum.__name__)
def test_every_member_has_words(enum):
    assert [member for member in enum if member not in labels.LABELS.get(enum, {})] == []


@of_each(MODULES, name)
def test_nothing_is_formatted_before_it_is_translated(module):
    """An f-string, a % or a .format() inside gettext is never found in the catalogue."""
    for node in parts(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATES:
            message = node.args[0]
            made = isinstance(message, ast.Call) and getattr(message.func, "attr", "") == "format"
            assert not made, f"line {node.lineno}"
            assert not isinstance(message, ast.JoinedStr | ast.BinOp), f"line {node.lineno}"


@of_each(WRITTEN, name)
def test_nothing_is_left_for_later(module):
    if module == Path(__file__):
        return
    assert UNFINISHED.findall(text(module)) == []


def test_what_is_committed_speaks_of_the_project_only():
    """No path of somebody's machine."""
    speaks = re.compile(r"(?<![\w.])/(?:work|home|Users|root)/\w")
    guilty = [
        path
        for path in committed()
        if (ROOT / path).suffix in {".py", ".html", ".md", ".toml", ".css", ".js", ".csv", ".yaml"}
        and speaks.search((ROOT / path).read_text())
    ]

    assert guilty == []
