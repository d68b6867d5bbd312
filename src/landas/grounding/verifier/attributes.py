"""What a clause says of one item, piece by piece: each number, value word and label must come from its facts.

The parts must also belong together: a number that stands with a label must be that label's number, and a label
that stands beside values of other facts only is a swapped attribute.
"""

from collections.abc import Iterable
from dataclasses import replace

from landas.grounding.claims import Verdict
from landas.grounding.verifier.amounts import agrees, comparable, kind_of
from landas.grounding.verifier.bindings import named_before
from landas.grounding.verifier.cases import Case, Finding, worst
from landas.grounding.verifier.company import accompanying
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.kinds import check_kind
from landas.grounding.verifier.numbers import match_numbers, wanted_kinds
from landas.grounding.verifier.value_lists import Parts, every_value, only_values
from landas.grounding.verifier.values import (
    denied_of,
    excluded_by,
    is_strange,
    named_facts,
    said_denials,
)

QUANTIFYING = (
    "all_items", "no_item", "only_item", "other_item", "among", "approximate", "up_to", "less_than", "more_than",
    "negative_idioms", "between", "starting", "within_range", "or_less", "or_more", "or_so", "unlike", "alike",
    "excepting", "loosely", "clefts", "none_better",
)  # fmt: skip
"""Phrases that bound, count or set apart, and that other checks have read."""


def check_item(case: Case, item: int, explained: frozenset[int]) -> Finding:
    """The verdict over everything in the clause that is not yet `explained`, against one item's facts."""
    named, valued = case.stretch.labelled(item), case.stretch.valued(item)
    absent = [hits for f, hits in named.items() if f.state == "absent"]
    denied = [d for d in said_denials(case, item) if d[1].isdisjoint(frozenset().union(*absent))]
    if len(denied) % 2 == 1:
        case = replace(case, negated=not case.negated)
    explained |= {i for _, pieces in denied for i in pieces}
    explained |= _numbers_of_names(case, item)
    labels = {f: left for f, hits in named.items() if (left := hits - explained)}
    values = {f: left for f, hits in valued.items() if (left := hits - explained)}
    if case.negated and (own := named_facts(case, item)):
        # "Not from HP", though it goes with printers of HP: the attribute named is the one denied.
        values = {f: hits for f, hits in values.items() if f in own or f in labels or len(hits) > 1}
    numbers = match_numbers(case, item, labels, explained)
    parts = Parts(labels, values, numbers)
    parts_of_lists = [*only_values(case, parts), *every_value(case, parts)]
    agreed = [Finding(pieces, "supported", (fact.fact.fact_id,)) for fact, pieces in denied]
    findings = [
        *agreed,
        *parts_of_lists,
        *_numbers(parts),
        *(denied_flags := _denials(case, parts)),
        *_words(case, item, parts, explained | _agreed(denied_flags)),
    ]
    return worst(_beside_kind(case, item, findings) if case.negated else findings)


def _beside_kind(case: Case, item: int, findings: list[Finding]) -> list[Finding]:
    """ "It is no touchscreen laptop" denies what stands with the kind of thing, not the kind."""
    kinds = {f.fact.fact_id for f in case.sheet.items[item].facts if "category" in f.concepts}
    denied = [
        f for f in findings if f.verdict == "supported" and f.fact_ids and not kinds.issuperset(f.fact_ids)
    ]
    if not denied:
        return findings
    return [f for f in findings if f.verdict != "contradicted" or not kinds.issuperset(f.fact_ids)]


def _wants_another(case: Case, index: int, parts: Parts) -> bool:
    """ "A battery with a capacity of 100 g": what the label measures are numbers, and none said is of their kind."""
    said = {kind_of(a) for a in case.amounts() if not a.is_bare}
    owners = [f for f, hits in parts.labels.items() if index in hits]
    wanted = wanted_kinds(case, owners)
    if not said or not wanted or said & wanted:
        return False
    return not any(match.verdict == "supported" and _is_named(parts, match.facts) for match in parts.numbers)


def _is_named(parts: Parts, facts: Iterable[FactView]) -> bool:
    return any(f in parts.labels for f in facts)


def _agreed(findings: list[Finding]) -> frozenset[int]:
    return frozenset(i for f in findings if f.verdict == "supported" for i in f.explained)


