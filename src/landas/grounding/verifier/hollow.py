"""Statements that nothing stands behind, made of words that state nothing beside a fact: "it comes with a case",
"we hold it for you", "on offer". Alone only small words, names, praise and talk may stand; a question states nothing.
"""

from collections.abc import Sequence

from landas.grounding.verifier.availability import can_be_had
from landas.grounding.verifier.cases import Case, Finding

_READ_ELSEWHERE = (
    "wishing",
    "conditional",
    "presenting",
    "courtesies",
    "negative_idioms",
    "echo",
    "fitting",
    "loosely",
    "or_more",
    "or_less",
    "or_so",
)
"""Phrases with a check of their own, or in which the words say nothing of a thing."""

_COMPUTED = (
    "comparatives",
    "superlatives",
    "equatives",
    "more",
    "less",
    "most",
    "least",
    "same",
    "difference",
    "availability",
    "unavailable",
    "stock_left",
    "cause",
    "numbers",
    "group_sizes",
)


def with_hollow(cases: Sequence[Case], findings: Sequence[Finding], told: Sequence[bool]) -> list[Finding]:
    """The findings; what rests on no fact and says more than small words is unsupported. `told`: talk of the search."""
    found = list(findings)
    for at, (case, finding, is_told) in enumerate(zip(cases, findings, told, strict=True)):
        if not finding.faults_nothing or is_told or not case.sheet.items:
            continue
        after = _last_label(case, finding) if finding.fact_ids else -1
        if after is None:
            continue
        doing = after >= 0 and case.says("speakers", "people")
        if doing and not _is_priced(case, cases[at - 1 : at]):
            found[at] = Finding(frozenset(case.span), "unsupported", (), "nothing known says who does that")
            continue
        before, behind = cases[at - 1 : at], cases[at + 1 : at + 2]
        if (word := _hollow_word(case, finding, before, behind, after)) is not None:
            said = case.reading.pieces[word].text
            found[at] = Finding(
                frozenset(case.span), "unsupported", (), f"nothing known stands behind “{said}”"
            )
    return found


def _last_label(case: Case, finding: Finding) -> int | None:
    """Where a clause only names attributes ("the price includes …"): the last piece that does; else None."""
    if (
        case.negated
        or case.amounts()
        or case.stretch.value_pieces
        or any(hit.first not in case.covered("ordinals") for hit in case.hits(*_COMPUTED))
        or case.references
    ):
        return None
    facts = [f for f in case.sheet.facts(case.subjects) if f.fact.fact_id in finding.fact_ids]
    labels = frozenset().union(*(case.label_hits(f) for f in facts))
    if not labels or any(f.is_flag or f.is_title or f in case.stretch.valued(f.item) for f in facts):
        return None
    return _end_of_lead(case, sorted(labels))


def _end_of_lead(case: Case, labels: Sequence[int]) -> int:
    """The last of the pieces that name attributes, up to a word that states something between them."""
    end = labels[0]
    for at in labels[1:]:
        between = (i for i in range(end + 1, at) if case.reading.pieces[i].is_word)
        if not all(case.sheet.vocabulary.has("plain", case.key(i)) or not case.is_closed(i) for i in between):
            break
        end = at
    return end


def _hollow_word(
    case: Case, finding: Finding, before: Sequence[Case], behind: Sequence[Case], after: int
) -> int | None:
    """The first word behind the piece `after` that leaves a statement open."""
    asks = case.clause.asks and case.clause.answer < 0 and not case.hits("presupposing")
    if asks or case.hits("unknown"):
        return None
    if finding.verdict == "not_a_claim" and case.hits("wishing", "conditional"):
        return None
    has = case.sheet.vocabulary.has
    read = frozenset(i for i in case.span if i <= after)
    read |= finding.explained if finding.verdict != "not_a_claim" else frozenset()
    read |= case.covered(*_READ_ELSEWHERE) | _of_bound(case)
    if case.hits("having") and (can_be_had(case) or _is_priced(case, (*before, *behind))):
        read |= case.covered("having")
    plain = ("plain", "belonging") if case.clause.joined else ("plain",)
    words = [
        i
        for i in case.words()
        if i not in read and _carries(case, i, after) and not any(has(name, case.key(i)) for name in plain)
    ]
    if not words:
        return None
    praised = any(has("praise", case.key(i)) and not case.is_closed(i) for i in case.words())
    goes_on = any(b.clause.joined and b.clause.sentence == case.clause.sentence for b in behind)
    for word in words:
        is_last = word == case.words()[-1] and (goes_on or len(case.words()) == 1)
        if not (has("supple", case.key(word)) and (praised or is_last or after >= 0)):
            return word
    return None


def _of_bound(case: Case) -> frozenset[int]:
    """The "more" of "1.3 kg or more", which belongs to the number of the clause before."""
    first, last = case.clause.first, case.clause.last
    hits = case.reading.hits_in(max(0, first - 1), last, "or_more", "or_less", "or_so")
    return frozenset(i for hit in hits if hit.first < first for i in range(first, hit.last))


def _is_priced(case: Case, beside: Sequence[Case]) -> bool:
    """ "With $499, you can buy the Aster": the price beside it is what is stated, and it was checked."""
    return any(
        b.clause.sentence == case.clause.sentence and any(a.currency for a in b.amounts()) for b in beside
    )


def _carries(case: Case, index: int, after: int) -> bool:
    """A closed word, or where no attribute is named either, one that only carries what is known ("I ordered it")."""
    vocabulary, key = case.sheet.vocabulary, case.key(index)
    if case.is_closed(index):
        return True
    talk = vocabulary.is_social(key) or vocabulary.has("praise", key) or vocabulary.has("countables", key)
    return after < 0 and index in case.content() and not talk and vocabulary.is_carrier(key)
