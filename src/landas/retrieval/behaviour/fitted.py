"""Every source that fits, learnt from one log; written into a release and read from it."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from landas.events.sequences import Sequences
from landas.releases.learnt import load_learnt, save_learnt
from landas.retrieval.behaviour.counting import learn_covisits
from landas.retrieval.behaviour.covisitation import Covisits
from landas.retrieval.behaviour.half_life import HalfLives
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES, COVISITATION, SourceKind
from landas.retrieval.behaviour.learning import Learning
from landas.retrieval.behaviour.source import BehaviourSource

DOCUMENT = "behaviour.json"
Progress = Callable[[str], None]
LearnCovisits = Callable[[Sequences], Covisits]


@dataclass(frozen=True)
class Fitted:
    """Sources by the name of their kind. `skipped` says of those left out why."""

    sources: Mapping[str, BehaviourSource]
    proposes: Mapping[str, int]
    """How many candidates a person each score gives."""
    skipped: Mapping[str, str] = field(default_factory=dict)
    half_lives: HalfLives = field(default_factory=HalfLives)
    """As chosen when the sources were learnt; read from a release these are the usual ones."""

    @property
    def covisits(self) -> Covisits:
        found = self.sources[COVISITATION]
        assert isinstance(found, Covisits)
        return found

    def proposing(self, times: int) -> "Fitted":
        """The same sources, each proposing so many times as many candidates."""
        return replace(self, proposes={name: times * count for name, count in self.proposes.items()})


def fit_sources(
    log: Sequences,
    kinds: Sequence[SourceKind] = BEHAVIOUR_SOURCES,
    covisits: LearnCovisits = learn_covisits,
    progress: Progress = lambda step: None,
) -> Fitted:
    started = time.perf_counter()
    known = Learning(log, covisits(log))
    progress(f"pairs: counted in {time.perf_counter() - started:.1f} s")
    sources: dict[str, BehaviourSource] = {}
    skipped: dict[str, str] = {}
    for kind in kinds:
        reason = kind.unfit(known)
        if reason is not None:
            skipped[kind.name] = reason
            continue
        started = time.perf_counter()
        sources[kind.name] = kind.fit(known)
        progress(f"{kind.name}: fitted in {time.perf_counter() - started:.1f} s")
    proposes = {n: count for k in kinds if k.name in sources for n, count in k.proposes.items()}
    return Fitted(sources, proposes, skipped, known.half_lives)


def save_sources(fitted: Fitted, folder: Path) -> None:
    document = {
        name: save_learnt(folder, f"behaviour.{name}", source) for name, source in fitted.sources.items()
    }
    (folder / DOCUMENT).write_bytes(orjson.dumps({"sources": document, "skipped": dict(fitted.skipped)}))


def load_sources(folder: Path, size: int) -> Fitted:
    """Raises ValueError for files of another catalogue."""
    document: dict[str, Any] = orjson.loads((folder / DOCUMENT).read_bytes())
    kinds = {kind.name: kind for kind in BEHAVIOUR_SOURCES}
    sources: dict[str, BehaviourSource] = {}
    for name, plain in document["sources"].items():
        sources[name] = load_learnt(folder, f"behaviour.{name}", kinds[name].type, plain)
    proposes = {n: count for name in sources for n, count in kinds[name].proposes.items()}
    fitted = Fitted(sources, proposes, document["skipped"])
    if len(fitted.covisits.offsets) != size + 1:
        raise ValueError(f"behaviour is of {len(fitted.covisits.offsets) - 1} rows, the release has {size}")
    return fitted
