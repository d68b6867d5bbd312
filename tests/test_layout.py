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


def imports_of(path: Path) -> set[str]:
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
    return {name.split(".")[1] for name in found if name.startswith("landas.")}


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
