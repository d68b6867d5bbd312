"""A question that the reply answers itself ("NFC? No.", "Which is the cheapest? The Aster.") is one statement."""

from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet

LONGEST_ANSWER = 16
"""Pieces of the longest sentence that is read as an answer, a name counted as one."""
MOST_WORDS = 3
"""Telling words of an answer outside names and amounts; with more it states something of its own."""


def is_answer(reading: Reading, sheet: Sheet, question: tuple[int, int], answer: tuple[int, int]) -> bool:
    """True when `answer` (piece range of a sentence) completes the `question` right before it."""
    first, last = answer
    words = [i for i in range(first, last) if reading.pieces[i].is_word]
    names = sum(m.last - m.first - 1 for m in reading.mentions_in(first, last))
    if not words or last - first - names > LONGEST_ANSWER:
        return False
    asks = _is_amount(reading, *question) or _asks_of_items(reading, sheet, *question)
    if not (asks or (_is_refused(sheet, reading.keys[words[0]]) and _is_short(reading, *question))):
        return False
    if reading.text[reading.pieces[question[1]].start : reading.pieces[first].start].count("\n") > 0:
        return False
    if sheet.vocabulary.has("answers", reading.pieces[words[0]].key):
        return True
    if _is_amount(reading, *question) and any(
        sheet.vocabulary.has("negators", reading.pieces[i].key) for i in words
    ):
        return True  # "19.8 kg? That is not what the Aster weighs."
    inside = {i for m in reading.mentions_in(first, last) for i in range(m.first, m.last)}
    start, end = reading.pieces[first].start, reading.pieces[last - 1].end
    for amount in reading.amounts_in(start, end):
        inside.update(reading.pieces_of(amount.start, amount.end))
    has = sheet.vocabulary.has
    telling = [i for i in words if i not in inside and not has("closed", reading.pieces[i].key)]
    named = any(h.first in telling for h in reading.hits_in(first, last, "thesaurus", *_COMPARING))
    return len(telling) <= MOST_WORDS and not named


def end_of_answer(reading: Reading, sheet: Sheet, first: int, last: int) -> int:
    """Where a "no" or "yes" ends and something new is told ("No, it's white"); `last` where nothing is."""
    opening = next((i for i in range(first, last) if reading.pieces[i].is_word), last)
    if opening == last or not sheet.vocabulary.has("answers", reading.pieces[opening].key):
        return last
    behind = range(opening + 1, last)
    telling = [
        i for i in behind if reading.pieces[i].is_word and not sheet.vocabulary.is_idle(reading.pieces[i].key)
    ]
    return opening + 1 if telling else last


def end_of_named_answer(
    reading: Reading, sheet: Sheet, question: tuple[int, int], answer: tuple[int, int]
) -> int:
    """Where a name that answers "which" ends ("Which is cheaper? The Brio, …"); 0 where none does."""
    first, last = answer
    comma = next((i for i in range(first, last) if reading.pieces[i].text == ","), last)
    named = reading.mentions_in(first, comma)
    if comma == last or len(named) != 1 or not is_answer(reading, sheet, question, (first, comma)):
        return 0
    outside = [i for i in range(first, comma) if not named[0].first <= i < named[0].last]
    idle = all(sheet.vocabulary.is_idle(reading.pieces[i].key) for i in outside if reading.pieces[i].is_word)
    return comma if idle else 0


def _is_refused(sheet: Sheet, key: str) -> bool:
    return sheet.vocabulary.has("answers", key) and sheet.vocabulary.has("negators", key)


def _is_short(reading: Reading, first: int, last: int) -> bool:
    """ "Brio?": nothing but a name or a value."""
    return sum(reading.pieces[i].is_word for i in range(first, last)) <= MOST_WORDS


def _is_amount(reading: Reading, first: int, last: int) -> bool:
    amounts = reading.amounts_in(reading.pieces[first].start, reading.pieces[last - 1].end)
    inside = {i for a in amounts for i in reading.pieces_of(a.start, a.end)}
    return bool(amounts) and all(i in inside for i in range(first, last) if reading.pieces[i].is_word)


def _asks_of_items(reading: Reading, sheet: Sheet, first: int, last: int) -> bool:
    """False for a question to the person ("Do you have a budget in mind?")."""
    if any(sheet.vocabulary.has("user", reading.pieces[i].key) for i in range(first, last)):
        return bool(reading.mentions_in(first, last))
    if reading.mentions_in(first, last) or reading.hits_in(first, last, "thesaurus", *_COMPARING):
        return True
    known = (
        reading.senses[i] & (sheet.value_senses | sheet.label_senses)
        for i in range(first, last)
        if not sheet.vocabulary.has("closed", reading.pieces[i].key)
    )
    return any(known)


_COMPARING = ("comparatives", "superlatives", "more", "less", "most", "least")
