"""The features of a candidate, each a small function of one idea, and the weights with which they are summed."""

from collections.abc import Callable, Mapping

from landas.ids import ItemIndex
from landas.ranking.kinds import NO_FIT, KindFit
from landas.ranking.scene import Scene
from landas.request.candidates import Candidate
from landas.request.satisfaction import satisfies, text_key

Feature = Callable[[Candidate, ItemIndex, Scene], float]


def lexical(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """BM25F, as a share of the best candidate's."""
    return _share(candidate, "lexical", scene)


def vector(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """Cosine with the query, as a share of the best candidate's."""
    return _share(candidate, "vector", scene)


def covisitation(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    return _share(candidate, "covisitation", scene)


def external(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """The caller's own score, as a share of its best."""
    return _share(candidate, "external", scene)


def popularity(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    return float(scene.view.popularity[row])


def category(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """1 where the item is of a kind that the request was understood to name."""
    kind = scene.view.category(row)
    return 1.0 if kind is not None and text_key(kind) in scene.wanted_kinds else 0.0


def kind(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """How well the words of the query name the item's kind."""
    return _fit(row, scene).match


def accessory(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """1 for something that belongs to the thing asked for: a bag for a laptop."""
    return 1.0 if _fit(row, scene).accessory else 0.0


def soft_wishes(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """The share of soft constraints that the item satisfies."""
    if not scene.soft:
        return 0.0
    values = scene.view.item(row).values
    return sum(satisfies(values, constraint) for constraint in scene.soft) / len(scene.soft)


WEIGHTS: Mapping[str, tuple[Feature, float]] = {
    "lexical": (lexical, 1.0),
    "vector": (vector, 0.5),
    "external": (external, 1.0),
    "covisitation": (covisitation, 1.0),
    "kind": (kind, 0.3),
    "category": (category, 0.5),
    "accessory": (accessory, -0.3),
    "soft": (soft_wishes, 0.5),
    "popularity": (popularity, 0.1),
}
"""Round numbers, found by leaving queries out in turn; no catalogue has weights of its own."""


def _share(candidate: Candidate, source: str, scene: Scene) -> float:
    hit = candidate.sources.get(source)
    best = scene.best.get(source, 0.0)
    return max(hit.score, 0.0) / best if hit is not None and best > 0 else 0.0


def _fit(row: ItemIndex, scene: Scene) -> KindFit:
    kind = scene.view.category(row)
    return NO_FIT if kind is None else scene.fits[kind]
