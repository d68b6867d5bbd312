"""Text files that may be gzipped."""

import gzip
from pathlib import Path
from typing import IO, Any


def opened(path: Path) -> IO[Any]:
    """The file's text, to be read; by its name it is gzipped or not."""
    return (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8")
