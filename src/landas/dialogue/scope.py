"""What lies outside the catalogue: orders, deliveries and the people behind it, and things that it doesn't hold."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from landas.errors import ProviderError
from landas.ids import ItemIndex
from landas.language.detect import detect_language
from landas.language.tokens import tokenize, word_keys
from landas.recommend.parts import Parts
from landas.request.intent import Intent, Span
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.view import CatalogView
from landas.understanding.parser_words import idle_in_names

_LOOKED_AT = 20
_NEAREST = 12
"""Items nearest in meaning to what is asked for, whose kinds may be another word for it."""
_ANOTHER_WORD = 0.5
"""Cosine from which a kind is taken for another word for what is asked for ("earbuds" are earphones, a violin is no
drum): of 66 things that seven catalogues don't hold 58 lie below, of 47 other words for what they hold 37 above."""


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


def things_lacking(text: str, said: Intent, view: CatalogView, parts: Parts) -> tuple[str, ...]:
    """What a turn asks to be sold, where the catalogue has neither the word nor anything of a kind that means much the
    same: "do you sell motorcycles?" among laptops.

    Nothing where anything is understood, or what is unknown only describes ("do you have something shiny?").
    """
    if len(said.unparsed) != 1 or said.categories or said.constraints or said.sort or said.comparatives:
        return ()
    keys, words, phrase = word_keys(text), parts.parsers.about_words, said.unparsed[0]
    asks = words.found("selling", keys) and not words.found("some", keys) and not said.released
    if not asks or not _has_no_word_of(phrase, text, view, parts) or _has_the_like(phrase, view, parts):
        return ()
    return (phrase,)


def _has_no_word_of(phrase: str, text: str, view: CatalogView, parts: Parts) -> bool:
    """Whether no living item says the thing itself: the last word of an English name, the first of an Indonesian."""
    keys = word_keys(phrase)
    language = detect_language(text, parts.schema.languages, parts.schema.languages[0])
    pack = next(pack for pack in parts.packs if pack.code == language)
    head = keys[0] if pack.table("understanding")["head"] == "first" else keys[-1]
    own = parts.parsers.about_words.own
    query = RetrievalQuery(text=head)
    return head not in own and not LexicalSource().propose(query, view, view.alive, 1)


def _has_the_like(phrase: str, view: CatalogView, parts: Parts) -> bool:
    """Whether a kind of the items nearest in meaning says much the same; none where meanings can't be asked for."""
    if not view.has_vectors:
        return False
    try:
        wanted = parts.embedder.embed_query(phrase)
        rows, _ = view.nearest(wanted, view.alive, _NEAREST)
        kinds = sorted({kind for kind in view.categories([ItemIndex(int(row)) for row in rows]) if kind})
        return bool(kinds) and float(np.max(parts.embedder.embed(kinds) @ wanted)) >= _ANOTHER_WORD
    except ProviderError:
        return False
