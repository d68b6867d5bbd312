"""Landas, `implicit` and RecTools on MovieLens: leave-one-out and windows of time, paired bootstrap, time and memory.

Every other model is tuned on the same number of trials, drawn with one seed from its own grid, on the cut before the
one that is reported; Landas has no trial. Each fit is a process of its own, so that its peak of memory is its own.

usage: python -m benchmarks.peers RATINGS.csv.gz --peers-python PATH [--trials 12] [--folds 8] [--tuned-on N]
                                  [--keep FOLDER] [--json]
       (PATH: a Python with `implicit` and `rectools`, e.g. of a venv made for it; N: of the windows before the reported
       ones the last so many are tuned on, for every model alike; FOLDER: takes what each fit of theirs gave, so that a
       run that was stopped goes on)
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.splits import Cases, leave_out, read_log, time_folds
from landas.ids import content_hash
from landas.metrics.intervals import mean_estimates
from landas.metrics.ranking import ndcg_at

_HERE = Path(__file__).parent
K = 10
GRIDS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "als": {
        "factors": [16, 32, 64, 128], "regularization": [0.01, 0.1, 1.0], "alpha": [1.0, 5.0, 20.0],
        "iterations": [15, 30],
    },
    "bpr": {
        "factors": [16, 32, 64, 128], "learning_rate": [0.01, 0.03, 0.1], "regularization": [0.001, 0.01, 0.1],
        "iterations": [100, 300],
    },
    "item_knn": {"kind": ["cosine", "tfidf", "bm25"], "K": [5, 10, 20, 50, 100, 200]},
    "ease": {"regularization": [10.0, 30.0, 100.0, 200.0, 300.0, 500.0, 700.0, 1000.0, 1500.0, 2000.0, 3000.0, 5000.0]},
    "pure_svd": {"factors": [4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256]},
    "popular": {"popularity": ["n_users"]},
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What one fit gave: slates people x 10 and its cost."""

    slates: NDArray[np.int64]
    fit: float
    answers: float
    """Slates a second."""
    peak_mb: int


def run(command: Sequence[str], out: Path, asked: int) -> Run:
    """Raises RuntimeError with what the process said where it fails."""
    peak = _run(command)
    found = dict(np.load(out))
    np.savez(out, **found, peak=peak)
    return kept(out, asked)


def kept(out: Path, asked: int) -> Run:
    found = np.load(out)
    answers = asked / max(float(found["answer"]), 1e-9)
    return Run(found["slates"], float(found["fit"]), answers, int(found["peak"]))


