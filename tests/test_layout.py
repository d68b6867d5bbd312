"""The order of imports, held as data: packages import only from lines below their own."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "landas"

LAYERS = (
    ("cli",),
    ("drill",),
    ("bootstrap",),
    ("serving", "console", "storage"),
    ("assistant", "enrichment"),
    ("evaluation",),
    ("dialogue",),
    ("recommend",),
    ("understanding", "grounding", "safety"),
    ("retrieval", "policy", "ranking"),
    ("experiments", "releases", "llm", "metrics"),
    ("request",),
    ("catalog", "events"),
    ("language",),
    ("observe", "engine"),
    ("settings", "model_settings", "safety_settings", "surface_settings", "ids", "errors", "clock"),
)
FREE_OF_ORDER = {
    "__init__",
    "settings",
    "model_settings",
    "safety_settings",
    "surface_settings",
    "ids",
    "errors",
    "clock",
    "sample",
}


def level_of(package: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if package in layer)


def modules_of(path: Path) -> set[str]:
    """The modules that a file imports, with the names taken from packages."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if node.level == 0 else []
            found |= {f"{node.module}.{a.name}" for a in node.names if node.module == "landas"}
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= set(names)
    return found


def imports_of(path: Path) -> set[str]:
    return {name.split(".")[1] for name in modules_of(path) if name.startswith("landas.")}


def package_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


EDGES = sorted({(package_of(p), there) for p in ROOT.rglob("*.py") for there in imports_of(p)})


@pytest.mark.parametrize(("here", "there"), [e for e in EDGES if e[0] != e[1]])
def test_a_package_imports_only_from_the_lines_below_its_own(here: str, there: str) -> None:
    if here in FREE_OF_ORDER and there in FREE_OF_ORDER:
        return
    if here == "sample" or (here, there) == ("cli", "sample"):
        return
    assert level_of(here) < level_of(there), f"{here} must not import {there}"


def test_every_package_has_its_place_in_the_order() -> None:
    named = {name for layer in LAYERS for name in layer} | FREE_OF_ORDER
    assert {package_of(p) for p in ROOT.rglob("*.py")} <= named


READING = (
    ("parse",),
    ("roles",),
    ("confidence", "rereading", "parser_words", "quoting", "shown"),
    ("turns", "found"),
    ("numbers",),
    ("named",),
    ("scene",),
    ("pieces",),
    ("lexicon",),
    ("words",),
)
"""The folders and files of `understanding`, each line importing only from those below it."""


def test_the_steps_of_reading_a_text_import_downwards() -> None:
    level = {name: number for number, line in enumerate(READING) for name in line}
    folder = ROOT / "understanding"
    upwards = []
    for path in folder.rglob("*.py"):
        here = path.relative_to(folder).parts[0].removesuffix(".py")
        if here in ("__init__", "contracts"):
            continue
        named = {
            there.split(".")[2] for there in modules_of(path) if there.startswith("landas.understanding.")
        }
        upwards += [(here, there) for there in named - {here} if level[here] >= level[there]]
    assert not upwards
