"""The folder in which worker processes keep their numbers, so that any of them can show the sums of all.

Apart from `prometheus.py`, because that package looks for the folder when it is imported.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The environment's name for it, fixed by prometheus-client."""


@contextmanager
def shared_by_workers() -> Iterator[None]:
    """A folder for the numbers of all worker processes that are started inside; gone afterwards."""
    if os.environ.get(FOLDER):
        yield
        return
    with TemporaryDirectory(prefix="landas-metrics-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]
