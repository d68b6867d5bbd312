"""True numbers in false roles: what a thing needs, bears or arrives in is not what it has, weighs or lasts, and what it
weighs or costs is not what one of its parts does.
"""

from landas.grounding.verifier.amounts import Amount, kind_of
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.numbers import wanted_kinds
from landas.grounding.verifier.reading import Hit

_NOT_OF = {"needing": frozenset({"money"})}
_ONLY_OF = {"bearing": frozenset({"mass"}), "arriving": frozenset({"time"})}
"""Of which kinds of numbers a phrase says no such thing ("you need $499"), or only such."""
_OF_THE_WHOLE = frozenset({"money", "mass"})
"""What is told of things, and rarely of their parts."""
_BETWEEN = ("approximate", "up_to", "less_than", "more_than", "between", "loosely", "or_so")


def check_role(case: Case) -> Finding:
    """Unsupported where a phrase that needs, bears or brings leads to a number that no fact gives for that."""
    for kind in ("needing", "bearing", "arriving"):
        for hit in case.outside_names(kind) if case.amounts() else ():
            amount = _led_to(case, hit)
            if amount is None or not _is_of(kind, amount) or _is_known(case, hit):
                continue
            said = case.reading.text[case.reading.pieces[hit.first].start : amount.end]
            return Finding(frozenset(case.span), "unsupported", (), f"no fact says that it “{said}”")
    spent = _spent(case)
    return _of_a_part(case) if spent is NOTHING else spent


def _spent(case: Case) -> Finding:
    """ "It is ready in 7 hours", "you have 7 hours": a time of no attribute that is named, in words that aren't of
    lasting."""
    times = [amount for amount in case.amounts() if kind_of(amount) == "time"]
    if not times or _names_a_time(case):
        return NOTHING
    vocabulary = case.sheet.vocabulary
    lasting = frozenset().union(*vocabulary.company.values())
    has = vocabulary.has
    strange = [
        i
        for i in case.words()
        if not (has("plain", case.key(i)) or has("supple", case.key(i)) or has("enduring", case.key(i)))
        and not (case.senses(i) & lasting)
        and (case.is_closed(i) or vocabulary.is_social(case.key(i)))
    ]
    if not strange and not (case.says("user") and not case.says("enduring")):
        return NOTHING
    said = case.reading.text[times[0].start : times[0].end]
    return Finding(frozenset(case.span), "unsupported", (), f"nothing known takes {said}")


def _names_a_time(case: Case) -> bool:
    """An attribute whose numbers are times is named, or any attribute where none of them is known to be."""
    facts = [f for f in case.sheet.facts(case.subjects) if f.value.amounts]
    timed = [f for f in facts if any(kind_of(amount) == "time" for amount, _, _ in f.value.amounts)]
    return not timed or any(case.label_hits(f) or f.fact.labels in case.carried for f in timed)


def _is_of(kind: str, amount: Amount) -> bool:
    measured = kind_of(amount)
    return measured in _ONLY_OF.get(kind, {measured}) and measured not in _NOT_OF.get(kind, ())


def _led_to(case: Case, hit: Hit) -> Amount | None:
    """The number right behind the phrase: only bounds and, before a time, small words may stand between."""
    idle = case.covered(*_BETWEEN).union(*(case.label_hits(f) for f in case.sheet.facts(case.subjects)))
    for amount in case.amounts():
        first = min(case.pieces_of(amount))
        between = [i for i in range(hit.last, first) if i not in idle and case.reading.pieces[i].is_word]
        small = hit.marker.kind == "arriving" and all(case.is_closed(i) for i in between)
        if first >= hit.last and (not between or small):
            return amount
    return None


def _is_known(case: Case, hit: Hit) -> bool:
    """A fact is called so ("delivered in: 2 days"), or the words are a wish ("if you need 16 GB")."""
    if case.hits("wishing", "conditional") or case.clause.asks or case.says("user"):
        return True  # "with the Aster you carry 1.4 kg"
    words = frozenset().union(*(case.senses(i) for i in range(hit.first, hit.last)))
    return any(words & fact.label_senses for fact in case.sheet.facts(case.subjects))


def _of_a_part(case: Case) -> Finding:
    """ "The battery weighs 1.4 kg", "berat layarnya 1,4 kg": a part, told of by a number that can't be its own."""
    if case.references or case.hits("comparatives", "more", "less", "difference"):
        return NOTHING  # how much more the Aster costs
    kinds = {kind_of(amount): amount for amount in case.amounts() if not amount.is_bare}
    for item in case.subjects if kinds else ():
        labelled = {
            f: hits for f, hits in case.stretch.labelled(item).items() if not f.is_title and not f.is_flag
        }
        for fact, hits in labelled.items():
            if not _cannot_measure(case, fact, kinds):
                continue
            others = {
                i for f, own in labelled.items() if f is not fact and _measures(case, f, kinds) for i in own
            }
            if _is_subject(case, hits) or any(i + 1 in others or i - 1 in others for i in hits - others):
                said = case.reading.pieces[min(hits)].text
                amount = next(iter(kinds.values()))
                told = case.reading.text[amount.start : amount.end]
                return Finding(frozenset(case.span), "unsupported", (), f"{told} is not known of “{said}”")
    return NOTHING


def _cannot_measure(case: Case, fact: FactView, kinds: dict[str, Amount]) -> bool:
    """All numbers are prices or weights, and the attribute has, by its value and its nature, none such."""
    own = wanted_kinds(case, (fact,))
    nature = {kind for concept in fact.concepts for kind in case.sheet.vocabulary.dimensions.get(concept, ())}
    return bool(own) and kinds.keys() <= _OF_THE_WHOLE and not (own | nature) & kinds.keys()


def _measures(case: Case, fact: FactView, kinds: dict[str, Amount]) -> bool:
    return bool(wanted_kinds(case, (fact,)) & kinds.keys())


def _is_subject(case: Case, label: frozenset[int]) -> bool:
    """The label is the first telling word, nothing leads it in, and no item or pronoun comes before the number."""
    has = case.sheet.vocabulary.has
    words = case.stretch.spoken
    if has("fronting", case.key(words[0])) or case.mentions() or case.references:
        return False
    telling = [i for i in case.words() if not case.is_closed(i) and i not in case.covered("ordinals")]
    ends = min(min(case.pieces_of(amount)) for amount in case.amounts())
    behind = [i for i in words if max(label) < i < ends]
    return bool(telling) and telling[0] in label and not any(has("subjects", case.key(i)) for i in behind)
