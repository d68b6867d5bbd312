"""Step `retrieve`: every source proposes rows among the allowed ones, and fusion makes candidates of them."""

from collections.abc import Sequence

from landas.events.activity import start_of
from landas.recommend.draft import BoolArray, Draft, RankedBy
from landas.recommend.learned import Learned
from landas.recommend.live_ranker import LiveRanker
from landas.recommend.pool import ranked_pool
from landas.request.candidates import Candidate, Removal
from landas.retrieval.behaviour.asked import asked_history
from landas.retrieval.fusion import fuse
from landas.retrieval.query import ExternalCandidate, RetrievalQuery
from landas.retrieval.sources.source import Source


class FormQuery:
    """Step `query`: what retrieval works on, drawn from the request, the intent and the person's history."""

    name = "query"

    def __call__(self, draft: Draft) -> None:
        request, intent = draft.request, draft.intent
        draft.query = RetrievalQuery(
            text=draft.words,
            language=intent.language,
            categories=intent.categories,
            sort=intent.sort,
            expansion=draft.expanded.accepted if draft.expanded else (),
            anchor=request.anchor,
            history=tuple(event.item_id for event in draft.history),
            history_times=tuple(e.time.timestamp() for e in draft.history if e.time is not None),
            candidates=None
            if request.external is None
            else tuple(ExternalCandidate(e.item_id, e.score) for e in request.external),
        )


class Retrieve:
    """Asks each source for its best `limit` rows and fuses them; or, where a learned ranker answers, has it order what
    is known from behaviour and hands its best on. With `external` candidates only those are used; with pinned items
    no source is asked."""

    name = "retrieve"

    def __init__(self, sources: Sequence[Source], limit: int, learned: Learned | None = None) -> None:
        self._sources = tuple(sources)
        self._limit = limit
        self._learned = learned

    def __call__(self, draft: Draft) -> None:
        if draft.query is None or draft.allowed is None:
            raise RuntimeError("retrieve needs the steps query and eligible before it")
        if draft.request.pinned:
            draft.candidates = tuple(Candidate(item_id, {}) for item_id in draft.request.pinned)
            return
        if self._ranked(draft, draft.query, draft.allowed):
            return
        proposals = {
            source.name: source.propose(draft.query, draft.view, draft.allowed, self._limit)
            for source in self._sources
        }
        draft.candidates = fuse(proposals, draft.view)
        draft.removals += _unusable(draft)

    def _ranked(self, draft: Draft, query: RetrievalQuery, allowed: BoolArray) -> bool:
        """Leaves the learned ranker's candidates in the draft; False, with the reason in it, where it has no say."""
        live = None if self._learned is None else self._learned.rankers.of(draft.view)
        missing = None if live or self._learned is None else self._learned.rankers.reason(draft.view)
        reason = _no_say(live, draft, query, missing)
        if live is None or self._learned is None or reason is not None:
            draft.ranked_by = RankedBy(reason=reason)
            return False
        history = asked_history(query, draft.view)
        if not len(history.rows):
            draft.ranked_by = RankedBy(reason="nothing is known that the person turned to")
            return False
        asked = self._learned.asked(draft, live, history)
        draft.candidates = ranked_pool(asked, draft.view, allowed, self._limit)
        draft.ranked_by = RankedBy("learned", live.ranker.version, features_before=start_of(asked.items.hour))
        return True


_LESSON = {"home": "home", "related": "related", "cart": "home", "chat": "home"}
"""On which of the judged lessons each surface stands."""


def _no_say(live: LiveRanker | None, draft: Draft, query: RetrievalQuery, missing: str | None) -> str | None:
    """Why a learned ranker doesn't order this answer; None where it may. `missing`: why there is none."""
    lesson = _LESSON.get(draft.request.surface)
    if lesson is None or query.text.strip() or query.sort is not None:
        return "words or a wished order decide"
    if query.candidates is not None:
        return "the caller's own candidates"
    if live is None:
        return missing or "the release has no learned ranker"
    if lesson not in live.surfaces:
        return f"it was not ahead on {lesson}"
    return None


def _unusable(draft: Draft) -> list[Removal]:
    """The caller's candidates that the catalogue doesn't hold; masked ones are told by `why`."""
    return [
        Removal(e.item_id, "retrieve", "external", "not in the catalogue")
        for e in draft.request.external or ()
        if draft.view.row(e.item_id) is None
    ]
