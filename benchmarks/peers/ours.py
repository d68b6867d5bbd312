"""Landas on a saved split: its two stages fitted, and everybody's slate.

Where the split is of time, it foretells a window instead of what comes next.

usage: python -m benchmarks.peers.ours SPLIT.npz OUT.npz
"""

import sys
import time
from dataclasses import replace

import numpy as np

from landas.events.sequences import Sequences
from landas.ranking.learned.table import ranks_within
from landas.recommend.two_stages import TwoStages, fit_two_stages
from landas.recommend.windows import Foreteller, fit_foreteller

K = 10


def main() -> None:
    split, out = sys.argv[1:]
    data = np.load(split)
    size = int(data["size"])
    ends = np.cumsum(data["lengths"])[:-1]
    known = Sequences.of(np.split(data["rows"], ends), size)
    started = time.perf_counter()
    timed = len(data["times"]) > 0
    model: Foreteller | TwoStages = (
        fit_foreteller(replace(known, times=data["times"])) if timed else fit_two_stages(known)
    )
    fitted = time.perf_counter() - started
    histories = Sequences.of((known[person] for person in data["asked"]), size)
    slates = np.full((len(histories), K), -1, dtype=np.int64)
    started = time.perf_counter()
    for start, table, scores in model.ranked(histories):
        places = ranks_within(table.people, scores).astype(np.int64)
        shown = places < K
        slates[start + table.people[shown], places[shown]] = table.rows[shown]
    np.savez(out, slates=slates, fit=fitted, answer=time.perf_counter() - started)


if __name__ == "__main__":
    main()
