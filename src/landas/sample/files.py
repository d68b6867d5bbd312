"""Writes the sample project into a folder: a feed, events and the project file that describes them."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from landas.sample.generate import build_items
from landas.sample.simulate import simulate_events

SEED = 7


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where the sample was written. `project` is the folder's landas.toml."""

    items: Path
    events: Path
    project: Path


@dataclass(frozen=True, slots=True)
class Question:
    """A request that the demo page suggests. `shows` says what it demonstrates; `language` is en, id or mixed."""

    text: str
    language: str
    shows: str


def write_sample(folder: Path, end: datetime) -> SampleFiles:
    """Writes `items.jsonl`, `events.jsonl` and `landas.toml`; the same `end` gives the same bytes.

    `end` (with a time zone) is when the simulated shoppers stop: every date in the files is before it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    items = build_items(end.date(), SEED)
    written = SampleFiles(folder / "items.jsonl", folder / "events.jsonl", folder / "landas.toml")
    _write_lines(written.items, items)
    _write_lines(written.events, simulate_events(items, end, SEED))
    written.project.write_text(_packaged("landas.toml"), encoding="utf-8")
    return written


def sample_questions() -> tuple[Question, ...]:
    """Requests to try on the sample, in the order to suggest them."""
    return tuple(Question(**entry) for entry in tomllib.loads(_packaged("questions.toml"))["questions"])


def _packaged(name: str) -> str:
    return files("landas.sample").joinpath(name).read_text(encoding="utf-8")


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
