"""Step `behaviour` of a build: what people turned to, together and in which order, and a ranker that learnt from it."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from landas.errors import SetupError
from landas.events.activity import DAY, WINDOWS, Activity
from landas.events.events import Event, EventStore
from landas.ranking.learned.known import Known
from landas.ranking.learned.ranker import RankerInUse
from landas.recommend.building import Build
from landas.recommend.learning import KEPT_SOURCES, Lesson, kinds_of, learn_ranker
from landas.recommend.live_ranker import save_ranker, stored_ranker
from landas.releases.files import save_array
from landas.releases.manifest import check_release, reading_release
from landas.retrieval.behaviour.content import Content
from landas.retrieval.behaviour.counting import learn_covisits
from landas.retrieval.behaviour.fitted import fit_sources, save_sources
from landas.retrieval.behaviour.kinds import BEHAVIOUR_SOURCES
from landas.retrieval.interactions import InteractionLog, write_interactions
from landas.retrieval.popularity import learn_popularity
from landas.retrieval.vectors import VectorRows

_log = logging.getLogger(__name__)


def learn_behaviour(build: Build) -> None:
    """What people turned to together, how often, and in which order a ranker learnt to put it."""
    # Only for the build: what single people did is not kept in releases, where erasing them wouldn't reach.
    scratch = build.folder / "interactions"
    scratch.mkdir()
    log = write_interactions(_told(build, build.parts.events), build.rows, scratch)
    most = max(len(build.parts.schema.fields), 1)
    complete = ((len(item.values) / most + bool(item.text)) / 2 for item in build.items())
    completeness = np.fromiter(complete, dtype=np.float32, count=build.size)
    lesson = _lesson(build, log, completeness, scratch)
    sequences = lesson.turned.sequences
    fitted = fit_sources(sequences, KEPT_SOURCES, lesson.covisits, lesson.note)
    save_sources(fitted, build.folder)
    popularity = learn_popularity(log, completeness, fitted.half_lives.newcomers)
    save_array(build.folder, "popularity", popularity)
    learnt = learn_ranker(lesson)
    known = Known(sequences, kinds_of(lesson), _activity_for_answers(lesson.activity))
    save_ranker(build.folder, learnt.used, known)
    people = [kind.name for kind in BEHAVIOUR_SOURCES if kind.holds_people]
    left_out = dict.fromkeys(people, "holds what single people did, which erasing would not reach")
    build.findings["sources"] = {"fitted": list(fitted.sources), "skipped": {**fitted.skipped, **left_out}}
    build.findings["popularity"] = fitted.half_lives.to_document()
    build.findings["ranker"] = dict(learnt.report)
    shutil.rmtree(scratch)


def _activity_for_answers(whole: Activity) -> Activity:
    """Without the last hour, which may not be over: answers read it, and what follows, from the events. They ask for
    later hours, so only the longest window before is kept entry by entry."""
    over = whole.before(whole.until - 1)
    return over.ended(max(over.until - max(WINDOWS) * DAY, over.since))


def _lesson(build: Build, log: InteractionLog, completeness: NDArray[np.float32], scratch: Path) -> Lesson:
    numbers = {kind: number for number, kind in enumerate(sorted(set(build.categories) - {None}, key=str))}
    kinds = np.array([-1 if kind is None else numbers[kind] for kind in build.categories], dtype=np.int32)
    vectors = VectorRows.load(build.folder)
    return Lesson(
        log,
        build.size,
        kinds,
        completeness,
        Content(vectors) if vectors.dimension else None,
        lambda known: learn_covisits(known, build.parts.engine, Path(tempfile.mkdtemp(dir=scratch))),
        _former_ranker(build),
        lambda step: build.progress("behaviour", 0, 0),
    )


def _former_ranker(build: Build) -> RankerInUse | None:
    """The ranker that answers now; None where there is none, or it can't be read any more."""
    former = build.parts.releases.current()
    if former is None:
        return None
    try:
        folder = build.parts.releases.open(former)
        check_release(folder)
        with reading_release(folder):
            return stored_ranker(folder)
    except SetupError as error:
        _log.warning("the new ranker is compared with none of before: %s", error)
        return None


def _told(build: Build, events: EventStore) -> Iterator[Event]:
    """The events, counted as they go by."""
    number = 0
    for number, event in enumerate(events.scan(), start=1):
        if number % 100_000 == 0:
            build.progress("behaviour", number, 0)
        yield event
    build.counts["events"] = number
