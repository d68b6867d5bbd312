"""What the ordering model is told of one request: its wishes in plain form and checked facts of its best candidates."""

from collections.abc import Sequence

from landas.language.tokens import tokenize
from landas.ranking.contracts.order.task_input import (
    LONGEST_REQUEST,
    OrderCandidate,
    OrderInput,
    shuffled,
)
from landas.ranking.contracts.order.told import told_criteria, told_facts, told_fields
from landas.ranking.kinds import KindFit, kind_fit
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.recommend.withheld import told_words
from landas.request.candidates import Candidate
from landas.retrieval.lexical.analysis import terms_of

_KINDS: dict[KindFit, str] = {"named": "asked for", "accessory": "goes with it", "other": "another thing"}


def order_input(draft: Draft, base: Sequence[Candidate], parts: Parts) -> OrderInput:
    """Raises RuntimeError for a candidate outside the view: ranking and policy come first."""
    request, view = draft.request, draft.view
    language = request.locale or draft.intent.language
    text = told_words(draft, parts)
    wishes = (*request.filters, *draft.intent.constraints)
    rows = [row for candidate in base if (row := view.row(candidate.item_id)) is not None]
    if len(rows) != len(base):
        raise RuntimeError("order_by_model needs the step policy before it")
    items = [view.item(row).in_context(request.context) for row in rows]
    fields = told_fields(items, wishes, parts.schema)
    words, asked = _spellings(draft, parts), frozenset(view.query_terms(draft.words))
    kinds = [view.category(row) for row in rows]
    candidates = tuple(
        OrderCandidate(
            told_facts(item, fields, wishes, language),
            tuple(word for word, terms in words.items() if terms & set(terms_of(item.title))),
            _KINDS[kind_fit(kind, view.main_word(kind), asked)] if kind and asked else None,
        )
        for item, kind in zip(items, kinds, strict=True)
    )
    return OrderInput(
        language,
        text[:LONGEST_REQUEST],
        told_criteria(wishes, draft.said, request.text, parts.schema, language),
        candidates,
        shuffled(language, text, len(candidates)),
    )


def _spellings(draft: Draft, parts: Parts) -> dict[str, frozenset[str]]:
    """Each word of the request that retrieval matched -> the terms that count as the same."""
    idle = {word for pack in parts.packs for word in pack.stop_words}
    keys = dict.fromkeys(token.key for token in tokenize(draft.words) if token.key not in idle)
    return {key: frozenset(draft.view.query_terms(key)) for key in keys}
