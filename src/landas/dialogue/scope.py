"""What lies outside the catalogue: orders, deliveries and the people behind it, which no search answers."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from landas.language.tokens import tokenize
from landas.recommend.parts import Parts
from landas.request.intent import Intent, Span
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.view import CatalogView
from landas.understanding.parser_words import idle_in_names

_LOOKED_AT = 20


def asks_for_service(text: str, said: Intent, view: CatalogView, parts: Parts) -> bool:
    """Whether a turn asks about an order, a delivery, a payment or the shop itself, and wishes no thing and no number.

    Not where the catalogue can tell: of a field that is called so ("opening hours" of a restaurant), or by a title that
    says it ("How to return an item").
    """
    phrases = parts.parsers.service_words.spoken(text)
    if not phrases:
        return False
    left = without_words(said, {key for phrase in phrases for key in phrase}, text)
    measured = any(parts.schema.fields[c.field].is_numeric and not c.assumption for c in left.constraints)
    if measured or left.categories or left.sort:
        return False
    return not all(_is_of_catalogue(phrase, view, parts) for phrase in phrases)


def _is_of_catalogue(phrase: Sequence[str], view: CatalogView, parts: Parts) -> bool:
    """Whether a field is called so, or a title has these words in a row."""
    telling = set(phrase) - idle_in_names(parts.packs)
    named = parts.parsers.about_words.fields
    hits = (named.starting(phrase, at) for at in range(len(phrase)))
    if any(hit and telling <= set(phrase[at : at + hit[0]]) for at, hit in enumerate(hits)):
        return True
    found = LexicalSource().propose(RetrievalQuery(text=" ".join(phrase)), view, view.alive, _LOOKED_AT)
    titles = ([token.key for token in tokenize(view.item(proposal.row).title)] for proposal in found)
    size = len(phrase)
    return any(list(phrase) == title[at : at + size] for title in titles for at in range(len(title)))


def without_words(said: Intent, words: Collection[str], text: str) -> Intent:
    """The intent without the wishes that are said in these words of the text alone."""

    def within(span: Span | None) -> bool:
        return span is not None and all(token.key in words for token in tokenize(text[slice(*span)]))

    kept = tuple(c for c in said.constraints if not within(c.span))
    kinds = {e.value for e in said.entities if not within(e.span)}
    return replace(said, constraints=kept, categories=tuple(c for c in said.categories if c in kinds))
