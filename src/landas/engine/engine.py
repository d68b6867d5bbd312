"""Offline work in batches: the same batch functions in this process, or on another engine that runs them side by side.

A batch writes its result into a folder of its own, which gets its name when it is complete: a run that was stopped
goes on with the batches that are missing.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

Work = Callable[[Any, Path], None]
"""Does one batch and writes the result into the folder given; must be picklable, and the same each time it runs."""


class Engine(Protocol):
    """Runs batches. Every batch function runs unchanged on every engine."""

    @property
    def name(self) -> str: ...

    def run(self, work: Work, batches: Sequence[Any], folder: Path) -> list[Path]:
        """The results' folders below `folder`, in the order of the batches; those that are there are not done again.

        What a batch function raises stops the run; the batches done by then stay done.
        """
        ...


class LocalEngine:
    """One batch after another, in this process."""

    name = "local"

    def run(self, work: Work, batches: Sequence[Any], folder: Path) -> list[Path]:
        for number in missing(batches, folder):
            do_batch(work, batches[number], result_of(folder, number))
        return [result_of(folder, number) for number in range(len(batches))]


def result_of(folder: Path, number: int) -> Path:
    return folder / f"{number:06d}"


def missing(batches: Sequence[Any], folder: Path) -> list[int]:
    """The numbers of the batches that are still to be done."""
    return [number for number in range(len(batches)) if not result_of(folder, number).is_dir()]


def do_batch(work: Work, batch: Any, result: Path) -> None:
    """Does one batch; its folder appears when it is complete."""
    unfinished = result.with_name(f"{result.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was killed
    unfinished.mkdir(parents=True)
    work(batch, unfinished)
    unfinished.rename(result)
