"""Moments to learn from and to be judged on: somebody with a history turns to something new, in a span of time.

The log is cut at two moments. Sources and features are fitted on what lies before the first; the ranker learns
from what people turned to between the two, and is judged on what they turned to after the second. A history always
holds what lies before its own moment and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.events.activity import HOUR
from landas.events.history import LONGEST
from landas.events.sequences import Ints, Sequences
from landas.ranking.learned.table import Floats
from landas.retrieval.interactions import Seen
from landas.retrieval.turned import Turned

FITTED, TAUGHT = 0.7, 0.9
"""Shares of all entries, in the order of time, before the first and before the second cut."""
SHOWN_READ = 200
"""Impressions of a person that are looked at."""
_LEAST_PROPENSITY = 0.2
"""A choice far down a slate counts at most five times: few impressions say little of how seldom people look there."""


@dataclass(frozen=True)
class Moments:
    """One a history: when, whose, what was turned to next, and how much that says (see `propensities_of`); `shown` is
    what each person had been shown by then (see `shown_before`)."""

    histories: Sequences
    targets: Ints
    times: NDArray[np.float64]
    people: Ints
    weights: Floats
    shown: Sequences

    def __len__(self) -> int:
        return len(self.targets)

    def alone(self) -> "Moments":
        """The same moments when only the last item is known, as beside an item or in a visitor's first minute."""
        last = self.histories.places_back() == 0
        return replace(self, histories=self.histories.keeping(last))


def cuts(sequences: Sequences) -> tuple[float, float]:
    """The two moments. Raises ValueError for a log without times."""
    if sequences.times is None or not len(sequences.times):
        raise ValueError("the log holds no times to cut")
    first, second = np.quantile(sequences.times, [FITTED, TAUGHT])
    return float(first), float(second)


def moments_between(
    turned: Turned, start: float, end: float, most: int, each: int, propensities: Floats, seed: int = 0
) -> Moments:
    """At most `most` moments from `start` to before `end`, drawn evenly, at most `each` a person."""
    log = turned.sequences
    assert log.times is not None
    inside = (log.times >= start) & (log.times < end) & (log.places() > 0) & _is_new(log)
    drawn = _drawn(np.flatnonzero(inside), log.people(), most, each, np.random.default_rng(seed))
    people, times = log.people()[drawn], log.times[drawn]
    histories = _spans(log.rows, log.times, np.maximum(log.offsets[people], drawn - LONGEST), drawn, log.size)
    weights = (1 / propensities[turned.positions[drawn]]).astype(np.float32)
    shown = shown_before(turned.seen, people, times, log.size)
    return Moments(histories, log.rows[drawn].astype(np.int64), times, people, weights, shown)


def shown_before(seen: Seen, people: Ints, times: NDArray[np.float64], size: int) -> Sequences:
    """What each of some people had been shown an hour before a moment, the latest `SHOWN_READ` of it.

    What was shown within the hour is left out: it is the slate that was chosen from, and would tell what was.
    """
    begins, ends = seen.offsets[people], seen.offsets[people + 1]
    spans = zip(begins.tolist(), ends.tolist(), (times - HOUR).tolist(), strict=True)
    until = [begin + int(np.searchsorted(seen.times[begin:end], t, "right")) for begin, end, t in spans]
    ends = np.array(until, dtype=np.int64)
    return _spans(seen.rows, seen.times, np.maximum(begins, ends - SHOWN_READ), ends, size)


def _spans(rows: NDArray[Any], times: NDArray[Any], begins: Ints, ends: Ints, size: int) -> Sequences:
    """Of each span of a log a sequence."""
    lengths = ends - begins
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    entries = np.arange(int(offsets[-1])) + np.repeat(begins - offsets[:-1], lengths)
    return Sequences(rows[entries], offsets, size, times[entries])


def _is_new(log: Sequences) -> NDArray[np.bool_]:
    """Entries that the person turns to for the first time: what was seen already needs no recommending."""
    keys = log.keys()
    first = np.zeros(len(keys), dtype=bool)
    first[np.unique(keys, return_index=True)[1]] = True
    return first


def _drawn(entries: Ints, people: Ints, most: int, each: int, chance: np.random.Generator) -> Ints:
    shuffled = chance.permutation(entries)
    order = np.argsort(people[shuffled], kind="stable")
    owners = people[shuffled][order]
    places = np.arange(len(owners)) - np.searchsorted(owners, owners)
    kept = shuffled[order][places < each]
    return np.sort(chance.permutation(kept)[:most])


def propensities_of(shown: NDArray[Any], taken: NDArray[Any]) -> Floats:
    """How likely each place of a slate is looked at, beside the likeliest; 1 for place 0, which is no place.

    Clicks over impressions, never rising further down; 1 everywhere where no impression names a place.
    """
    found = np.ones(len(shown), dtype=np.float32)
    told = np.flatnonzero(shown[1:] > 0) + 1
    if not len(told) or not taken[1:].sum():
        return found
    # A prior of a hundred impressions at the mean rate keeps places few people saw from looking unlike others.
    mean = taken[told].sum() / shown[told].sum()
    rates = (taken[1:] + 100 * mean) / (shown[1:] + 100)
    falling = np.minimum.accumulate(rates)
    found[1:] = np.clip(falling / falling[0], _LEAST_PROPENSITY, 1)
    return found


def by_person(values: NDArray[Any], moments: Moments) -> NDArray[np.float64]:
    """The mean over each person's moments: people, not moments, are what an interval resamples."""
    _, places = np.unique(moments.people, return_inverse=True)
    return np.asarray(np.bincount(places, values) / np.bincount(places))


def position_document(propensities: Floats) -> Mapping[str, Any]:
    used = bool((propensities < 1).any())
    return {
        "method": "inverse propensity of the chosen place" if used else "none: no impressions name a place",
        "propensities": [round(float(value), 3) for value in propensities[1:11]] if used else [],
    }
