"""The verifier: a reply's clauses, each with a verdict against the grounds. Whatever nothing explains is unsupported.

A clause goes down one visible list of checks; each accounts for some of its words (comparisons, counts, stock,
statements about the person), and what is left must come from the facts of the items it is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from landas.grounding.claims import Claim, Grounds
from landas.grounding.verifier.availability import check_availability, of_a_part
from landas.grounding.verifier.awaiting import check_awaited, is_waiting
from landas.grounding.verifier.bindings import check_kinds
from landas.grounding.verifier.cases import NOTHING, Case, Finding, worst
from landas.grounding.verifier.changes import check_changed, check_condition
from landas.grounding.verifier.clauses import merged, split
from landas.grounding.verifier.comparisons import (
    check_comparison,
    check_difference,
    check_likeness,
    check_multiple,
)
from landas.grounding.verifier.contests import check_acclaim, check_contest
from landas.grounding.verifier.counts import check_counts
from landas.grounding.verifier.denials import with_carried_denials
from landas.grounding.verifier.ellipsis import Said, repeated
from landas.grounding.verifier.gap_roles import with_gaps
from landas.grounding.verifier.gaps import check_gap
from landas.grounding.verifier.hollow import with_hollow
from landas.grounding.verifier.idle import is_idle, states
from landas.grounding.verifier.joints import linked
from landas.grounding.verifier.judgements import check_judgement
from landas.grounding.verifier.literals import Literal, find_literals
from landas.grounding.verifier.makers import check_maker
from landas.grounding.verifier.opinions import check_opinion, with_advice
from landas.grounding.verifier.person import check_budget, check_cause, check_echo
from landas.grounding.verifier.reading import read
from landas.grounding.verifier.reasons import with_reasons
from landas.grounding.verifier.rows import with_rows
from landas.grounding.verifier.sameness import check_sameness
from landas.grounding.verifier.search import check_search
from landas.grounding.verifier.sheets import make_sheet
from landas.grounding.verifier.stretches import Stretch
from landas.grounding.verifier.subjects import check_items
from landas.grounding.verifier.superlatives import check_superlative
from landas.grounding.verifier.talk import check_talk
from landas.grounding.verifier.text_source import check_prose, check_text
from landas.grounding.verifier.topic import Topic
from landas.grounding.verifier.topics import find_topics
from landas.grounding.verifier.unknowns import check_mention, check_unknown
from landas.grounding.verifier.words import vocabulary
from landas.grounding.verifier.yardsticks import longest
from landas.language.pack import LanguagePack

WHOLE: tuple[Callable[[Case], Finding], ...] = (
    check_opinion,
    check_talk,
    check_gap,
    check_condition,
    check_changed,
    check_unknown,
    check_cause,
    check_acclaim,
    check_maker,
)
"""Checks that decide a clause alone."""
PARTS: tuple[Callable[[Case], Finding], ...] = (
    check_difference,
    check_multiple,
    check_comparison,
    check_likeness,
    check_superlative,
    check_contest,
    check_sameness,
    check_budget,
    check_availability,
    check_counts,
    check_kinds,
)
"""Checks that account for part of a clause; the attributes must account for the rest."""


class Verifier:
    """Checks replies against the same grounds, which are made ready once.

    `packs` are all languages a reply may mix; `language` puts one of them first.
    """

    def __init__(self, grounds: Grounds, packs: Sequence[LanguagePack], language: str | None = None) -> None:
        ordered = tuple(sorted(packs, key=lambda pack: pack.code != language))
        words = vocabulary(ordered)
        self._sheet = make_sheet(grounds, words, ordered)

    def claims(self, reply: str) -> tuple[Claim, ...]:
        """The claims of `reply` in order, not overlapping, with offsets in code points."""
        sheet = self._sheet
        reading = read(reply, sheet)
        clauses = split(reading, sheet)
        stretches = {clause: Stretch(reading, sheet, clause) for clause in clauses}
        clauses = merged(clauses, [is_idle(stretches[clause]) for clause in clauses])
        clauses = with_gaps(reading, sheet, clauses)
        topics = find_topics(reading, sheet, clauses)
        read_once = [stretches.get(clause) or Stretch(reading, sheet, clause) for clause in clauses]
        return _judge_all(read_once, topics, find_literals(reply, sheet))


def verify(
    reply: str, grounds: Grounds, packs: Sequence[LanguagePack], language: str | None = None
) -> tuple[Claim, ...]:
    """The claims of one reply; see `Verifier`."""
    return Verifier(grounds, packs, language).claims(reply)


def _judge_all(
    stretches: Sequence[Stretch], topics: Sequence[Topic], literals: Sequence[Literal]
) -> tuple[Claim, ...]:
    cases = with_carried_denials([_case(*pair) for pair in zip(stretches, topics, strict=True)])
    findings: list[Finding] = []
    of_search_told: list[bool] = []
    echoing = searching = -1
    carried: frozenset[tuple[str, ...]] = frozenset()
    spoken: frozenset[str] = frozenset()
    sentence = -1
    said: Said | None = None
    before: Case | None = None
    for case, topic in zip(cases, topics, strict=True):
        clause = case.clause
        goes_on = clause.joined or clause.sentence == sentence
        same = clause.sentence == sentence
        if goes_on or same:
            case = replace(
                case, carried=carried if goes_on else frozenset(), spoken=spoken if same else frozenset()
            )
        echo = (
            NOTHING
            if clause.asks or clause.answer >= 0 or case.hits("wishing")
            else check_echo(case, echoing == clause.sentence and not states(case))
        )
        search = check_search(case, searching == clause.sentence)
        # A search that found nothing has counts and no items; a plain text has neither.
        of_search = bool(case.sheet.items or case.sheet.grounds.counts)
        of_words = check_mention(case) if of_search else NOTHING
        told = next((f for f in (search, echo, of_words) if f is not NOTHING), None) if of_search else None
        again = repeated(case, said) if case.sheet.items and told is None else ()
        finding = _literal(case, literals) or told or worst(_judge(one, topic) for one in again or (case,))
        if finding.faults_nothing and case.sheet.items and told is None:
            awaited = check_awaited(case, before)
            finding = finding if awaited is NOTHING else awaited
        if finding.faults_nothing:
            judged = check_judgement(case, before) if case.sheet.items and told is None else NOTHING
            finding = finding if judged is NOTHING else judged
        if before is None or before.clause.sentence != clause.sentence or not is_waiting(case):
            before = case
        echoing = clause.sentence if echo is not NOTHING else -1
        searching = clause.sentence if search is not NOTHING else -1
        carried, sentence = case.sheet.labels_of(finding.fact_ids), clause.sentence
        spoken = frozenset(finding.fact_ids)
        if not again and finding.verdict != "not_a_claim":
            said = said.and_then(case) if said else Said((case,), clause.sentence)
        elif said is not None and again:
            said = replace(said, sentence=clause.sentence)
        findings.append(finding)
        of_search_told.append(told is not None)
    findings = with_advice(cases, with_reasons(cases, with_rows(cases, findings)))
    findings = with_hollow(cases, findings, of_search_told)
    return tuple(_claim(*pair) for pair in zip(cases, findings, strict=True))


def _case(stretch: Stretch, topic: Topic) -> Case:
    of_none = topic.quantifier == "none"
    case = Case(
        stretch,
        topic.subjects,
        topic.references,
        named=topic.named,
        of_none=of_none,
        contrast=topic.contrast,
        instead=topic.idle if topic.references else frozenset(),
    )
    return replace(case, negated=_is_negated(case))


def _is_negated(case: Case) -> bool:
    kinds = ["negative_idioms", "unknown"]
    # "None of them has NFC" denies it of each; "there is no NFC in the Aster" is a denial like any other.
    outside = case.covered(*kinds, *(["no_item", "no_kind", "none_better"] if case.of_none else []))
    outside |= case.stretch.named | case.stretch.idioms | case.instead
    denials = {(hit.first, hit.last) for hit in case.hits("denials")}
    # "Nowhere near $300" bounds it; "nowhere near as heavy" denies it.
    bounds = [
        h
        for h in case.hits("less_than", "more_than")
        if (h.first, h.last) not in denials or _leads_to_amount(case, h.last)
    ]
    outside |= frozenset(i for h in bounds for i in range(h.first, h.last))
    of_parts = [hit for hit in case.stretch.unavailable if of_a_part(case, hit)]
    of_items = [hit for hit in case.stretch.unavailable if hit not in of_parts]
    outside |= frozenset(i for hit in of_items for i in range(hit.first, hit.last))
    if case.clause.asks:  # "isn't it nice that …" denies nothing
        outside |= {next((i for i in case.span if case.reading.pieces[i].is_word), case.clause.first)}
    # "Costs $499 instead of $800" states the first amount; only at the beginning does the phrase deny what follows.
    told = [min(case.pieces_of(amount)) for amount in case.amounts()]
    against = {(hit.first, hit.last) for hit in case.hits("than") if any(at < hit.first for at in told)}
    phrases: set[tuple[int, int]] = set()
    for hit in longest([*case.hits("denials", "turning"), *of_parts]):
        if (hit.first, hit.last) in against:
            continue
        free = outside.isdisjoint(range(hit.first, hit.last))
        if free and not any(first < hit.last and hit.first < last for first, last in phrases):
            phrases.add((hit.first, hit.last))
    outside |= frozenset(i for first, last in phrases for i in range(first, last))
    for one, other in pairwise(case.mentions()):
        if linked(case.reading, case.sheet, one, other):
            outside |= frozenset(range(one.last, other.first))
    negators = [
        i for i in case.span if i not in outside and case.sheet.vocabulary.has("negators", case.key(i))
    ]
    answer = case.clause.answer
    if answer < 0:
        return (len(negators) + len(phrases)) % 2 == 1
    # "No, it doesn't" denies once what the question asks.
    asked = sum(i < answer for i in negators) + sum(first < answer for first, _ in phrases)
    refused = any(i >= answer for i in negators)
    return (asked % 2 == 1) != refused


def _leads_to_amount(case: Case, position: int) -> bool:
    starts = {min(case.pieces_of(amount)) for amount in case.amounts()}
    return bool(starts & {position, position + 1})


def _literal(case: Case, literals: Sequence[Literal]) -> Finding | None:
    for literal in literals:
        if literal.start < case.end and case.start < literal.end and not literal.known:
            problem = "must not be said" if literal.forbidden else "an address that no fact holds"
            return Finding(frozenset(case.span), "unsupported", (), problem)
    return None


def _judge(case: Case, topic: Topic) -> Finding:
    if not case.sheet.items:
        return check_talk(case) if check_talk(case).verdict else check_text(case)
    for check in WHOLE:
        finding = check(case)
        if finding.verdict is not None:
            return finding
    found = [finding for check in PARTS if (finding := check(case)) is not NOTHING]
    explained = frozenset(i for finding in found for i in finding.explained)
    finding = worst([*found, check_items(case, topic, explained)])
    silent = not (found or finding.fact_ids or case.carried)
    if case.negated and case.mentions() and silent and finding.passes:
        finding = Finding(finding.explained, "unsupported", (), "it denies nothing that is known")
    return _second_chance(case, finding)


def _second_chance(case: Case, finding: Finding) -> Finding:
    """Prose facts and a source text may say what the short facts don't."""
    if finding.verdict != "unsupported":
        return finding
    if case.sheet.prose:
        prose = check_prose(case)
        if prose.verdict == "supported":
            return prose
    if case.sheet.grounds.text:
        text = check_text(case)
        if text.verdict == "supported":
            return text
    return finding


def _claim(case: Case, finding: Finding) -> Claim:
    verdict = finding.verdict or "not_a_claim"
    problem = finding.problem if verdict in ("contradicted", "unsupported") else None
    text = case.reading.text[case.start : case.end]
    return Claim(text, case.start, case.end, verdict, finding.fact_ids, problem)
