"""The features of a candidate, each a small function of one idea, and the weights with which they are summed."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from landas.ranking.scene import Scene
from landas.request.intent import Constraint
from landas.request.satisfaction import text_key, value_satisfies

Column = NDArray[np.float64]
Feature = Callable[[Scene], Column]
"""One number a candidate."""


def lexical(scene: Scene) -> Column:
    """BM25F, as a share of the best candidate's."""
    return _share("lexical", scene)


def vector(scene: Scene) -> Column:
    """Cosine with the query, as a share of the best candidate's."""
    return _share("vector", scene)


def expansion(scene: Scene) -> Column:
    """BM25F of other words for the request, as a share of the best candidate's."""
    return _share("expansion", scene)


def covisitation(scene: Scene) -> Column:
    return _share("covisitation", scene)


def external(scene: Scene) -> Column:
    """The caller's own score, as a share of its best."""
    return _share("external", scene)


def popularity(scene: Scene) -> Column:
    return scene.view.popularity[list(scene.rows)].astype(np.float64)


def category(scene: Scene) -> Column:
    """1 where the item is of a declared kind that the request was understood to name."""
    return scene.of_kinds(lambda kind: float(text_key(kind) in scene.wanted_kinds))


def accessory(scene: Scene) -> Column:
    """1 for something that belongs to the thing asked for: a bag for a laptop."""
    return scene.of_kinds(lambda kind: float(scene.fits[kind] == "accessory"))


def soft_limits(scene: Scene) -> Column:
    """The share of soft limits ("light", "around 500") that the item keeps; less of it where no kind of thing is named,
    since what is cheap need not be what was asked for. Softly wished values ("black") are words, which retrieval has
    matched already."""
    kept = _satisfied(scene, [c for c in scene.soft if not _is_words(c)])
    return kept if scene.names_a_kind else _OF_ANY_KIND * kept


WEIGHTS: Mapping[str, tuple[Feature, float]] = {
    "lexical": (lexical, 1.0),
    "vector": (vector, 0.1),
    "expansion": (expansion, 0.3),
    "external": (external, 1.0),
    "covisitation": (covisitation, 1.0),
    "category": (category, 0.3),
    "accessory": (accessory, -0.2),
    "soft_limits": (soft_limits, 1.0),
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


_OF_ANY_KIND = 0.3
_OF_SOURCES = ("lexical", "vector", "expansion", "external", "covisitation")


def _share(source: str, scene: Scene) -> Column:
    scores, best = scene.hits.get(source), scene.best.get(source, 0.0)
    if scores is None or best <= 0:
        return np.zeros(len(scene.rows))
    return np.fmax(scores, 0.0) / best


def _is_words(constraint: Constraint) -> bool:
    return all(isinstance(value, str) for value in constraint.values)


def _satisfied(scene: Scene, wishes: Sequence[Constraint]) -> Column:
    kept = np.zeros(len(scene.rows))
    for wish in wishes:
        values = scene.view.values(wish.field, scene.rows)
        kept += [value_satisfies(value, wish) for value in values]
    return kept / max(len(wishes), 1)
