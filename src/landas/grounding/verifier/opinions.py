"""Opinions of an item that no fact bears out: a rank ("the best"), its worth ("a bargain"), who stands for it, advice.

A pleasant word beside a thing ("a nice choice") and politeness without a thing ("all the best") are talk. Advice stands
where its own sentence gives a reason that the facts bear out ("take the Aster, it is the lightest").
"""

from collections.abc import Sequence

from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.contests import ranks_a_measure
from landas.grounding.verifier.phrases import Marker
from landas.grounding.verifier.reading import Hit

_OPINIONS = ("boasts", "worth", "vouching")
_SAID_OTHERWISE = (
    "comparatives",
    "superlatives",
    "winning",
    "losing",
    "courtesies",
    "negative_idioms",
    "unknown",
)
"""Phrases with a check of their own, or in which the word says nothing of a thing."""


def check_opinion(case: Case) -> Finding:
    """Unsupported where a clause judges an item in words that none of its facts says."""
    if (case.clause.asks and not case.hits("presupposing")) or case.hits("wishing"):
        return NOTHING
    for hit in _opinions(case):
        if _is_of_an_item(case, hit) and not ranks_a_measure(case, hit):
            said = _text(case, hit)
            return Finding(frozenset(case.span), "unsupported", (), f"no fact bears out “{said}”")
    return NOTHING


def with_advice(cases: Sequence[Case], findings: Sequence[Finding]) -> list[Finding]:
    """The findings; advice to have an item is unsupported where its sentence tells no reason for it."""
    found = list(findings)
    for at, (case, finding) in enumerate(zip(cases, findings, strict=True)):
        if finding.fact_ids or not finding.faults_nothing or not _is_advice(case):
            continue
        sentence = [
            pair
            for pair in zip(cases, findings, strict=True)
            if pair[0].clause.sentence == case.clause.sentence
        ]
        if not any(_is_reason(*pair) for pair in sentence):
            found[at] = Finding(frozenset(case.span), "unsupported", (), "advice for which no reason is told")
    return found


def _is_reason(case: Case, finding: Finding) -> bool:
    """What a fact bears out, or the person's own wish ("if you want black"); "if you want the best" is no wish."""
    wished = case.hits("wishing", "conditional") and not case.outside_names(*_OPINIONS)
    return bool(wished) or (finding.verdict == "supported" and bool(finding.fact_ids))


def _opinions(case: Case) -> list[Hit]:
    """The judging phrases that no fact of the item says itself, nor a phrase with a check of its own holds."""
    hits = [*case.outside_names(*_OPINIONS), *_graded(case)]
    if not hits:
        return []
    taken = case.covered(*_SAID_OTHERWISE)
    facts = [f for item in case.subjects for f in case.stretch.valued(item) if not f.is_title]
    # With the name before the value: "harga murah" of a price range that is "murah".
    known = {i for f in facts for i in (*case.stretch.valued(f.item)[f], *case.label_hits(f))}
    priced = bool(case.amounts())  # "a modest $499" judges a number that is checked
    if priced:
        known |= _names_of_numbers(case)
    return [
        hit
        for hit in hits
        if not (set(range(hit.first, hit.last)) & taken)
        and not _is_said(case, hit, known)
        and not (priced and hit.marker.kind == "worth" and hit.last - hit.first == 1)
    ]


def _names_of_numbers(case: Case) -> set[int]:
    """The words that name what a fact counts, beside a number: "a guarantee of 14 days" vouches for nothing."""
    counting = (
        f
        for item in case.subjects
        for f in case.sheet.items[item].facts
        if f.value.amounts and not f.is_title
    )
    return {i for fact in counting for i in case.label_hits(fact)}


def _graded(case: Case) -> list[Hit]:
    """ "More elegant", "lebih andal", "paling canggih": praise that ranks the thing."""
    if not case.says("grading"):
        return []
    has, fitting = case.sheet.vocabulary.has, case.covered("fitting") | case.stretch.named
    return [
        Hit(i, i + 2, Marker("boasts"))
        for i in case.span[:-1]
        if has("grading", case.key(i))
        and has("praise", case.key(i + 1))
        and not (i + 1 in fitting or case.sheet.vocabulary.is_social(case.key(i + 1)))
    ]


def _is_said(case: Case, hit: Hit, known: set[int]) -> bool:
    told = {i for i in range(hit.first, hit.last) if not case.is_closed(i)}
    return bool(told) and told <= known


def _is_of_an_item(case: Case, hit: Hit) -> bool:
    """Named, pointed at or counted in the clause; or the clause says nothing but its opinion ("Simply the best!")."""
    if case.mentions() or case.named or case.references or case.stretch.references:
        return True
    vocabulary = case.sheet.vocabulary
    for i in case.span:
        key, outside = case.key(i), not hit.first <= i < hit.last
        if vocabulary.has("subjects", key) or (outside and vocabulary.has("countables", key)):
            return True
    if case.stretch.value_pieces or case.says("made_things", "definite", "definite_behind"):
        return True
    rest = [i for i in case.words() if not hit.first <= i < hit.last]
    return not case.says("user") and all(vocabulary.is_idle(case.key(i)) for i in rest)


def _is_advice(case: Case) -> bool:
    """ "Take the Aster", "you should have the Aster": a bidding verb right before the item, or a push beside it."""
    if case.clause.asks or case.amounts():
        return False
    named = bool(case.mentions() or case.named)
    return (named and bool(case.outside_names("urging"))) or _bids(case)


def _bids(case: Case) -> bool:
    """A verb that bids opens the clause, and what it bids to have stands right behind it, named or pointed at."""
    has, named = case.sheet.vocabulary.has, case.stretch.named | case.covered("ordinals")
    led = case.covered("urging") - named
    words = case.stretch.spoken
    bid = next((i for i in words if i in named or not (i in led or _leads(case, i))), case.clause.last)
    if bid in named or bid not in case.span or not has("bidding", case.key(bid)):
        return False
    for i in words:
        if i <= bid:
            continue
        if i in named or has("subjects", case.key(i)):
            return bool(case.subjects)
        if not _leads(case, i):
            return False
    return False


def _leads(case: Case, index: int) -> bool:
    return case.sheet.vocabulary.has("bidding_links", case.key(index)) or case.sheet.vocabulary.has(
        "articles", case.key(index)
    )


def _text(case: Case, hit: Hit) -> str:
    pieces = case.reading.pieces
    return case.reading.text[pieces[hit.first].start : pieces[hit.last - 1].end]
