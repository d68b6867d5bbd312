"""`docs/project-file.md` against the models: every key has its line, every example loads, every default is true."""

import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from landas.catalog.schema import build_schema
from landas.settings import ProjectSettings, parse_project

PAGE = (Path(__file__).parent.parent / "docs" / "project-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
LINES = {
    key: (kind.strip(), default.strip())
    for key, kind, default in re.findall(r"^\| `([\w.]+)` \| ([^|]+) \| ([^|]+) \|", PAGE, re.M)
}
SECTIONS = {
    "project",
    "catalog",
    "policy",
    "wording",
    "privacy",
    "safety",
    "observe",
    "embedding",
    "build",
    "evaluation",
    "llm",
    "llm.shadow",
}

SAME_AS = {"llm.shadow.tasks": "llm.tasks"}
"""Tables whose keys are those of another one, which has their lines."""


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key of a section and of the sections inside it; a table of tables goes on under NAME."""
    for name, info in model.model_fields.items():
        path = f"{prefix}{name}"
        inner, table = section_of(info.annotation)
        if path not in SECTIONS:
            yield path, info
        if inner is not None and path not in SAME_AS:
            yield from keys(inner, f"{path}.NAME." if table else f"{path}.")


def section_of(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    origin = get_origin(annotation)
    for part in get_args(annotation):
        inner, table = section_of(part)
        if inner is not None:
            return inner, table or (origin is dict and origin not in (Union, types.UnionType))
    return None, False


KEYS = dict(keys(ProjectSettings))
DEFAULTS = {key: info.default for key, info in KEYS.items()}
"""As shipped: read before `conftest.py` gives tests their patience."""


def test_every_key_has_a_line_and_every_line_a_key() -> None:
    assert set(LINES) == set(KEYS)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_line_says_the_default_that_holds(key: str) -> None:
    default, (_, said) = DEFAULTS[key], LINES[key]
    if KEYS[key].is_required():
        assert said == "required"
    elif said.startswith("`"):
        written = {"`true`": True, "`false`": False, "`[]`": ()}.get(said)
        listed = list(default) if isinstance(default, tuple) and default else default
        assert written == default or said.strip("`").replace('"', "'") == repr(listed)
    else:
        assert not default or said in ("none", "all")


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_loads(example: str) -> None:
    build_schema(parse_project(example))


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_stands_in_an_example(key: str) -> None:
    name = key.rpartition(".")[2]
    tables = (rf"^\[+(?:[\w.]+\.)?{name}\b", rf"^{name} = ", rf"\.{name}\.\w+\]", rf"\.{name}\]")
    assert any(re.search(pattern, example, re.M) for example in EXAMPLES for pattern in tables)
