"""Batches on Daft: on the processors of this machine, or on a Ray cluster where Daft's runner is set to it.

Which of the two is Daft's own setting (`DAFT_RUNNER`); the batch functions don't know. On a cluster the folder has to
be one that every machine reads and writes.
"""

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from landas.engine.engine import Work, do_batch, missing, result_of
from landas.errors import SetupError


class DaftEngine:
    """Raises SetupError where the extra `scale` isn't installed."""

    name = "daft"

    def __init__(self) -> None:
        try:
            import daft
        except ImportError as error:
            raise SetupError(
                "the engine Daft isn't installed.", "Install it: pip install 'landas[scale]'"
            ) from error
        self._daft: Any = daft

    def run(self, work: Work, batches: Sequence[Any], folder: Path) -> list[Path]:
        numbers = missing(batches, folder)
        if numbers:
            tasks = [pickle.dumps((work, batches[n], str(result_of(folder, n)))) for n in numbers]
            # Careful: Daft's own batches hold thousands of rows, and rows of one are done one after another.
            frame = self._daft.from_pydict({"task": tasks}).into_batches(1)
            done = self._daft.func(_do_task, return_dtype=self._daft.DataType.bool(), use_process=True)
            frame.select(done(self._daft.col("task"))).collect()
        return [result_of(folder, number) for number in range(len(batches))]


def _do_task(task: bytes) -> bool:
    # Made by the process that asked for the run, a few lines above: nobody else's bytes come here.
    work, batch, result = pickle.loads(task)
    do_batch(work, batch, Path(result))
    return True