def _numbers_of_names(case: Case, item: int) -> frozenset[int]:
    """Numbers that belong to the name of an attribute ("a 3.5 mm jack")."""
    found: frozenset[int] = frozenset()
    for fact in case.sheet.items[item].by_word.numbered if case.amounts() else ():
        for amount in case.amounts():
            same = any(comparable(amount, own) and agrees(amount, own) for own in fact.label_amounts)
            if same and case.label_hits(fact):
                found |= case.pieces_of(amount)
    return found


def _numbers(parts: Parts) -> list[Finding]:
    return [
        Finding(match.explained, match.verdict, tuple(f.fact.fact_id for f in match.facts), match.problem)
        for match in parts.numbers
    ]


def _denials(case: Case, parts: Parts) -> list[Finding]:
    """Attributes that the item has or hasn't: a flag's label in full, any label of an absent thing."""
    found = []
    counted = {f for match in parts.numbers if match.verdict == "supported" for f in match.facts}
    for fact, hits in parts.labels.items():
        if fact in counted:
            continue  # "a width of 0 mm"
        flag = fact.is_flag and case.names_whole_label(fact)
        if not flag and not (fact.state == "absent" and not fact.is_flag):
            continue
        if fact.state == "absent" and not fact.is_flag and not case.negated:
            # "Dual-band" of the Wi-Fi is no band of the network there isn't.
            # Nor is the resolution of the display that of the video there isn't.
            hits = hits.difference(*(said for other, said in parts.values.items() if other is not fact))
            hits = hits.difference(
                *(said for other, said in parts.labels.items() if other.state == "present")
            )
        if not any(not case.is_closed(i) for i in hits):
            continue
        says = not case.negated
        agrees = (fact.state == "present") == says
        problem = None if agrees else f"{fact.fact.fact_id} is {'yes' if fact.state == 'present' else 'no'}"
        found.append(Finding(hits, "supported" if agrees else "contradicted", (fact.fact.fact_id,), problem))
    return found


def _words(case: Case, item: int, parts: Parts, explained: frozenset[int]) -> list[Finding]:
    """Value words, labels without value, and the words that nothing explains."""
    numbered = {f for match in parts.numbers for f in match.facts if match.verdict == "supported"}
    by_number = frozenset(i for match in parts.numbers for i in match.explained)
    findings: list[Finding] = []
    is_social = case.sheet.vocabulary.is_social
    open_words = [
        i for i in case.content() if i not in explained and i not in by_number and not is_social(case.key(i))
    ]
    valued: set[FactView] = set()
    for index in list(open_words):
        owners = [f for f, hits in parts.values.items() if index in hits and not _names(parts, f, index)]
        if _wants_another(case, index, parts):  # a label that its value repeats
            owners = [f for f in owners if f.is_title or index not in parts.labels.get(f, ())]
        if owners and all(f.is_title for f in owners) and (maker := _other_maker(case, item, index)):
            problem = f"{maker.fact.fact_id} is another"
            findings.append(Finding(frozenset({index}), "contradicted", (maker.fact.fact_id,), problem))
        elif owners:
            valued.update(_preferred(owners, parts))
    for index in open_words:
        findings.extend(_word(case, item, index, parts, numbered, valued))
    findings.extend(_valued(case, valued, parts))
    idle = _heads(case, parts, findings) | _company(case, item, parts, findings, explained)
    unknown = {i for f in findings if f.verdict == "unsupported" for i in f.explained} - idle
    misplaced = {i for f in findings if f.is_label for i in f.explained}
    idle |= accompanying(case, item, unknown, {*numbered, *valued, *parts.labels})
    for index in misplaced:
        if _wants_another(case, index, parts) and not _is_purpose(case, index):
            continue
        others = {f for f in parts.labels if index not in parts.labels[f]}
        idle |= accompanying(case, item, {index}, {*numbered, *valued, *others}, misplaced=index)
    return [
        finding
        for finding in findings
        if not (finding.verdict == "unsupported" or finding.is_label) or not finding.explained <= idle
    ]


def _other_maker(case: Case, item: int, index: int) -> FactView | None:
    """The known maker, where the word is called the maker right beside it and only a title says it."""
    beside = [h for h in case.outside_names("thesaurus") if index in (h.first - 1, h.last)]
    hits = beside or named_before(case, index)
    if (
        not any(hit.marker.content == "brand" for hit in hits)
        or not case.reading.pieces[index].text[0].isupper()
    ):
        return None
    makers = (f for f in case.sheet.items[item].facts if "brand" in f.concepts and f.state == "present")
    return next((f for f in makers if f.value.words and not f.is_title), None)


