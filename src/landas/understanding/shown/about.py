"""Whether a turn speaks of items that were shown, and what it asks of them: compare, tell, answer yes or no.

A modest reading by words of the language packs (`about.toml`): places in the list ("the second one"), pronouns, names,
and the labels of fields. Where it isn't sure that shown items are meant, the turn stays a search.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from landas.catalog.fields import Direction
from landas.ids import ItemId
from landas.language.tokens import tokenize
from landas.request.about import AboutItems, Asked
from landas.request.intent import Constraint, Intent
from landas.understanding.shown.about_words import AboutWords
from landas.understanding.shown.asked_fields import field_alone, fields_akin, fields_named, unexplained
from landas.understanding.shown.checks import asks_for_others, checks_shown, takes_back
from landas.understanding.shown.references import References, Talk, references

MOST_TOLD = 4
"""Items of one answer."""
_MOST_QUESTIONS = 6
"""Questions of one text in which names are looked for: each is a search of its own."""


@dataclass(frozen=True, slots=True)
class NamedItems:
    """Items of the catalogue that a text names by the same words of their titles, few enough to tell of each."""

    item_ids: tuple[ItemId, ...] = ()
    words: frozenset[str] = frozenset()


_SENTENCE = re.compile(r"[^.?!]+[.?!]?")
FindNamed = Callable[[str], NamedItems]


def read_about(
    text: str, said: Intent, talk: Talk, words: AboutWords, find_named: FindNamed
) -> AboutItems | None:
    """What the turn asks of which items; None for a turn that asks for something else."""
    read = references(text, talk, words, _wished(text, said), _nouns(text, said))
    if not read.tokens or any(c.factor != 1 for c in said.comparatives) or (read.refused and not read.items):
        return None

    def is_named(sentence: str) -> bool:
        return bool(find_named(sentence).item_ids)

    if read.compares:
        return _beside_standard(read, said, talk, words)
    if checks_shown(text, said, read, talk, words):
        read.pronoun = read.pronoun or "one"
    elif (
        words.found("seeking", read.keys)
        or asks_for_others(text, said, talk, words, is_named)
        or takes_back(text, said)
    ):
        return None
    if read.beyond and talk.listed and _is_about_shown(text, read, words, said):
        return _beyond(talk)
    if bare := _bare_question(text, read, said, talk, words):
        return bare
    if words.found("which", read.keys) and (unknown := _compared_unknown(said, words)):
        items = read.items or list(_pointed_at(read, talk, several=True))
        if len(items) > 1 and not _is_a_search(said):
            return AboutItems("item_answer", tuple(items[:MOST_TOLD]), Asked(unknown=unknown, compares=True))
    compares = words.found("compare", read.keys)
    which = words.found("which", read.keys) and bool(said.comparatives or said.sort or len(read.items) > 1)
    if compares or which:
        return _comparison(read, said, talk, words, which)
    if _picks_of_shown(read, said, talk, words):
        read.pronoun = "several"
    elif not _is_question(text, read, words, said) and not _question_about_named(text, find_named):
        return None
    if read.pronoun is None and _ends_in_a_tag(text, words):
        read.pronoun = "one"
    return _answer(text, read, said, talk, words, find_named)


def _bare_question(
    text: str, read: References, said: Intent, talk: Talk, words: AboutWords
) -> AboutItems | None:
    """A question that says nothing but what is asked of the items shown: "contract or part-time?", "lebih murah?"."""
    items = _pointed_at(read, talk, several=False)
    free = {key for key in unexplained(read, said) if key not in words.joints}
    if not (items and text.rstrip().endswith("?")) or said.categories or said.sort or free - words.politeness:
        return None
    if read.items or read.pronoun or read.beyond:
        return None
    wishes = [wish for wish in said.constraints if wish.assumption is None]
    if len(wishes) == 1 and wishes[0].op == "in" and not said.comparatives:
        return AboutItems("item_answer", tuple(items[:MOST_TOLD]), Asked((wishes[0].field,)))
    joined = any(key in words.joints for key in read.keys)
    if len(wishes) > 1 and joined and all(wish.value is True for wish in wishes) and not said.comparatives:
        return AboutItems("item_answer", tuple(items[:MOST_TOLD]), Asked(wishes=tuple(wishes)))
    compares = bool(said.comparatives or _compared_unknown(said, words))
    others_meant = words.attributing.get(said.language, frozenset(read.keys)) & set(read.keys)
    if wishes or not compares or others_meant or len(talk.spoken) != 1:
        return None
    if unknown := _compared_unknown(said, words):
        return AboutItems("item_answer", tuple(items), Asked(unknown=unknown))
    others = tuple(item for item in talk.listed_ids if item not in items)
    fields = tuple(dict.fromkeys(c.field for c in said.comparatives))
    return AboutItems("comparison", (*items, *others)[:MOST_TOLD], Asked(fields)) if others else None


def _beside_standard(read: References, said: Intent, talk: Talk, words: AboutWords) -> AboutItems | None:
    """ "Is the second lighter than the first?": both, side by side; None where something else is looked for that is
    lighter than the first."""
    own = read.items or (list(talk.spoken) if read.pronoun else [])
    items = tuple(dict.fromkeys([*own, *read.standards]))
    if not own or len(items) < 2 or words.found("seeking", read.keys):
        return None
    fields = [*fields_named(read, words), *(c.field for c in said.comparatives)]
    return AboutItems("comparison", items[:MOST_TOLD], Asked(tuple(dict.fromkeys(fields))))


def _picks_of_shown(read: References, said: Intent, talk: Talk, words: AboutWords) -> bool:
    """ "Which one has a spa?" after a list: asks it of what was shown, unless another kind of thing is named."""
    points = bool(read.items) or read.pronoun is not None
    return len(talk.listed) > 1 and not (points or said.categories) and words.found("which_of", read.keys)


def _compared_unknown(said: Intent, words: AboutWords) -> tuple[str, ...]:
    """ "Longer" where no field tells how long: comparing words that nothing answers."""
    return tuple(phrase for phrase in said.unparsed if words.compares(phrase))


def _comparison(
    read: References, said: Intent, talk: Talk, words: AboutWords, which: bool
) -> AboutItems | None:
    if not read.items and read.pronoun is None and _is_a_search(said):
        return None
    items = read.items or list(_pointed_at(read, talk, several=True))
    if len(items) == 1:
        # "Compare it with the second": what was spoken of last, where that is one other item.
        spoken = [item for item in talk.spoken if item not in items] if len(talk.spoken) == 1 else []
        others = [] if spoken else [item for item in talk.listed_ids if item not in items]
        items = [*spoken, *items, *others]
    if len(items) < 2:
        return _beyond(talk) if len(talk.listed) == 1 and not which else None
    ends: list[tuple[str, Direction]] = [(c.field, c.direction) for c in said.comparatives]
    ends += [(said.sort.field, said.sort.direction)] if said.sort else []
    fields = [*fields_named(read, words), *(name for name, _ in ends)]
    asked = Asked(tuple(dict.fromkeys(fields)), best=ends[0] if which and ends else None)
    return AboutItems("comparison", tuple(items[:MOST_TOLD]), asked)


def _is_about_shown(text: str, read: References, words: AboutWords, said: Intent) -> bool:
    return _is_question(text, read, words, said) or any(
        words.found(m, read.keys) for m in ("compare", "which")
    )


def _beyond(talk: Talk) -> AboutItems:
    """More is spoken of than was shown: what there is."""
    return AboutItems("beyond", talk.listed_ids, Asked())


def _answer(
    text: str, read: References, said: Intent, talk: Talk, words: AboutWords, find_named: FindNamed
) -> AboutItems | None:
    # "And phone" names a kind, though a phone case was shown.
    alone = [] if said.unparsed or said.constraints else list(field_alone(read, words))
    everything = words.found("everything", read.keys) or (
        not (said.categories or alone) and _only_points(read, words)
    )
    fields = [] if everything else list(fields_named(read, words)) or alone
    named = find_named(text) if not read.items and read.pronoun is None else NamedItems()
    if named.item_ids and (
        _seeks_others(text, read, words, find_named) or named.words <= _wished_words(read, said)
    ):
        # "Is there a gaming laptop?", though an article is called so.
        return None
    items = read.items or list(named.item_ids)
    wishes, vague = _wishes(text, read, said, fields, named)
    # "Yang baterainya awet ada?" asks for others; with "berapa" it asks for a value of what was shown.
    seeks = words.found("beyond", read.keys) and not words.found("values", read.keys)
    if not items and not (read.pronoun or (_leaves_it_open(said, fields, wishes) and not seeks)):
        return None
    told = fields or wishes or vague or everything
    unknown = [] if told else _unknown(read, said, words, named)
    if not (told or unknown) and (read.items or read.pronoun == "one"):
        unknown = _asked_after(text, read, said, words)
    if not (told or unknown):
        return None
    if akin := fields_akin(unknown, words):
        fields, unknown = akin, []
    items = items or list(_pointed_at(read, talk, several=False))
    if not items:
        return None
    asked = Asked(tuple(dict.fromkeys([*fields, *vague])), tuple(wishes), tuple(unknown))
    return AboutItems("item_answer", tuple(items[:MOST_TOLD]), asked)


def _question_about_named(text: str, find_named: FindNamed) -> str:
    """The question within a text of several sentences that names items: "Is the Rain Museum free? I need its number
    too"; empty where there is none."""
    if "?" not in text:
        return ""
    sentences = (found.group() for found in _SENTENCE.finditer(text))
    questions = islice((s for s in sentences if s.endswith("?")), _MOST_QUESTIONS)
    return next((s for s in questions if find_named(s).item_ids), "")


