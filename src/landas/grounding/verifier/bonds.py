"""What must hold between the words of a claim and the passage of a text that backs it.

All words of a claim may stand in a text and yet say something else: another did it, to another, perhaps, not all of
them, or the opposite. Each bond looks for one such change and says what is wrong, or nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from landas.grounding.verifier.exceptions import exception_in, has_exception, wrong_partner
from landas.grounding.verifier.passages import Passage, Told, part_of
from landas.grounding.verifier.words import Senses, Vocabulary

SHORT = 6
"""Telling words up to which a denial in a stretch denies all of it ("a Blu-ray has not been announced")."""
CLOSE = 3
"""Telling words within which two names of one thing stand beside each other ("the mayor, Rina Hadi")."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim and the passage that says most of it; `source` is the whole text."""

    claim: Passage
    passage: Passage
    source: tuple[Passage, ...]
    vocabulary: Vocabulary
    reported: bool = False
    """True where the sentence of the claim has said before who says so."""
    joined: bool = False
    """True where the claim goes on the clause before it, whose subject it has."""

    def at(self, word: Told) -> tuple[int, ...]:
        return self.passage.places(word.senses)


def broken_bond(beside: Beside) -> str | None:
    """What the passage doesn't say as the claim does."""
    exception = exception_in(beside.passage, beside.vocabulary)
    if exception is not None and not has_exception(beside.claim, beside.vocabulary):
        at, taken = exception
        said = [word for word in taken if beside.claim.places(word.senses)]
        if said:
            return None if _takes_back(beside, at) else f"the text makes an exception of “{said[0].key}”"
        if any(beside.vocabulary.has("all_of", key) for key in beside.claim.keys):
            return f"the text makes an exception of “{taken[0].key}”"
    for bond in BONDS:
        if (problem := bond(beside)) is not None:
            return problem
    return None


def _takes_back(beside: Beside, at: int) -> bool:
    """The claim says the opposite of what the text says of the rest, before the exception at word `at`."""
    rest = Passage(beside.passage.words[:at])
    claim_denies = _denies(beside.claim, beside.vocabulary) != (_opposite_word(beside) is not None)
    return claim_denies != _denies(rest, beside.vocabulary)


def _partner(beside: Beside) -> str | None:
    """A number that the text tells of another thing in the same sentence."""
    return wrong_partner(beside.claim, beside.passage, beside.vocabulary)


def _denial(beside: Beside) -> str | None:
    """One of them denies what the other states."""
    claim, passage = beside.claim, beside.passage
    claim_denies, text_denies = _denies(claim, beside.vocabulary), _denies(passage, beside.vocabulary)
    if not (claim_denies or text_denies) or _opposite_word(beside):
        return None
    if claim_denies:
        return None if text_denies else "the text doesn't deny it"
    part = part_of(claim, passage)
    own = any(word.tells and not beside.at(word) for word in claim.words)
    alone = own and part is not None and len(part.telling) <= SHORT and _denies(part, beside.vocabulary)
    for word in claim.words:
        at = beside.at(word) if word.tells else ()
        if at and (alone or all(passage.words[i].denied for i in at)):
            return f"the text denies “{word.key}”"
    return None


def _denies(passage: Passage, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.has("negators", key) or vocabulary.has("deniers", key) for key in passage.keys)


def _opposite(beside: Beside) -> str | None:
    """The claim says "higher" where the text says "lower"."""
    word = _opposite_word(beside)
    if word is None:
        return None
    turned = _denies(beside.claim, beside.vocabulary) != _denies(beside.passage, beside.vocabulary)
    return None if turned else f"the text says the opposite of “{word}”"


def _opposite_word(beside: Beside) -> str | None:
    for word in beside.claim.words:
        if beside.at(word):
            continue
        against = beside.vocabulary.opposites_of(word.key)
        if against and not beside.passage.keys.isdisjoint(against):
            return word.key
        if any(beside.vocabulary.turns(word.key, other.key) for other in beside.passage.words if other.tells):
            return word.key
    return None