def _company(
    case: Case, item: int, parts: Parts, findings: list[Finding], explained: frozenset[int]
) -> frozenset[int]:
    """Unknown words that only carry what is known, or judge a number that is right ("a roomy 15.6 inches").

    A word for what the item has not carries nothing: "can be touched" of a screen that is no touchscreen.
    """
    unknown = {i for f in findings if f.verdict == "unsupported" for i in f.explained}
    if not unknown:
        return frozenset()
    measured = any(match.verdict == "supported" for match in parts.numbers)
    decided = explained - case.covered(*QUANTIFYING)
    if not measured and not decided and not any(f.verdict == "supported" for f in findings):
        return frozenset()
    has, is_carrier = case.sheet.vocabulary.has, case.sheet.vocabulary.is_carrier
    lacking = frozenset().union(
        *(f.label_senses for f in case.sheet.items[item].facts if f.state != "present")
    )
    strange = _of_other_attributes(case, item)
    return frozenset(
        i
        for i in unknown
        if not _like_a_name(case, i)
        and lacking.isdisjoint(case.senses(i))
        and i not in case.stretch.phrased
        and i not in strange
        and (is_carrier(case.key(i)) or (measured and has("judging", case.key(i))))
    )


def _of_other_attributes(case: Case, item: int) -> frozenset[int]:
    """Words right beside a value that name what nothing known of the item is about: "fast charging" of what has
    Fast Ethernet."""
    own = frozenset().union(*(f.concepts for f in case.sheet.items[item].facts))
    said = set(case.stretch.value_pieces)
    return frozenset(
        i
        for hit in case.outside_names("thesaurus")
        if hit.marker.content not in own and said & {hit.first - 1, hit.last}
        for i in range(hit.first, hit.last)
    )


def _like_a_name(case: Case, index: int) -> bool:
    """Written like a name within its sentence, or opening one that tells of a brand ("Target makes …")."""
    if not case.reading.pieces[index].text[0].isupper() or case.reading.is_shouted:
        return False
    brand = any(hit.marker.content == "brand" for hit in case.hits("thesaurus"))
    return brand or index > case.clause.first


def _heads(case: Case, parts: Parts, findings: list[Finding]) -> frozenset[int]:
    """ "USB port", "fingerprint scanner": unknown nouns that add nothing to the known word beside them."""
    unknown = {i for f in findings if f.verdict == "unsupported" for i in f.explained}
    if not unknown:
        return frozenset()
    by_number = (match.explained for match in parts.numbers)
    known = frozenset().union(*parts.labels.values(), *parts.values.values(), *by_number) - unknown
    found = set()
    for index in unknown:
        if case.sheet.vocabulary.has("heads", case.key(index)) and any(
            _beside(case, index, step) in known for step in (-1, 1)
        ):
            found.add(index)
    return frozenset(found)


def _beside(case: Case, index: int, step: int) -> int:
    """The next telling word on that side."""
    index += step
    while index in case.span and (case.reading.pieces[index].text in "-/" or case.is_closed(index)):
        index += step
    return index


def _names(parts: Parts, fact: FactView, index: int) -> bool:
    """True where the word is part of another attribute's name ("dual camera") rather than this fact's value."""
    return any(
        index in hits and len(hits) > 1 and not hits <= parts.values.get(fact, frozenset())
        for other, hits in parts.labels.items()
        if other is not fact
    )


def _preferred(owners: list[FactView], parts: Parts) -> list[FactView]:
    """Of the facts that hold a word, those whose label stands in the clause; else those holding most words."""
    labelled = [f for f in owners if f in parts.labels]
    if labelled:
        return labelled
    most = max(len(parts.values[f]) for f in owners)
    return [f for f in owners if len(parts.values[f]) == most]


def _valued(case: Case, valued: set[FactView], parts: Parts) -> list[Finding]:
    ids = sorted(f.fact.fact_id for f in valued)
    if not ids:
        return []
    hits = frozenset(i for f in valued for i in parts.values[f])
    if case.negated:
        return [Finding(hits, "contradicted", tuple(ids), f"{ids[0]} says so")]
    return [Finding(hits, "supported", tuple(ids))]


