"""Sentences that say whose it is at their end: "The price, $499, belongs to the Brio", "Harganya milik Brio".

What comes before the name is said of the item that it names, not of the one that was told of before.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet
from landas.grounding.verifier.topic import Topic


def with_owners(
    reading: Reading, sheet: Sheet, clauses: Sequence[Clause], topics: Sequence[Topic]
) -> list[Topic]:
    """The topics; clauses before the closing name of their sentence are about the item it names."""
    found = list(topics)
    for _, group in groupby(range(len(clauses)), key=lambda at: clauses[at].sentence):
        told = list(group)
        *before, last = told
        if not before or not _only_owns(reading, sheet, clauses[last], topics[last]):
            continue
        plain = all(not (topics[at].named or topics[at].quantifier or topics[at].references) for at in before)
        if plain:
            for at in before:
                found[at] = replace(topics[at], subjects=topics[last].subjects)
    return found


def _only_owns(reading: Reading, sheet: Sheet, clause: Clause, topic: Topic) -> bool:
    """A word that owns or makes the statement that item's ("belongs to", "is that of", "milik", "'s"), and one name."""
    mentions = reading.mentions_in(clause.first, clause.last)
    single = len(mentions) == 1 and topic.subjects == (mentions[0].item,)
    if not single or topic.references or topic.contrast or topic.quantifier or clause.asks:
        return False
    name = mentions[0]
    words = [i for i in range(clause.first, clause.last) if reading.pieces[i].is_word]
    outside = [i for i in words if not name.first <= i < name.last]
    has, keys = sheet.vocabulary.has, {i: reading.pieces[i].key for i in outside}
    if name.last - 1 != words[-1] or not all(
        has("closed", key) or has("owning", key) for key in keys.values()
    ):
        return False
    tail = reading.pieces[name.last - 1 : name.last + 1]
    owns = tail[0].base != tail[0].key or tail[-1].key in ("'s", "’s")
    return owns or any(has("owning", key) or has("belonging", key) for key in keys.values())