def _certainty(beside: Beside) -> str | None:
    """ "May" isn't "will", "some" aren't "all", "some" aren't "hundreds"."""
    has, claim, passage = beside.vocabulary.has, beside.claim.keys, beside.passage.keys
    new = sorted(claim - passage)
    for weak, strong in (("hedging", "likely_now"), ("some_of", "all_of")):
        if any(has(weak, key) for key in passage) and (said := [k for k in new if has(strong, k)]):
            return f"the text doesn't say “{said[0]}”"
    if said := [k for k in new if has("certain", k) or has("masses", k)]:
        return f"the text doesn't say “{said[0]}”"
    bold = not any(has("hedging", key) for key in claim)
    return "the text says it only as possible" if bold and _hedged_verb(beside) else None


def _hedged_verb(beside: Beside) -> bool:
    """The word right behind "may" in the text is one that the claim says."""
    words, has = beside.passage.words, beside.vocabulary.has
    return any(
        has("hedging", one.key) and other.tells and not beside.claim.senses.isdisjoint(other.senses)
        for one, other in pairwise(words)
    )


def _hearsay(beside: Beside) -> str | None:
    """ "Critics say the road is narrow" doesn't say that it is."""
    has, words = beside.vocabulary.has, beside.passage.words
    if beside.reported or any(has("hearsay", key) or has("reporting", key) for key in beside.claim.keys):
        return None
    for at, word in enumerate(words):
        if not has("hearsay", word.key) or not at or not words[at - 1].tells:
            continue
        said = [i for told in beside.claim.words if told.tells for i in beside.at(told)]
        if said and min(said) > at and words[at].part == words[min(said)].part:
            return f"the text only says that “{words[at - 1].key}” {word.key} so"
    return None


def _amount(beside: Beside) -> str | None:
    """ "60 stalls" where the text counts 140 of them: the same thing stands behind another number."""
    for read in (_counted, _dated):
        known = [pair for passage in beside.source for pair in read(passage)]
        for number, thing in read(beside.claim):
            told = [n for n, other in known if not thing.senses.isdisjoint(other.senses)]
            if told and number not in told:
                return f"with “{thing.key}” the text says {told[0]}, not {number}"
    return None


def _counted(passage: Passage) -> list[tuple[str, Told]]:
    """Each plain number with the word behind it, and with the word before it ("February 2022")."""
    found = []
    for at, word in enumerate(passage.words):
        beside = passage.words[at + 1 : at + 2] if word.key.isdigit() else ()
        found += [(word.key, w) for w in beside if w.tells and w.part == word.part and w.key.isalpha()]
    return found


def _dated(passage: Passage) -> list[tuple[str, Told]]:
    """Each number of four digits with the word before it ("February 2022")."""
    pairs = pairwise(passage.words)
    return [
        (b.key, a) for a, b in pairs if b.key.isdigit() and len(b.key) == 4 and a.tells and a.key.isalpha()
    ]


def _is_turned_round(beside: Beside) -> bool:
    """One of them says it passively ("was sued by")."""
    return any(beside.vocabulary.has("passives", key) for key in beside.claim.keys ^ beside.passage.keys)


def _order(beside: Beside) -> str | None:
    """ "A sued B" where the text says "B sued A"."""
    has = beside.vocabulary.has
    if _is_turned_round(beside):
        return None
    placed = [(word, at[0]) for word in beside.claim.words if word.tells and len(at := beside.at(word)) == 1]
    for i in range(1, len(placed) - 1):
        verb, place = placed[i]
        if has("mutual", verb.key) or verb.is_name:
            continue
        if all(before > place for _, before in placed[:i]) and placed[i + 1][1] < place:
            return f"in the text others stand before and behind “{verb.key}”"
    return None


