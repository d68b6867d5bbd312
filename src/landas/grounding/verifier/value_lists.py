"""What a clause says of the list of values that a fact holds: that these are all, or that every one is meant."""

from dataclasses import dataclass

from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.numbers import NumberMatch


@dataclass(frozen=True)
class Parts:
    """How the words of a clause relate to one item's facts."""

    labels: dict[FactView, frozenset[int]]
    values: dict[FactView, frozenset[int]]
    numbers: tuple[NumberMatch, ...]


def only_values(case: Case, parts: Parts) -> list[Finding]:
    """ "It only comes in black": of a list of values every one must be said."""
    if case.negated or not parts.values or not case.says("only"):
        return []
    only = [i for i in case.span if case.sheet.vocabulary.has("only", case.key(i)) and not _limits(case, i)]
    found = []
    for fact, hits in parts.values.items() if only else ():
        listed = {w.chunk for w in fact.value.words}
        said = {w.chunk for w in fact.value.words for i in hits if case.senses(i) & w.senses}
        if said and len(listed) > len(said) and not fact.value.amounts and _is_told(case, fact, parts):
            found.append(
                Finding(hits, "contradicted", (fact.fact.fact_id,), f"{fact.fact.fact_id} lists more")
            )
    return found


def _limits(case: Case, index: int) -> bool:
    """ "Only 16 GB": it stands before a number."""
    behind = [i for i in range(index + 1, min(index + 4, case.clause.last)) if not case.is_closed(i)]
    return any(behind and behind[0] in case.pieces_of(amount) for amount in case.amounts())


def _is_told(case: Case, fact: FactView, parts: Parts) -> bool:
    """The clause names the attribute, or the words can be no other fact's."""
    return fact in parts.labels or sum(hits >= parts.values[fact] for hits in parts.values.values()) == 1


def every_value(case: Case, parts: Parts) -> list[Finding]:
    """ "Every colour": no fact says so of an attribute; "all made by HP" tells its value."""
    ends = {hit.last for hit in case.hits("all_items") if hit.last == hit.first + 1}
    if not ends:
        return []
    worded = [hits for f, hits in parts.labels.items() if not (f.is_flag or f.value.amounts)]
    named = frozenset().union(*worded) - frozenset().union(*parts.values.values())
    ends -= {hit.last for hit in case.hits("group_sizes")}
    ends -= {i for f, hits in parts.labels.items() for i in hits if i + 1 in parts.values.get(f, ())}
    return [
        Finding(frozenset({i}), "unsupported", (), f"no fact tells of every {case.key(i)}")
        for i in named
        if i in ends and not case.is_closed(i)
    ]
