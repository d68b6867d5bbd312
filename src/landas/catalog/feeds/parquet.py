"""Parquet, read a batch of rows at a time."""

from collections.abc import Iterator
from pathlib import Path

from landas.catalog.feeds.rows import FeedCut, FeedRow, flat
from landas.errors import FeedError

_BATCH = 2000


def read_parquet(path: Path) -> Iterator[FeedRow]:
    """Rows of a Parquet file, numbered from 1. Raises FeedError where it isn't one."""
    # pyarrow takes a third of a second to import and most feeds are text.
    import pyarrow
    import pyarrow.parquet as parquet

    try:
        opened = parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise FeedError(
            f"{path} can't be read as Parquet: {error}.", "Get a complete copy, or export it as CSV or JSONL."
        ) from error
    number = 0
    with opened:
        try:
            for batch in opened.iter_batches(batch_size=_BATCH):
                for values in batch.to_pylist():
                    number += 1
                    yield FeedRow(number, flat(values))
        except (pyarrow.ArrowException, OSError) as error:
            raise FeedCut(number, str(error).rstrip(".")) from error