def _seeks_others(text: str, read: References, words: AboutWords, find_named: FindNamed) -> bool:
    """Whether a question for a named item asks for others after all; the sentence with the name tells."""
    if not words.found("beyond", read.keys):
        return False
    sentence = _question_about_named(text, find_named) or text
    return words.found("beyond", [token.key for token in tokenize(sentence)])


def _only_points(read: References, words: AboutWords) -> bool:
    """ "The second one?": a place in the list and nothing else."""
    free = {key for n, key in enumerate(read.keys) if n not in read.taken}
    return (read.placed or read.pronoun is None) and bool(read.items) and free <= words.own | words.definite


def _wishes(
    text: str, read: References, said: Intent, fields: Sequence[str], named: NamedItems
) -> tuple[list[Constraint], list[str]]:
    """Values asked after ("is it black?"), and fields that a vague word asks after ("is it light?")."""
    wishes, vague = [], []
    for constraint in said.constraints:
        if constraint.field in fields or _points(text, constraint, read, named):
            continue
        if constraint.assumption is None:
            wishes.append(constraint)
        else:
            vague.append(constraint.field)
    return wishes, vague


def _wished_words(read: References, said: Intent) -> set[str]:
    """Words of the turn that say a wish or a kind of thing."""
    spans = [c.span for c in said.constraints if c.span] + [e.span for e in said.entities]
    return {t.key for t in read.tokens if any(start <= t.start < end for start, end in spans)}


