"""The clauses of a reply judged one after the other, each with what the clauses before it have said.

A clause goes down one visible list of checks; each accounts for some of its words (comparisons, counts, stock,
statements about the person), and what is left must come from the facts of the items it is about.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from landas.grounding.verifier.apart import meant_apart
from landas.grounding.verifier.availability import check_availability
from landas.grounding.verifier.awaiting import check_awaited, is_waiting
from landas.grounding.verifier.bindings import check_kinds
from landas.grounding.verifier.cases import NOTHING, Case, Finding, worst
from landas.grounding.verifier.changes import check_changed, check_charged, check_condition
from landas.grounding.verifier.comparisons import (
    check_comparison,
    check_difference,
    check_likeness,
    check_multiple,
)
from landas.grounding.verifier.contests import check_acclaim, check_contest
from landas.grounding.verifier.counts import check_counts
from landas.grounding.verifier.ellipsis import Said, repeated
from landas.grounding.verifier.extras import check_extra
from landas.grounding.verifier.gaps import SIGNS, check_gap
from landas.grounding.verifier.idle import states
from landas.grounding.verifier.judgements import check_judgement
from landas.grounding.verifier.literals import Literal
from landas.grounding.verifier.makers import check_maker
from landas.grounding.verifier.matchups import check_matchup
from landas.grounding.verifier.opinions import check_opinion
from landas.grounding.verifier.person import check_budget, check_cause, check_echo
from landas.grounding.verifier.roles import check_role
from landas.grounding.verifier.sameness import check_sameness
from landas.grounding.verifier.search import check_search, check_sought
from landas.grounding.verifier.subjects import check_items
from landas.grounding.verifier.superlatives import check_superlative
from landas.grounding.verifier.talk import check_talk
from landas.grounding.verifier.text_source import check_prose, check_text
from landas.grounding.verifier.topic import Topic
from landas.grounding.verifier.unknowns import check_mention, check_unknown


class Check(NamedTuple):
    """A check of a clause. `on`: kinds of phrases of which it needs one; without any it finds nothing, unasked."""

    check: Callable[[Case], Finding]
    on: frozenset[str] | None = None


def _on(check: Callable[[Case], Finding], *kinds: str) -> Check:
    return Check(check, frozenset(kinds))


WHOLE = (
    Check(check_opinion),
    Check(check_talk),
    _on(check_gap, *SIGNS),
    _on(check_condition, "wishing", "conditional"),
    _on(check_changed, "back_then", "changing"),
    Check(check_unknown),
    _on(check_cause, "cause"),
    _on(check_acclaim, "acclaim", "everywhere", "superlatives", "most", "least"),
    Check(check_maker),
    Check(check_role),
    Check(check_extra),
)
"""Checks that decide a clause alone."""
PARTS = (
    _on(check_difference, "difference"),
    _on(check_multiple, "multiples"),
    _on(check_matchup, "versus"),
    _on(check_comparison, "comparatives", "more", "less", "more_than", "less_than", "beating"),
    Check(check_likeness),
    _on(check_superlative, "superlatives", "most", "least", "boasts"),
    _on(check_contest, "winning", "losing", "boasts"),
    _on(check_sameness, "same", "as_one", "differing"),
    _on(check_budget, "budget"),
    _on(check_sought, "search"),
    Check(check_availability),
    Check(check_counts),
    _on(check_charged, "surcharges"),
    _on(check_kinds, "thesaurus"),
)
"""Checks that account for part of a clause; the attributes must account for the rest."""


@dataclass
class Judge:
    """Judges clauses in their order and remembers what a later one may go on from."""

    literals: Sequence[Literal]
    of_search: list[bool] = field(default_factory=list)
    """Of each clause so far, whether it tells of the search or the person's words and not of an item."""
    _before: Case | None = None
    """The clause that a judging word may take up."""
    _wish: Case | None = None
    _said: Said | None = None
    _echoing: int = -1
    """The sentence that repeats the person's request, or -1."""
    _searching: int = -1
    """The sentence that tells of the search, or -1."""
    _sentence: int = -1
    _apart: tuple[int, ...] = ()
    """The items that its "one" and "the other" have been."""
    _spoken: frozenset[str] = frozenset()
    """The facts that the clause before rests on."""
    _carried: frozenset[tuple[str, ...]] = frozenset()
    """What their attributes are called."""

    def finding(self, case: Case, topic: Topic) -> Finding:
        """What is to be said of the next clause."""
        case = self._going_on(case)
        told = self._told(case)
        of_items = bool(case.sheet.items) and told is None
        if of_items and (one := self._set_apart(case, topic)) is not case:
            case, topic = one, replace(topic, subjects=one.subjects, named=True)
        again = repeated(case, self._said) if of_items else ()
        finding = (
            _literal(case, self.literals) or told or worst(_judge(one, topic) for one in again or (case,))
        )
        for check in (check_awaited, check_judgement) if of_items else ():
            if finding.faults_nothing and (other := check(case, self._before)) is not NOTHING:
                finding = other
        if self._wish is not None and topic.named:
            finding = _with_wish(finding, case, self._wish, topic)
        self.of_search.append(told is not None)
        self._remember(case, finding, repeats=bool(again))
        return finding

    def _set_apart(self, case: Case, topic: Topic) -> Case:
        """The clause about the item that "one" or "the other" is: the first it is true of that no other "one" was."""
        taken = self._apart if case.clause.sentence == self._sentence else ()
        meant = meant_apart(case, taken)
        about = [replace(case, subjects=(item,), named=True) for item in meant]
        for one in about:
            finding = _judge(one, replace(topic, subjects=one.subjects, named=True))
            if finding.verdict == "supported" and finding.fact_ids:
                self._apart = (*taken, *one.subjects)
                return one
        return about[0] if about else case

    def _going_on(self, case: Case) -> Case:
        """The clause with what the one before it spoke of, where it goes on from there."""
        same = case.clause.sentence == self._sentence
        if not (same or case.clause.joined):
            return case
        return replace(case, carried=self._carried, spoken=self._spoken if same else frozenset())

    def _told(self, case: Case) -> Finding | None:
        """What a clause says of the search or the person's words; of an item it says nothing then."""
        sentence = case.clause.sentence
        asks = case.clause.asks or case.clause.answer >= 0 or case.hits("wishing")
        echo = NOTHING if asks else check_echo(case, self._echoing == sentence and not states(case))
        search = check_search(case, self._searching == sentence)
        self._echoing = sentence if echo is not NOTHING else -1
        self._searching = sentence if search is not NOTHING else -1
        if not (case.sheet.items or case.sheet.grounds.counts):
            return None  # a plain text; a search that found nothing has counts and no items
        return next((f for f in (search, echo, check_mention(case)) if f is not NOTHING), None)

    def _remember(self, case: Case, finding: Finding, repeats: bool) -> None:
        clause = case.clause
        if (
            finding.verdict == "not_a_claim"
            and case.hits("wishing")
            and not case.negated
            and case.sheet.items
        ):
            self._wish = case
        before = self._before
        if before is None or before.clause.sentence != clause.sentence or not is_waiting(case):
            self._before = case
        self._carried, self._sentence = case.sheet.labels_of(finding.fact_ids), clause.sentence
        self._spoken = frozenset(finding.fact_ids)
        if not repeats and finding.verdict != "not_a_claim":
            self._said = self._said.and_then(case) if self._said else Said((case,), clause.sentence)
        elif self._said is not None and repeats:
            self._said = replace(self._said, sentence=clause.sentence)


