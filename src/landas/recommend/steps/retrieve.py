"""Step `retrieve`: every source proposes rows among the allowed ones, and fusion makes candidates of them."""

from collections.abc import Sequence

from landas.recommend.draft import Draft
from landas.request.candidates import Candidate, Removal
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
            anchor=request.anchor,
            history=tuple(event.item_id for event in draft.history),
            candidates=None
            if request.external is None
            else tuple(ExternalCandidate(e.item_id, e.score) for e in request.external),
        )


class Retrieve:
    """Asks each source for its best `limit` rows and fuses them. With `external` candidates, only those are used;
    with pinned items no source is asked."""

    name = "retrieve"

    def __init__(self, sources: Sequence[Source], limit: int) -> None:
        self._sources = tuple(sources)
        self._limit = limit

    def __call__(self, draft: Draft) -> None:
        if draft.query is None or draft.allowed is None:
            raise RuntimeError("retrieve needs the steps query and eligible before it")
        if draft.request.pinned:
            draft.candidates = tuple(Candidate(item_id, {}) for item_id in draft.request.pinned)
            return
        proposals = {
            source.name: source.propose(draft.query, draft.view, draft.allowed, self._limit)
            for source in self._sources
        }
        draft.candidates = fuse(proposals, draft.view)
        draft.removals += _unusable(draft)


def _unusable(draft: Draft) -> list[Removal]:
    """The caller's candidates that the catalogue doesn't hold; masked ones are told by `why`."""
    return [
        Removal(e.item_id, "retrieve", "external", "not in the catalogue")
        for e in draft.request.external or ()
        if draft.view.row(e.item_id) is None
    ]