def _word(
    case: Case, item: int, index: int, parts: Parts, numbered: set[FactView], valued: set[FactView]
) -> list[Finding]:
    if any(index in parts.values.get(f, ()) for f in valued):
        return []
    has = case.sheet.vocabulary.has
    owners = [f for f, hits in parts.labels.items() if index in hits]
    asserted = numbered | valued
    if any(f in asserted for f in owners):
        return []
    whole = [f for f in owners if f.is_flag and case.names_whole_label(f)]
    if whole:
        return []
    present = [f for f in owners if f.state == "present" and not f.is_flag]
    if present and (_is_part(case, index, parts, asserted) or (asserted and has("sides", case.key(index)))):
        return []
    if present:
        return _bare_label(case, index, present, asserted, parts)
    if case.negated and (void := [f for f in owners if f.is_void]):
        return [Finding(frozenset({index}), "supported", (void[0].fact.fact_id,))]
    if (kind := check_kind(case, item, index)) is not None:
        return [kind]
    against = excluded_by(case, item, index)
    if against is None and case.negated:
        against = denied_of(case, item, index)
    if against:
        verdict: Verdict = "supported" if case.negated else "contradicted"
        return [
            Finding(
                frozenset({index}), verdict, (against.fact.fact_id,), f"not what {against.fact.fact_id} says"
            )
        ]
    word = case.reading.pieces[index].text
    return [Finding(frozenset({index}), "unsupported", (), f"nothing known says “{word}”")]


def _is_part(case: Case, index: int, parts: Parts, asserted: set[FactView]) -> bool:
    """ "Charging speed", "PMA technology": a word that goes on naming what the words right beside it name."""
    if index - 2 in case.span and case.reading.pieces[index - 1].text == "-":
        # "Dual-camera" where a fact is called "Dual".
        named = [f for f, hits in parts.labels.items() if index - 2 in hits and case.names_whole_label(f)]
        if any(f.state == "present" for f in named):
            return True
    beside = [index - 1] if case.sheet.vocabulary.has("heads", case.key(index)) else [index - 1, index + 1]
    own = frozenset().union(*(parts.labels.get(f, frozenset()) for f in asserted))
    if case.sheet.vocabulary.has("heads", case.key(index)):
        own = own.union(*(parts.values.get(f, frozenset()) for f in asserted))
    return any(at in own for at in beside)


def _bare_label(
    case: Case, index: int, facts: list[FactView], asserted: set[FactView], parts: Parts
) -> list[Finding]:
    """A label without its value states that the attribute exists, unless values of other facts stand beside it."""
    ids = tuple(f.fact.fact_id for f in facts)
    if case.negated:
        if _denies_value(case, parts) or _denies_flag(case, index, parts):
            return []
        return [Finding(frozenset({index}), "contradicted", ids, f"{ids[0]} is known")]
    if case.sheet.vocabulary.has("gradable", case.key(index)):
        return [Finding(frozenset({index}), "unsupported", (), f"no fact says “{case.key(index)}”")]
    if any(not f.is_title and f.label_senses & case.senses(index) for f in asserted):
        return [Finding(frozenset({index}), "supported", ids)]
    if any(not f.is_title for f in asserted) and (
        not _is_purpose(case, index) or _wants_another(case, index, parts)
    ):
        problem = f"the value given is not that of {ids[0]}"
        return [Finding(frozenset({index}), "contradicted", ids, problem, is_label=True)]
    return [Finding(frozenset({index}), "supported", ids)]


def _denies_value(case: Case, parts: Parts) -> bool:
    """ "The colour is not red" denies a value, not that there is a colour."""
    labels = frozenset().union(*parts.labels.values())
    return bool(case.amounts()) or any(i not in labels and is_strange(case, i) for i in case.content())


def _denies_flag(case: Case, index: int, parts: Parts) -> bool:
    """ "The screen doesn't respond to touch" denies that it is a touchscreen, not that there is a screen."""
    lacking = (f for f in parts.labels if f.is_flag and f.state == "absent" and case.names_whole_label(f))
    return any(parts.labels[f] - {index} for f in lacking)


def _is_purpose(case: Case, index: int) -> bool:
    """ "A card slot for expanding the storage": what a thing is for is no value of it."""
    before = set(range(max(case.clause.first, index - 3), index)) - case.stretch.named
    return any(case.sheet.vocabulary.has("purposes", case.key(i)) for i in before)