def _run(command: Sequence[str]) -> int:
    """The process's peak of memory in MB."""
    with subprocess.Popen(command, cwd=_HERE.parent.parent, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {said[-800:]}")
    return usage.ru_maxrss // 1024


class Bench:
    def __init__(self, folder: Path, peers: str, trials: int) -> None:
        self._folder = folder
        self._peers = peers
        self._trials = trials

    def ours(self, cases: Cases) -> Run:
        split, out = self._saved(cases), self._folder / "out.npz"
        return run(
            [sys.executable, "-m", "benchmarks.peers.ours", str(split), str(out)], out, len(cases.asked)
        )

    def theirs(self, name: str, settings: Mapping[str, Any], cases: Cases) -> Run:
        split = self._saved(cases)
        key = content_hash([name, settings, split.read_bytes().hex()])
        out = self._folder / f"{name}.{key}.npz"
        if out.exists():
            return kept(out, len(cases.asked))
        # Careful: named last, so that what a killed run left half written is not taken for a fit.
        part = out.with_suffix(".part.npz")
        script = str(_HERE / "models.py")
        command = [self._peers, script, str(split), name, json.dumps(settings), str(part)]
        run(command, part, len(cases.asked))
        part.rename(out)
        return kept(out, len(cases.asked))

    def tuned(self, name: str, cases: Sequence[Cases]) -> dict[str, Any]:
        """The settings that did best on these cuts, of as many trials as every model gets."""
        grid = GRIDS[name]
        every = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
        chance = random.Random(0)
        drawn = chance.sample(every, min(self._trials, len(every)))
        if len(drawn) == 1:
            return drawn[0]
        return max(drawn, key=lambda settings: self._mean(name, settings, cases))

    def _mean(self, name: str, settings: Mapping[str, Any], cases: Sequence[Cases]) -> float:
        return float(np.mean(np.concatenate([gains(self.theirs(name, settings, c), c) for c in cases])))

    def _saved(self, cases: Cases) -> Path:
        path = self._folder / "split.npz"
        cases.save(path)
        return path


def gains(found: Run, cases: Cases) -> NDArray[np.float64]:
    """nDCG@10 of each who was asked."""
    pairs = zip(found.slates, cases.targets, strict=True)
    scores = [
        ndcg_at([str(row) for row in slate], {str(row): 1.0 for row in wanted}, K) for slate, wanted in pairs
    ]
    return np.array(scores, dtype=np.float64)


def compare(bench: Bench, tuning: Sequence[Cases], reported: Sequence[Cases]) -> dict[str, Any]:
    """Every system's nDCG@10 with its interval, and what Landas leads by over each, person by person."""
    settings = {name: bench.tuned(name, tuning) for name in GRIDS}
    runs = {"landas": [bench.ours(cases) for cases in reported]}
    runs |= {name: [bench.theirs(name, settings[name], cases) for cases in reported] for name in GRIDS}
    found = {
        name: np.concatenate([gains(one, cases) for one, cases in zip(own, reported, strict=True)])
        for name, own in runs.items()
    }
    leads = {
        f"lead over {name}": found["landas"] - column for name, column in found.items() if name != "landas"
    }
    estimates = mean_estimates({**found, **leads})
    best = max(GRIDS, key=lambda name: float(found[name].mean()))
    return {
        "asked": len(found["landas"]),
        "new_people": sum(not len(cases.known[person]) for cases in reported for person in cases.asked),
        "systems": {
            name: _system(own, estimates[name].to_document(), settings.get(name))
            for name, own in runs.items()
        },
        "best_other": best,
        "leads": {name: estimates[name].to_document() for name in leads},
    }


def _system(runs: Sequence[Run], ndcg: dict[str, Any], settings: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "ndcg@10": ndcg,
        "fit_seconds": round(max(one.fit for one in runs), 1),
        "answers_a_second": round(float(np.median([one.answers for one in runs]))),
        "peak_mb": max(one.peak_mb for one in runs),
        "settings": settings,
    }


def _print(protocol: str, found: Mapping[str, Any]) -> None:
    print(f"\n{protocol}: {found['asked']} asked, {found['new_people']} of them new")
    for name, own in sorted(found["systems"].items(), key=lambda system: -system[1]["ndcg@10"]["value"]):
        score, cost = (
            own["ndcg@10"],
            f"{own['fit_seconds']:>6} s {own['answers_a_second']:>7}/s {own['peak_mb']:>5} MB",
        )
        figure = f"{score['value']:.4f} [{score['low']:.4f}, {score['high']:.4f}]"
        print(f"  {name:<10} {figure} {cost}  {own['settings'] or ''}")
    for name, lead in found["leads"].items():
        print(f"  {name:<20} {lead['value']:+.4f} [{lead['low']:+.4f}, {lead['high']:+.4f}]")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ratings", type=Path)
    parser.add_argument("--peers-python", required=True)
    parser.add_argument("--trials", type=int, default=12)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--tuned-on", type=int)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    log, size = read_log(given.ratings)
    windows = time_folds(log, size, given.folds)
    middle = len(windows) // 2
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder.resolve(), given.peers_python, given.trials)
        found = {
            "leave-one-out": compare(bench, [leave_out(log, size, 2)], [leave_out(log, size, 1)]),
            "windows of time": compare(
                bench, windows[:middle][-(given.tuned_on or middle) :], windows[middle:]
            ),
        }
    if given.json:
        print(json.dumps(found))
        return
    for protocol, own in found.items():
        _print(protocol, own)


if __name__ == "__main__":
    main()
