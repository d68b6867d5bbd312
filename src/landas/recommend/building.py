"""What the steps of a build share: what the project gives for it, and the release in the making."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landas.catalog.fields import Schema
from landas.catalog.items import Item
from landas.catalog.store import ItemStore
from landas.clock import Clock
from landas.engine.engine import Engine, LocalEngine
from landas.events.events import EventStore
from landas.ids import ItemId, OverlayNumber, ReleaseId
from landas.language.pack import LanguagePack
from landas.releases.store import ReleaseStore
from landas.retrieval.embedder import Embedder
from landas.retrieval.rows import StoredRows

Progress = Callable[[str, int, int], None]
"""Called with a step's name, rows done and rows in all."""


@dataclass(frozen=True)
class BuildParts:
    """What a project gives for building."""

    items: ItemStore
    events: EventStore
    schema: Schema
    packs: tuple[LanguagePack, ...]
    embedder: Embedder
    releases: ReleaseStore
    kept_vectors: Path
    """Folder in which vectors outlive a release, so that no text is embedded twice."""
    clock: Clock
    engine: Engine = field(default_factory=LocalEngine)
    """What counts pairs, batch by batch."""
    named_items: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Ids that rules of merchandising name, by the name of the rule."""


@dataclass
class Build:
    """A release in the making: its folder, and what steps leave for later ones."""

    parts: BuildParts
    release_id: ReleaseId
    folder: Path
    overlay: OverlayNumber
    progress: Progress
    size: int = 0
    categories: list[str | None] = field(default_factory=list)
    rows: dict[ItemId, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    findings: dict[str, Any] = field(default_factory=dict)
    """What the report tells beside the counts."""

    def items(self) -> Iterator[Item]:
        """The items written so far, one after another, in the order of rows."""
        stored = StoredRows.load(self.folder)
        return (stored.version(row).item for row in range(len(stored)))
