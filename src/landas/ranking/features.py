"""The features of a candidate, each a small function of one idea, and the weights with which they are summed."""

from collections.abc import Callable, Mapping, Sequence

from landas.ids import ItemIndex
from landas.ranking.scene import Scene
from landas.request.candidates import Candidate
from landas.request.intent import Constraint
from landas.request.satisfaction import satisfies, text_key

Feature = Callable[[Candidate, ItemIndex, Scene], float]


def lexical(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """BM25F, as a share of the best candidate's."""
    return _share(candidate, "lexical", scene)


def vector(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """Cosine with the query, as a share of the best candidate's."""
    return _share(candidate, "vector", scene)


def expansion(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """BM25F of other words for the request, as a share of the best candidate's."""
    return _share(candidate, "expansion", scene)


def covisitation(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    return _share(candidate, "covisitation", scene)


def external(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """The caller's own score, as a share of its best."""
    return _share(candidate, "external", scene)


def popularity(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    return float(scene.view.popularity[row])


def category(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """1 where the item is of a declared kind that the request was understood to name."""
    kind = scene.kinds[row]
    return 1.0 if scene.wanted_kinds and kind is not None and text_key(kind) in scene.wanted_kinds else 0.0


def accessory(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """1 for something that belongs to the thing asked for: a bag for a laptop."""
    kind = scene.kinds[row]
    return 1.0 if kind is not None and scene.fits[kind] == "accessory" else 0.0


def soft_limits(candidate: Candidate, row: ItemIndex, scene: Scene) -> float:
    """The share of soft limits ("light", "around 500") that the item keeps. Softly wished values ("black") are
    words, which retrieval has matched already."""
    return _satisfied(row, scene, [c for c in scene.soft if not _is_words(c)])


WEIGHTS: Mapping[str, tuple[Feature, float]] = {
    "lexical": (lexical, 1.0),
    "vector": (vector, 0.1),
    "expansion": (expansion, 0.3),
    "external": (external, 1.0),
    "covisitation": (covisitation, 1.0),
    "category": (category, 0.3),
    "accessory": (accessory, -0.2),
    "soft_limits": (soft_limits, 0.3),
    "popularity": (popularity, 0.1),
}
"""Round numbers, found by leaving queries out in turn; no catalogue has weights of its own."""


def telling(scene: Scene) -> list[tuple[str, Feature, float]]:
    """The features that may be other than 0 in a scene, with their weights: the others need no asking."""
    silent = {name for name in _OF_SOURCES if not scene.best.get(name)}
    if not scene.wanted_kinds:
        silent.add("category")
    if "accessory" not in scene.fits.values():
        silent.add("accessory")
    if not scene.soft:
        silent.add("soft_limits")
    return [(name, feature, weight) for name, (feature, weight) in WEIGHTS.items() if name not in silent]


_OF_SOURCES = ("lexical", "vector", "expansion", "external", "covisitation")


def _share(candidate: Candidate, source: str, scene: Scene) -> float:
    hit = candidate.sources.get(source)
    best = scene.best.get(source, 0.0)
    return max(hit.score, 0.0) / best if hit is not None and best > 0 else 0.0


def _is_words(constraint: Constraint) -> bool:
    return all(isinstance(value, str) for value in constraint.values)


def _satisfied(row: ItemIndex, scene: Scene, wishes: Sequence[Constraint]) -> float:
    if not wishes:
        return 0.0
    values = scene.view.item(row).values
    return sum(satisfies(values, wish) for wish in wishes) / len(wishes)
