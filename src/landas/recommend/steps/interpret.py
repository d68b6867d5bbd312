"""Step `interpret`: words that nothing explains, read by a model as declared values, measured, taken as assumptions.

Switched on by `[llm.tasks.intent]`. What was read by rule stands; a model's reading is soft, is stated to the person,
and counts only where the value is the nearest in meaning of all that its field has.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from landas.catalog.fields import Field
from landas.errors import ProviderError
from landas.language.tokens import tokenize
from landas.llm.calls import Answer
from landas.recommend.asking import ask_model, may_ask
from landas.recommend.draft import Draft
from landas.recommend.interpreting import Interpreted, ReadWish
from landas.recommend.parts import Parts
from landas.recommend.withheld import told_words
from landas.request.intent import Constraint
from landas.retrieval.embedder import Embedder
from landas.understanding.contracts.intent.checks import fault_of
from landas.understanding.contracts.intent.contract import INTENT
from landas.understanding.contracts.intent.reply import MOST_WISHES, IntentWish
from landas.understanding.contracts.intent.task_input import (
    LONGEST_REQUEST,
    MOST_FIELDS,
    MOST_VALUES,
    IntentInput,
    ReadableField,
)
from landas.understanding.contracts.quotes import quoted_span

LEAST_COSINE = 0.6
"""Of 3,160 pairs of unrelated words in two languages 0.5 % reach it, of pairs that mean the same 80 %."""
LEAST_AHEAD = 0.02
"""How much nearer than any other value of the field."""
_TAIL_MS = 400
_READABLE = frozenset({"category", "tags", "flag"})
_log = logging.getLogger(__name__)


class Interpret:
    """Adds soft constraints of source `model`; does nothing where all was understood or no model may be asked."""

    name = "interpret"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, draft: Draft) -> None:
        section = may_ask(self._parts, draft, INTENT.task)
        if section is None or draft.request.surface not in section.surfaces:
            return
        asked = intent_input(draft, self._parts)
        if not asked.unknown or not asked.fields:
            return
        outcome = ask_model(self._parts, draft, INTENT, asked, _TAIL_MS)
        if not isinstance(outcome, Answer):
            draft.interpreted = Interpreted(outcome.call, outcome.reason)
            return
        wishes = [self._measured(asked, wish) for wish in outcome.value.wishes[:MOST_WISHES]]
        draft.interpreted = Interpreted(outcome.call, None, tuple(wishes))
        take(draft, [wish for wish in wishes if wish.dropped is None])

    def _measured(self, asked: IntentInput, wish: IntentWish) -> ReadWish:
        read = ReadWish(wish.quote, wish.field, wish.value, dropped=fault_of(asked, wish))
        if read.dropped is not None:
            return read
        try:
            cosine, ahead = nearness(wish, asked.fields[wish.field], self._parts.embedder)
        except ProviderError as error:
            _log.warning("a reading can't be measured, so it is not used: %s", error)
            return replace(read, dropped="the embedder did not answer")
        too_far = cosine < LEAST_COSINE or ahead < LEAST_AHEAD
        return replace(read, cosine=cosine, dropped="the words mean something else" if too_far else None)


def intent_input(draft: Draft, parts: Parts) -> IntentInput:
    """The fields that the request was not read to speak of, with the values that the catalogue has."""
    language = draft.request.locale or draft.intent.language
    text = told_words(draft, parts)[:LONGEST_REQUEST]
    spoken = {constraint.field for constraint in draft.intent.constraints}
    fields = [
        field
        for field in parts.schema.filterable()
        if field.public
        and field.type in _READABLE
        and field.name not in spoken
        and field.name != parts.schema.category_field
    ]
    readable = {field.name: _readable(field, draft, language) for field in fields[:MOST_FIELDS]}
    unknown = tuple(words for words in draft.intent.unparsed if quoted_span(text, words))
    return IntentInput(language, text, unknown, readable)


def _readable(field: Field, draft: Draft, language: str) -> ReadableField:
    values = () if field.type == "flag" else draft.view.texts(field.name)[:MOST_VALUES]
    return ReadableField(field.name, field.label(language), field.type, values)


def nearness(wish: IntentWish, field: ReadableField, embedder: Embedder) -> tuple[float, float]:
    """The cosine of the quoted words with the value, and how far that is ahead of every other value's."""
    if field.type == "flag":
        cosine = float(embedder.embed_query(wish.quote) @ embedder.embed_query(field.label))
        return cosine, 1.0
    vectors = embedder.embed([wish.quote, *field.values])
    cosines = np.asarray(vectors[1:]) @ np.asarray(vectors[0])
    at = field.values.index(str(wish.value))
    others = np.delete(cosines, at)
    return float(cosines[at]), float(cosines[at] - others.max()) if len(others) else 1.0


def take(draft: Draft, wishes: Sequence[ReadWish]) -> None:
    """Adds the wishes to the intent, and their values to the words that are matched; one a field."""
    constraints = list(draft.intent.constraints)
    for wish in wishes:
        span = quoted_span(draft.request.text, wish.quote)
        if span is None or any(constraint.field == wish.field for constraint in constraints):
            continue
        assumption = f"{wish.quote!r} read by a model as {wish.value}"
        constraints.append(
            Constraint(
                wish.field,
                "eq",
                wish.value,
                None,
                "soft",
                span,
                "model",
                round(wish.cosine or 0.0, 4),
                assumption,
            )
        )
        if isinstance(wish.value, str):
            draft.words = f"{draft.words} {wish.value}".strip()
    taken = [c.span for c in constraints if c.source == "model" and c.span]
    read = {key for start, end in taken for key in _keys(draft.request.text[start:end])}
    left = tuple(words for words in draft.intent.unparsed if not _keys(words) <= read)
    draft.intent = replace(draft.intent, constraints=tuple(constraints), unparsed=left)


def _keys(text: str) -> set[str]:
    return {token.key for token in tokenize(text)}