def _points(text: str, constraint: Constraint, read: References, named: NamedItems) -> bool:
    """True for a wish made of words that point at an item ("Kapas 12")."""
    if constraint.span is None:
        return True
    inside = _within(read, constraint)
    return inside <= read.taken or all(read.tokens[n].key in named.words for n in inside)


def _within(read: References, constraint: Constraint) -> set[int]:
    start, end = constraint.span or (0, 0)
    return {n for n, token in enumerate(read.tokens) if start <= token.start < end}


def _wished(text: str, said: Intent) -> set[int]:
    spans = [c.span for c in said.constraints if c.span]
    return {n for n, t in enumerate(tokenize(text)) if any(start <= t.start < end for start, end in spans)}


def _nouns(text: str, said: Intent) -> set[int]:
    """Tokens that name a kind of thing, or that nothing explains."""
    kinds = [e.span for e in said.entities if e.value in said.categories]
    unknown = {t.key for phrase in said.unparsed for t in tokenize(phrase)}
    return {
        n
        for n, t in enumerate(tokenize(text))
        if t.key in unknown or any(start <= t.start < end for start, end in kinds)
    }


def _ends_in_a_tag(text: str, words: AboutWords) -> bool:
    """Whether a sentence of the text is a yes-or-no question by its end ("sudah furnished belum, Mbak?")."""
    clauses = re.split(r"[.?!,;]", text)
    return any(words.is_tagged([t.key for t in tokenize(clause)]) for clause in clauses)


def _leaves_it_open(said: Intent, fields: Sequence[str], wishes: Sequence[Constraint]) -> bool:
    """ "How much is it?" without the "it": a question for a field, and not a word about anything else."""
    wished = any(constraint.assumption is None for constraint in said.constraints)
    return bool(fields) and not (wishes or wished or said.categories or said.unparsed)


def _pointed_at(read: References, talk: Talk, several: bool) -> Sequence[ItemId]:
    """What a pronoun, or nothing at all, points at: what was spoken of last, else the list."""
    listed = talk.listed_ids
    if several or read.pronoun == "several":
        return talk.spoken if len(talk.spoken) > 1 else listed
    return talk.spoken or listed


def _is_question(text: str, read: References, words: AboutWords, said: Intent) -> bool:
    """By its mark or by how it begins; "and under $20" says a wish."""
    if text.rstrip().endswith("?"):
        return True
    wishes = any(constraint.assumption is None for constraint in said.constraints)
    joins = words.joining.starting(read.keys, 0) is not None
    if read.items and words.found("values", read.keys) and not (wishes or said.released):
        # "Yang kedua harganya berapa": the question word last, and no mark.
        return True
    return words.openers.starting(read.keys, 0) is not None and not (joins and wishes)


def _is_a_search(said: Intent) -> bool:
    """A turn that says what is looked for: a kind of thing, or a definite wish."""
    return bool(said.categories) or any(c.assumption is None for c in said.constraints)


def _unknown(read: References, said: Intent, words: AboutWords, named: NamedItems) -> list[str]:
    """Unexplained words that are asked after, without those that only point or ask."""
    pointing = {read.tokens[n].key for n in read.taken} | words.own | named.words
    left = ([t.text for t in tokenize(phrase) if t.key not in pointing] for phrase in said.unparsed)
    return [" ".join(words_left) for words_left in left if words_left]


def _asked_after(text: str, read: References, said: Intent, words: AboutWords) -> list[str]:
    """Of a question about a thing that was shown, the words that no field answers, as one phrase; none where it wishes
    for something else."""
    if said.categories or said.sort or said.comparatives:
        return []
    own = {n for n, token in enumerate(read.tokens) if token.key not in words.own and n not in read.taken}
    own = {n for n in own if read.tokens[n].key not in words.idle} or own
    return [text[read.tokens[min(own)].start : read.tokens[max(own)].end]] if own else []
