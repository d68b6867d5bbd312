"""What a comparison that names no other item compares with: the item told of beside it, or right before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.pairs import compares
from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet
from landas.grounding.verifier.topic import Topic


def with_foils(
    reading: Reading, sheet: Sheet, clauses: Sequence[Clause], topics: Sequence[Topic]
) -> tuple[Topic, ...]:
    """The topics, each comparison without "than" given what stands beside it; without that, it is with all others."""
    found = _against_each_other(reading, clauses, topics)
    for at, clause in enumerate(clauses):
        topic = found[at]
        if _lacks_other(reading, clause, topic) and (other := _beside(clauses, topics, at)):
            found[at] = replace(topic, references=other)
        elif _is_of_pair(reading, sheet, clause, topic) and at and len(pair := _pair(topics[at - 1])) == 2:
            found[at] = replace(topic, subjects=pair, references=())
    return tuple(found)


def _against_each_other(reading: Reading, clauses: Sequence[Clause], topics: Sequence[Topic]) -> list[Topic]:
    """ "The Aster is lighter and the Brio heavier": each is compared with the other."""
    found = list(topics)
    for at, (one, other) in enumerate(pairwise(clauses)):
        mine, theirs = topics[at], topics[at + 1]
        plain = not mine.references and not theirs.references and mine.named and theirs.named
        single = len(mine.subjects) == len(theirs.subjects) == 1 and mine.subjects != theirs.subjects
        both = one.sentence == other.sentence and compares(reading, one) and compares(reading, other)
        if both and plain and single:
            found[at] = replace(mine, references=theirs.subjects)
            found[at + 1] = replace(theirs, references=mine.subjects)
    return found


def _lacks_other(reading: Reading, clause: Clause, topic: Topic) -> bool:
    said = reading.hits_in(
        clause.first, clause.last, "than", "among", "all_items", "no_item", "other_item", "only_item"
    )
    return (
        len(topic.subjects) == 1
        and not (topic.references or topic.contrast or topic.quantifier or said)
        and compares(reading, clause)
    )


def _beside(clauses: Sequence[Clause], topics: Sequence[Topic], at: int) -> tuple[int, ...]:
    """The one other item named last before the clause, in its sentence or the one before it."""
    for before in range(at - 1, -1, -1):
        if clauses[at].sentence - clauses[before].sentence > 1:
            break
        if not topics[before].named:
            continue
        if topics[before].quantifier or len(topics[before].subjects) != 1:
            break
        if topics[before].subjects != topics[at].subjects:
            return topics[before].subjects
    return ()


def _is_of_pair(reading: Reading, sheet: Sheet, clause: Clause, topic: Topic) -> bool:
    """ "Their prices": of the two items set side by side right before."""
    if topic.named or topic.quantifier:
        return False
    return not sheet.vocabulary.lists["plural"].isdisjoint(reading.keys[clause.first : clause.last])


def _pair(topic: Topic) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*topic.subjects, *topic.references))) if topic.named else ()