def _literal(case: Case, literals: Sequence[Literal]) -> Finding | None:
    for literal in literals:
        if literal.start < case.end and case.start < literal.end and not literal.known:
            problem = "must not be said" if literal.forbidden else "an address that no fact holds"
            return Finding(frozenset(case.span), "unsupported", (), problem)
    return None


def _found(case: Case, checks: Iterable[Check]) -> Iterator[Finding]:
    """What each check finds that can find something here."""
    said = case.stretch.by_kind.keys()
    return (check(case) for check, on in checks if on is None or not said.isdisjoint(on))


def _judge(case: Case, topic: Topic) -> Finding:
    if not case.sheet.items:
        # "…, so I couldn't check it": of nothing that anybody knows.
        if not case.sheet.grounds.text and (unknown := check_unknown(case)).verdict == "not_a_claim":
            return unknown
        return check_talk(case) if check_talk(case).verdict else check_text(case)
    for finding in _found(case, WHOLE):
        if finding.verdict is not None:
            return finding
    return _second_chance(case, _parts(case, topic))


def _parts(case: Case, topic: Topic, idle: frozenset[int] = frozenset()) -> Finding:
    found = [finding for finding in _found(case, PARTS) if finding is not NOTHING]
    explained = idle.union(*(finding.explained for finding in found))
    finding = worst([*found, check_items(case, topic, explained)])
    silent = not (found or finding.fact_ids or case.carried)
    if case.negated and case.mentions() and silent and finding.passes:
        return Finding(finding.explained, "unsupported", (), "it denies nothing that is known")
    return finding


def _with_wish(finding: Finding, case: Case, wish: Case, topic: Topic) -> Finding:
    """The finding, or what is wrong with saying of the item what was wished for: "if you want NFC, take the Aster"."""
    says_no_more = not (case.content() or case.amounts())
    away = case.clause.sentence - wish.clause.sentence
    if away and not (away == 1 and says_no_more and case.negated):
        return finding
    if not (finding.faults_nothing or says_no_more) or len(case.subjects) != 1 or case.clause.asks:
        return finding
    said = replace(wish, subjects=case.subjects, negated=case.negated, named=True)
    social = frozenset(i for i in said.content() if case.sheet.vocabulary.is_social(said.key(i)))
    met = _parts(said, topic, said.covered("wishing", "conditional") | social)
    if met.verdict == "contradicted" or (met.verdict == "unsupported" and not finding.fact_ids):
        return met._replace(explained=frozenset(case.span))
    return met if met.verdict == "supported" and says_no_more else finding


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