def _subject(beside: Beside) -> str | None:
    """The claim begins with somebody of whom the passage doesn't tell what it tells."""
    if _is_headless(beside):
        return None
    words = [word for word in beside.claim.words if word.tells]
    first = next((i for i, word in enumerate(words) if beside.at(word)), len(words))
    lead, rest = words[:first], words[first:]
    if not lead or len(rest) < 2 or not all(beside.at(word) for word in rest):
        return None
    begins = min(beside.at(rest[0]))
    own = [word for word in beside.passage.words[:begins] if word.tells]
    if not own or not all(_known(word.senses, beside.source) for word in lead):
        return None
    if any(_together(one.senses, other.senses, beside.source) for one in lead for other in own):
        return None
    return f"the text says it of another than “{lead[-1].key}”"


def _is_headless(beside: Beside) -> bool:
    """True where the claim names nobody who does it: "it lasts", "and lasts"."""
    words = beside.claim.words
    first = next((i for i, word in enumerate(words) if word.tells), 0)
    articles = all(beside.vocabulary.has("articles", word.key) for word in words[:first])
    return beside.joined or not articles


def _known(senses: Senses, source: Sequence[Passage]) -> bool:
    return any(not passage.senses.isdisjoint(senses) for passage in source)


def _together(one: Senses, other: Senses, source: Sequence[Passage]) -> bool:
    for passage in source:
        telling = [passage.words[i] for i in passage.telling]
        mine = [i for i, word in enumerate(telling) if not word.senses.isdisjoint(one)]
        theirs = [i for i, word in enumerate(telling) if not word.senses.isdisjoint(other)]
        if any(abs(i - k) <= CLOSE for i in mine for k in theirs):
            return True
    return False


def _doer(beside: Beside) -> str | None:
    """The doer stands in another part of the passage than what is done ("some traders asked …, and the mayor …")."""
    passive = any(beside.vocabulary.has("passives", key) for key in beside.claim.keys | beside.passage.keys)
    if passive or _is_headless(beside):
        return None
    placed = [(word, at) for word in beside.claim.words if word.tells and (at := beside.at(word))]
    words = beside.passage.words
    parts = [frozenset(words[i].part for i in at) for _, at in placed]
    for cut in range(1, len(placed) - 1):
        shared = frozenset.intersection(*parts[cut:])
        if len(shared) != 1 or not shared.isdisjoint(frozenset().union(*parts[:cut])):
            continue
        verb = min(i for i in placed[cut][1] if words[i].part in shared)
        own = [i for i in range(verb) if words[i].part in shared and words[i].tells]
        doers = [i for _, at in placed[:cut] for i in at]
        apart = own and all(_telling_between(words, i, verb) > CLOSE for i in doers)
        if apart or all(_is_over(beside, i, verb) for i in doers):
            return f"the text says it of another than “{placed[0][0].key}”"
    return None


def _is_over(beside: Beside, doer: int, verb: int) -> bool:
    """ "Some traders asked for lower rents, and the mayor, …, promised": what the doer does is told before "and"."""
    words = beside.passage.words
    own = sum(w.tells and w.part == words[doer].part for w in words[doer + 1 : verb])
    between = range(min(doer, verb) + 1, max(doer, verb) + 1)
    anew = any(
        beside.vocabulary.has("joiners", words[i].key) and words[i].part != words[i - 1].part for i in between
    )
    return anew and (own > 1 or doer > verb)


def _telling_between(words: Sequence[Told], one: int, other: int) -> int:
    low, high = sorted((one, other))
    return sum(word.tells for word in words[low:high])


def _name(beside: Beside) -> str | None:
    """All of it stands in the passage but a name, and there the passage has another."""
    missing = [word for word in beside.claim.words if word.tells and not beside.at(word)]
    said = sum(word.tells for word in beside.claim.words) - len(missing)
    if not missing or said < 2 or not all(word.is_name for word in missing):
        return None
    others = [w for w in beside.passage.words if w.is_name and beside.claim.senses.isdisjoint(w.senses)]
    if not others or any(_together(m.senses, o.senses, beside.source) for m in missing for o in others):
        return None
    return f"the text says it of “{others[0].key}”, not of “{missing[0].key}”"


BONDS: tuple[Callable[[Beside], str | None], ...] = (
    _partner, _opposite, _denial, _certainty, _hearsay, _amount, _order, _subject, _doer, _name,
)  # fmt: skip
