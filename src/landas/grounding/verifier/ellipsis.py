"""Clauses that repeat what was just said, of another item: "and so does the Brio", "tapi Brio tidak", "the Celo too".

They have no telling word of their own, so that the words of the clause before must be true, or false, of their item.
"""

from dataclasses import dataclass, replace

from landas.grounding.verifier.cases import Case

_CHECKED = (
    "comparatives", "superlatives", "equatives", "beating", "rivals", "unknown", "availability", "unavailable",
    "stock_left", "cause", "echo", "budget", "same", "difference", "thesaurus", "value_words", "wishing", "most",
    "least", "changing", "multiples", "ordinals", "numbers", "surcharges",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What was last stated, clause by clause, and the sentence it stood in."""

    cases: tuple[Case, ...]
    sentence: int

    def and_then(self, case: Case) -> "Said":
        """With a further statement: beside those of its own sentence, in place of any others."""
        together = self.cases if self.sentence == case.clause.sentence else ()
        return Said((*together, case), case.clause.sentence)


def repeated(case: Case, said: Said | None) -> tuple[Case, ...]:
    """The statements made last, about the items of this clause; none where it says something of its own."""
    if said is None or not _names(case) or case.clause.asks or case.clause.cell >= 0 or _tells(case):
        return ()
    before = said.cases[-1]
    same_sentence = said.sentence == case.clause.sentence
    if not same_sentence and said.sentence != case.clause.sentence - 1:
        return ()
    as_before = _alike(case)
    subjects = case.references if as_before and set(case.subjects) <= set(before.subjects) else case.subjects
    if any(item in before.references for item in subjects) and not before.contrast:
        return ()
    denies = any(
        case.sheet.vocabulary.has("negators", case.key(i)) and i not in case.covered("likewise")
        for i in case.span
    )
    listed = same_sentence and _goes_on(case)
    again, turned = bool(case.hits("likewise")) or as_before, bool(case.hits("opposite"))
    if not (again or turned or listed or (denies and same_sentence) or _ends_in_verb(case)):
        return ()
    if not subjects or set(subjects) <= set(before.subjects):
        return ()
    stated = said.cases if as_before else (before,)
    return tuple(
        replace(
            one,
            subjects=subjects,
            named=True,
            negated=_is_denied(one, denies, again or listed, turned, as_before),
            of_none=False,
            contrast=None,
        )
        for one in stated
    )


def _is_denied(said: Case, denies: bool, again: bool, turned: bool, as_before: bool) -> bool:
    if turned or (as_before and denies):
        return not said.negated
    return said.negated if again else denies


def _names(case: Case) -> bool:
    """True where the clause says which item it is about, by name or as "the second one"."""
    return bool(case.mentions()) or (case.named and bool(case.hits("ordinals", "other_item")))


def _alike(case: Case) -> bool:
    """ "The Brio is the same", "has that", "sama dengan Brio": it is as what was just told of."""
    if case.hits("same") and not case.hits("difference"):
        return True
    last = case.stretch.closing
    opens = next((i for i in case.span if not _is_lead(case, i)), case.clause.first)
    named = opens in case.stretch.named and last not in case.stretch.named
    return named and case.sheet.vocabulary.has("referring", case.key(last))


def _is_lead(case: Case, index: int) -> bool:
    has = case.sheet.vocabulary.has
    word = case.reading.pieces[index].is_word
    return not word or has("articles", case.key(index)) or has("links", case.key(index))


def _tells(case: Case) -> bool:
    """True where the clause has words of its own that say something."""
    covered = case.covered("likewise", "opposite", "same")
    if _names(case) and not case.mentions():
        covered |= case.covered("ordinals", "other_item", "numbers")
    if not case.references:
        covered |= case.covered("rivals")
    checked = any(hit.first not in covered for hit in case.outside_names(*_CHECKED))
    carried = _alike(case)
    own = (i for i in case.content() if i not in covered)
    telling = (i for i in own if not (carried and _only_carries(case, i)))
    return bool(case.amounts()) or checked or any(True for _ in telling)


def _only_carries(case: Case, index: int) -> bool:
    vocabulary, key = case.sheet.vocabulary, case.key(index)
    return vocabulary.is_carrier(key) or vocabulary.is_social(key) or vocabulary.has("referring", key)


def _ends_in_verb(case: Case) -> bool:
    """ "The Brio does", "but the Brio has": a verb that needs the words before it."""
    last = case.stretch.closing
    return last not in case.stretch.named and case.sheet.vocabulary.has("auxiliaries", case.key(last))


def _goes_on(case: Case) -> bool:
    """A further name of a list: "…, the Brio and the Celo"."""
    has = case.sheet.vocabulary.has
    return case.clause.joined and all(
        has("articles", case.key(i)) or has("links", case.key(i)) for i in case.words()
    )
