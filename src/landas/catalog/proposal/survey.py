"""One reading of a feed, every column's statistics gathered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from landas.catalog.feeds.reading import feed_format, read_rows
from landas.catalog.feeds.rows import FeedCut
from landas.catalog.proposal.column import Column
from landas.errors import FeedError

_STEP = 1000


@dataclass(slots=True)
class ColumnSurvey:
    """The columns of a feed in the order they were met, over its readable rows."""

    format: str
    rows: int = 0
    unreadable: int = 0
    columns: dict[str, Column] = field(default_factory=dict)
    cut: str | None = None
    """What was wrong where the file ends early; the survey then covers what came before."""


def survey_columns(path: Path, progress: Callable[[int], None] | None = None) -> ColumnSurvey:
    """Reads the whole feed once. Raises FeedError for one that can't be read or holds no readable row."""
    survey = ColumnSurvey(feed_format(path))
    columns = survey.columns
    try:
        for row in read_rows(path):
            if row.fault is not None:
                survey.unreadable += 1
                continue
            survey.rows += 1
            for name, value in row.values.items():
                column = columns.get(name)
                if column is None:
                    column = columns[name] = Column(name)
                column.add(value)
            if progress is not None and survey.rows % _STEP == 0:
                progress(survey.rows)
    except FeedCut as cut:
        survey.cut = str(cut)
    if not survey.rows:
        bad = f" ({survey.unreadable} can't be read)" if survey.unreadable else ""
        raise FeedError(f"{path} holds no usable rows{bad}.", "Export the feed again.")
    return survey
