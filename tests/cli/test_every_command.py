"""Whatever a command is called with, it ends with 0, 1 or 2 and a sentence, never with a stack of calls."""

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from landas.cli.main import COMMANDS, app, run
from landas.retrieval import embedder
from tests.serving.conftest import make_project

EXAMPLES = int(os.environ.get("LANDAS_EXAMPLES", "15"))
"""Calls a command; more with LANDAS_EXAMPLES=200."""
PATHS = frozenset({"folder", "file", "items", "events", "cases"})
PLACES = ("given.jsonl", "given.csv", "given.txt", "missing.csv", "project", "given.jsonl.gz", "new")
STAYING = frozenset({"serve", "demo", "drill"})
"""Commands that don't end by themselves, and the drill, which takes as long as they do and has tests of its own."""

ODD_TEXTS = st.one_of(
    st.text(max_size=40).filter(lambda text: "\0" not in text),
    st.sampled_from(
        ["", " ", "-1", "0", "1e999", "nan", "lamp", "a white desk lamp under 50", "../..", "id", "en"]
    ),
)
ODD_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ROW_KEYS = st.sampled_from(
    ["sku", "name", "price", "grams", "id", "facts", "items", "text", "reply", "query", "item_id", "grade",
     "event_id", "type", "time", "user_id", "language", "turns", "expect"]
)  # fmt: skip
ODD_FILES = st.one_of(
    st.binary(max_size=200),
    st.lists(st.dictionaries(ROW_KEYS, ODD_VALUES, max_size=6), max_size=4).map(
        lambda rows: "\n".join(json.dumps(row) for row in rows).encode("utf-8", "replace")
    ),
    st.lists(ROW_KEYS, min_size=1, max_size=5).map(lambda keys: (",".join(keys) + "\n1,2,3\n,,\n").encode()),
    st.just(b"user1 a b c d\nuser2 b c a\n"),
)


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that ends by itself, sub-commands too, with its words."""
    group = click.Context(app_group())
    for name in COMMANDS:
        command = app_group().get_command(group, name)
        if hasattr(command, "commands"):
            yield from (((name, sub), found) for sub, found in command.commands.items())
        elif command is not None and name not in STAYING:
            yield (name,), command


@cache
def app_group() -> Any:
    import typer

    return typer.main.get_group(app)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a built project, and the one encoder for all calls."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(embedder, "load_embedder", cache(embedder.load_embedder))
        built = tmp_path_factory.mktemp("every_command")
        make_project(built / "lamps").close()
        yield built


@st.composite
def calls(draw: st.DrawFn, words: tuple[str, ...], command: click.Command, folder: Path) -> list[str]:
    arguments = list(words)
    for parameter in command.params:
        if parameter.name == "project":
            continue
        if not parameter.required and draw(st.booleans()):
            continue
        if isinstance(parameter, click.Option):
            arguments.append(parameter.opts[-1])
            if parameter.is_flag:
                continue
        arguments.append(draw(values(parameter, folder)))
    return [*arguments, "--project", str(folder / "project")]


def values(parameter: click.Parameter, folder: Path) -> st.SearchStrategy[str]:
    if parameter.name in PATHS:
        return st.sampled_from([str(folder / place) for place in PLACES])
    return ODD_TEXTS | st.integers(-2, 200).map(str)


@pytest.mark.parametrize(("words", "command"), [pytest.param(*c, id=" ".join(c[0])) for c in commands()])
def test_no_call_ends_in_a_stack_of_calls(
    words: tuple[str, ...], command: click.Command, folder: Path
) -> None:
    checked = settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )

    @checked
    @given(calls(words, command, folder), ODD_FILES)
    def call(arguments: list[str], content: bytes) -> None:
        fresh(folder, content)
        status, said = ended(arguments)
        assert status in (0, 1, 2), (arguments, said)
        assert status == 0 or said.strip(), arguments
        assert "Traceback" not in said, (arguments, said)

    call()


def fresh(folder: Path, content: bytes) -> None:
    """The project as it was built, beside files of that content."""
    for old in ("project", "new"):
        shutil.rmtree(folder / old, ignore_errors=True)
    shutil.copytree(folder / "lamps", folder / "project")
    for name in ("given.jsonl", "given.csv", "given.txt", "given.jsonl.gz"):
        (folder / name).write_bytes(content)


def ended(arguments: list[str]) -> tuple[Any, str]:
    """The exit status and all that was printed. An exception other than SystemExit is a failure of the test."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    status: Any = 0
    with (
        pytest.MonkeyPatch.context() as patched,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patched.setattr(sys, "argv", ["landas", *arguments])
        try:
            run()
        except SystemExit as exit_:
            status = exit_.code or 0
    out.seek(0)
    err.seek(0)
    return status, out.read() + err.read()
