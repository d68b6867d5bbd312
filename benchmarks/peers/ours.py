"""Landas on a saved split: its two stages fitted, and everybody's slate.

usage: python -m benchmarks.peers.ours SPLIT.npz OUT.npz
"""

import sys
import time

import numpy as np

from landas.events.sequences import Sequences
from landas.ranking.learned.table import ranks_within
from landas.recommend.two_stages import fit_two_stages

K = 10


def main() -> None:
    split, out = sys.argv[1:]
    data = np.load(split)
    size = int(data["size"])
    ends = np.cumsum(data["lengths"])[:-1]
    known = Sequences.of(np.split(data["rows"], ends), size)
    started = time.perf_counter()
    model = fit_two_stages(known)
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
