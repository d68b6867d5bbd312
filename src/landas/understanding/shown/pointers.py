"""Words that point at shown items by what these are: "the black one", "the cheapest of those", "1 and 3", an item's id.

Such words wish for nothing. Which words describe is told by the packs (`about.toml`), what an item is by the catalogue.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from landas.ids import ItemId
from landas.language.phrases import Phrases
from landas.language.tokens import Token, tokenize
from landas.request.intent import Constraint, Intent, Sort, Span
from landas.understanding.shown.about_words import FARTHEST, AboutWords
from landas.understanding.shown.references import Talk, references
from landas.understanding.shown.said_places import signed_places
from landas.understanding.turns.acts import Act


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue tells: whether an item keeps a wish, an item's number in a field, the item of an id."""

    keeps: Callable[[ItemId, Constraint], bool]
    number: Callable[[ItemId, str], float | None]
    item: Callable[[str], ItemId | None]


@dataclass(frozen=True)
class _Turn:
    """A text, its words with abbreviations spelt out, and what was read of it."""

    text: str
    tokens: Sequence[Token]
    keys: Sequence[str]
    said: Intent
    ids: tuple[ItemId, ...]
    words: AboutWords
    acts: Collection[Act]

    @property
    def asks(self) -> bool:
        return self.text.rstrip().endswith("?") or self.words.found("everything", self.keys)

    @property
    def takes(self) -> bool:
        return not {"accept", "picks"}.isdisjoint(self.acts)

    def within(self, span: Span | None) -> range:
        """The places of the tokens of a span."""
        start, end = span or (0, 0)
        inside = [n for n, token in enumerate(self.tokens) if start <= token.start < end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


_Found = tuple[range, tuple[ItemId, ...]]


def with_pointers(
    text: str, said: Intent, talk: Talk, words: AboutWords, acts: Collection[Act], known: Known
) -> Talk:
    """What may be referred to, with the words of this turn that point at items by what they are."""
    tokens = tokenize(text)
    keys = [words.short.get(token.key, token.key) for token in tokens]
    if talk.former and words.found("former", keys):
        talk = Talk(talk.former, (), talk.former)
    ids = talk.listed_ids
    turn = _Turn(text, tokens, keys, said, ids, words, acts)
    found = [*_by_id(turn, known)]
    if ids:
        found += [*_described(turn, known), *_superlative(turn, talk, known), *_other(turn, talk)]
        found += [*_numbers(turn, talk), *_signed(turn)]
    meanings = {" ".join(keys[place] for place in places): items for places, items in found if places}
    return Talk(talk.listed, talk.spoken, talk.former, Phrases(meanings))


def without_pointing(said: Intent, text: str, described: Collection[int]) -> Intent:
    """The intent without the wishes made of words that describe shown items. `described`: places of these tokens."""
    tokens = tokenize(text)
    spoken = {tokens[n].key for n in described}

    def points(span: Span | None) -> bool:
        inside = [n for n, t in enumerate(tokens) if span and span[0] <= t.start < span[1]]
        return bool(inside) and set(inside) <= set(described)

    kinds = {e.value for e in said.entities if points(e.span)}
    wished = {e.value for e in said.entities if not points(e.span)}
    words = [[p for p in phrases if not _keys(p) <= spoken] for phrases in (said.unparsed, said.loose)]
    return replace(
        said,
        constraints=tuple(c for c in said.constraints if not points(c.span)),
        categories=tuple(c for c in said.categories if c not in kinds or c in wished),
        entities=tuple(e for e in said.entities if not points(e.span)),
        comparatives=tuple(c for c in said.comparatives if not points(c.span)),
        sort=None if said.sort and points(said.sort.span) else said.sort,
        unparsed=tuple(words[0]),
        loose=tuple(words[1]),
    )


def _keys(phrase: str) -> set[str]:
    return {token.key for token in tokenize(phrase)}


def _by_id(turn: _Turn, known: Known) -> Iterator[_Found]:
    """Ids that the text has, with a figure or a hyphen in them: a plain word or number is no id."""
    at = 0
    for word in turn.text.split():
        start = turn.text.index(word, at)
        at = start + len(word)
        bare = word.strip(".,;:!?()[]{}\"'")
        telling = any(c.isdigit() for c in bare) and any(c.isalpha() for c in bare)
        if (telling or "-" in bare.strip("-")) and (item := known.item(bare)) is not None:
            yield turn.within((start, at)), (item,)


def _described(turn: _Turn, known: Known) -> Iterator[_Found]:
    """ "The black one you showed", "yang hitam tadi", "cheaper than the Acme one"."""
    wishes = [c for c in turn.said.constraints if c.span and c.assumption is None]
    kinds = [e.span for e in turn.said.entities if e.value in turn.said.categories]
    named = {n for span in kinds for n in turn.within(span)}
    valued = {n: wish for wish in wishes for n in turn.within(wish.span)}
    seeks = turn.words.found("seeking", turn.keys)
    at = 0
    while at < len(turn.keys):
        start = at
        while at < len(turn.keys) and (at in valued or at in named):
            at += 1
        own = {valued[n] for n in range(start, at) if n in valued}
        if own and (places := _description(turn, start, at, seeks=seeks)):
            items = [i for i in turn.ids if all(known.keeps(i, wish) for wish in own)]
            if items and len(items) < len(turn.ids):
                yield places, tuple(items)
        at = max(at, start + 1)


def _description(turn: _Turn, start: int, end: int, *, seeks: bool) -> range | None:
    """All words of a description whose values stand at `start` to `end`; None where they wish for something."""
    words, keys = turn.words, turn.keys
    behind = words.marks["ones"].starting(keys, end)
    last = end + (behind[0] if behind else 0)
    before = start > 0 and keys[start - 1] in words.describing
    if turn.said.comparatives and words.is_behind_than(keys, start):
        return range(start - before, last)
    shown = words.marks["shown"].starting(keys, last)
    if seeks or "why_not" in turn.acts or not (before or shown):
        return None
    if shown:
        return range(start - before, last + shown[0])
    if "count" in turn.acts:
        return None
    asks = turn.asks and (behind or words.found("values", keys))
    return range(start - before, last) if asks or turn.takes else None


def _superlative(turn: _Turn, talk: Talk, known: Known) -> Iterator[_Found]:
    """ "The cheapest of those", "yang paling ringan dari itu"; with "I'll take" also without the "of those". Of two,
    "the cheaper of the two"."""
    words, keys = turn.words, turn.keys
    of_shown = next((n for n in range(len(keys)) if words.marks["of_shown"].starting(keys, n)), None)
    sort = turn.said.sort or _of_two(turn, of_shown)
    if sort is None or sort.span is None or words.found("which", keys):
        return
    if of_shown is None and not turn.takes:
        return
    among = turn.ids if turn.said.sort or len(talk.spoken) < 2 else talk.spoken
    numbers = {item: known.number(item, sort.field) for item in among}
    told = {item: number for item, number in numbers.items() if number is not None}
    places = turn.within(sort.span)
    if not told or not places:
        return
    best = (min if sort.direction == "lower" else max)(told.values())
    items = tuple(item for item, number in told.items() if number == best)
    start = places.start - (places.start > 0 and keys[places.start - 1] in words.describing)
    ones = words.marks["ones"].starting(keys, places.stop)
    end = places.stop + (ones[0] if ones else 0)
    yield range(start, end), items
    if of_shown is not None and (found := words.marks["of_shown"].starting(keys, of_shown)):
        yield range(of_shown, of_shown + found[0]), items


def _of_two(turn: _Turn, of_shown: int | None) -> Sort | None:
    """ "The cheaper" right before "of the two", as an order."""
    compared = turn.said.comparatives
    if of_shown is None or len(compared) != 1 or turn.words.seeks(turn.keys):
        return None
    places = turn.within(compared[0].span)
    ones = turn.words.marks["ones"].starting(turn.keys, places.stop)
    if places.stop + (ones[0] if ones else 0) != of_shown:
        return None
    return Sort(compared[0].field, compared[0].direction, compared[0].span)


def _other(turn: _Turn, talk: Talk) -> Iterator[_Found]:
    """ "The other one", of two of which one was spoken of."""
    left = tuple(item for item in turn.ids if item not in talk.spoken)
    if len(turn.ids) != 2 or len(left) != 1:
        return
    for at in range(len(turn.keys)):
        if found := turn.words.marks["other"].starting(turn.keys, at):
            yield range(at, at + found[0]), left
            return


def _signed(turn: _Turn) -> Iterator[_Found]:
    """ "#2"."""
    for n in signed_places(turn.text, turn.tokens):
        place = int(turn.keys[n])
        yield range(n, n + 1), turn.ids[place - 1 : place]


def _numbers(turn: _Turn, talk: Talk) -> Iterator[_Found]:
    """ "Compare 1 and 3", "and 2?": bare numbers that measure nothing, where nothing else is said."""
    said = turn.said
    wished = {n for c in said.constraints for n in turn.within(c.span)}
    bare = [n for n, key in enumerate(turn.keys) if key.isdecimal() and 0 < int(key) <= FARTHEST]
    bare = [n for n in bare if n not in wished]
    if not bare or said.categories or said.comparatives or said.sort:
        return
    read = references(turn.text, talk, turn.words)
    free = {key for n, key in enumerate(turn.keys) if n not in read.taken and n not in bare}
    if not (turn.words.found("compare", turn.keys) or free <= turn.words.idle):
        return
    for n in bare:
        place = int(turn.keys[n])
        if n not in read.taken:
            yield range(n, n + 1), turn.ids[place - 1 : place]


def chosen(
    text: str, said: Intent, options: Sequence[Constraint], words: AboutWords
) -> tuple[Constraint, ...]:
    """The options of a question that a turn chooses by their place alone: "2", "the second", "yang kedua", "both" of
    two. None where it says anything else: that may be an answer in words, or take up an item."""
    keys = [words.short.get(token.key, token.key) for token in tokenize(text)]
    if not options or not keys or text.rstrip().endswith("?"):
        return ()
    if len(keys) == 1 and keys[0].isdecimal():
        place = int(keys[0])
        return tuple(options[place - 1 : place]) if place and not said.constraints else ()
    at, found = 0, []
    while at < len(keys):
        if (several := words.pronouns.starting(keys, at)) and several[1] == "several":
            return tuple(options) if len(options) == 2 and len(keys) == several[0] else ()
        if place_said := words.place_at(keys, at):
            found.append(place_said[1])
            at += place_said[0]
            continue
        if keys[at] not in words.describing | words.joints | words.definite and not words.marks[
            "ones"
        ].starting(keys, at):
            return ()
        at += 1
    places = [len(options) + place if place < 0 else place - 1 for place in found]
    return tuple(options[place] for place in places if 0 <= place < len(options))
