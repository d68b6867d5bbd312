"""Clauses that repeat what was just said, of another item: "and so does the Brio", "tapi Brio tidak", "the Celo too".

They have no telling word of their own, so that the words of the clause before must be true, or false, of their item.
"""

from dataclasses import dataclass, replace

from landas.grounding.verifier.cases import Case

_CHECKED = (
    "comparatives", "superlatives", "equatives", "beating", "rivals", "unknown", "availability", "unavailable",
    "stock_left", "cause", "echo", "budget", "same", "difference", "thesaurus", "value_words", "wishing", "most",
    "least", "changing", "multiples", "ordinals", "numbers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What was last stated, and the sentence it stood in."""

    case: Case
    sentence: int


def repeated(case: Case, said: Said | None) -> Case | None:
    """The words last said, about the items of this clause; None where it says something of its own."""
    if said is None or not case.mentions() or case.clause.asks or case.clause.cell >= 0 or _tells(case):
        return None
    same_sentence = said.sentence == case.clause.sentence
    if not same_sentence and said.sentence != case.clause.sentence - 1:
        return None
    if any(item in said.case.references for item in case.subjects) and not said.case.contrast:
        return None
    denies = any(case.sheet.vocabulary.has("negators", case.key(i)) for i in case.span)
    listed = same_sentence and _goes_on(case)
    again, turned = bool(case.hits("likewise")), bool(case.hits("opposite"))
    if not (again or turned or listed or (denies and same_sentence) or _ends_in_verb(case)):
        return None
    negated = denies
    if turned:
        negated = not said.case.negated
    elif again or listed:
        negated = said.case.negated
    return replace(
        said.case, subjects=case.subjects, named=True, negated=negated, of_none=False, contrast=None
    )


def _tells(case: Case) -> bool:
    """True where the clause has words of its own that say something."""
    covered = case.covered("likewise", "opposite")
    checked = any(hit.first not in covered for hit in case.outside_names(*_CHECKED))
    return bool(case.amounts()) or checked or any(i not in covered for i in case.content())


def _ends_in_verb(case: Case) -> bool:
    """ "The Brio does", "but the Brio has": a verb that needs the words before it."""
    last = next((i for i in reversed(case.span) if case.reading.pieces[i].is_word), case.clause.first)
    return last not in case.stretch.named and case.sheet.vocabulary.has("auxiliaries", case.key(last))


def _goes_on(case: Case) -> bool:
    """A further name of a list: "…, the Brio and the Celo"."""
    has = case.sheet.vocabulary.has
    return case.clause.joined and all(
        has("articles", case.key(i)) or has("links", case.key(i)) for i in case.words()
    )
