"""What lies outside the catalogue: orders, deliveries and the people behind it, and things that it doesn't hold."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from landas.errors import ProviderError
from landas.ids import ItemIndex
from landas.language.detect import detect_language
from landas.language.stemming import singular
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

_ALL_BUT_FEW = 0.8
_MANY_KINDS = 50
_GLANCE = 100
_NAMED_BY_KIND = 0.5
"""Share of the items whose titles say their kind, from which a noun that the catalogue lacks is a thing it lacks."""


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


def things_lacking(text: str, said: Intent, view: CatalogView, parts: Parts, opens: bool) -> tuple[str, ...]:
    """What a turn asks for, where the catalogue has neither the word nor anything of a kind that means much the same:
    "do you sell motorcycles?" among laptops, and where its titles say what kind of thing each item is, "looking for a
    red fridge" as well. (Where they don't, an unknown noun may be what all its items are: "any vacancies?")

    `opens`: no kind of thing was spoken of before this turn. Nothing where a kind is understood, or what is unknown
    only describes ("do you have something shiny?").
    """
    if not said.unparsed or said.categories or said.sort or said.comparatives or said.released:
        return ()
    keys, words, phrase = word_keys(text), parts.parsers.about_words, said.unparsed[0]
    if words.found("some", keys):
        return ()
    asks = words.found("selling", keys) and len(said.unparsed) == 1 and not said.constraints
    seeks = words.found("wanting", keys) or (opens and _opens_with(phrase, text, said, parts))
    seeks = seeks and _named_by_kind(view) >= _NAMED_BY_KIND
    if not (asks or seeks) or not _has_no_word_of(phrase, text, view, parts):
        return ()
    return () if _has_the_like(phrase, view, parts) else (phrase,)


def _opens_with(phrase: str, text: str, said: Intent, parts: Parts) -> bool:
    """Whether nothing but an article and what was understood stands before the phrase: "a red sofa"."""
    start = text.find(phrase)
    spans = [c.span for c in said.constraints if c.span]
    before = [t for t in tokenize(text[: max(start, 0)]) if not any(a <= t.start < b for a, b in spans)]
    articles = {word for pack in parts.packs for word in pack.table("understanding").get("articles", ())}
    return start >= 0 and all(token.key in articles for token in before)


def _named_by_kind(view: CatalogView) -> float:
    """Share of the items, of a hundred looked at, whose titles have the main word of their kind. Kinds that were learnt
    from titles stand in them anyway: these count where nearly all items have one and there are many of them, as in a
    shop, and not in a list of homes."""
    rows = np.flatnonzero(view.alive)
    rows = rows[:: max(1, len(rows) // _GLANCE)]
    seen = [ItemIndex(int(row)) for row in rows]
    named = (
        kind is not None
        and view.main_word(kind) in {singular(key) for key in word_keys(view.item(row).title)}
        for row, kind in zip(seen, view.categories(seen), strict=True)
    )
    share = sum(named) / max(1, len(seen))
    learnt = share >= _ALL_BUT_FEW and len(view.category_labels) >= _MANY_KINDS
    return share if view.category_is_declared or learnt else 0.0


def _has_no_word_of(phrase: str, text: str, view: CatalogView, parts: Parts) -> bool:
    """Whether no living item says the thing itself: the last word of an English name, the first of an Indonesian."""
    keys = [key for key in word_keys(phrase) if not key.isdigit()]
    if not keys:
        return False
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
