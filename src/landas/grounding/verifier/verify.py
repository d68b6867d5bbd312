"""The verifier: a reply's clauses, each with a verdict against the grounds. What nothing explains is unsupported."""

from collections.abc import Sequence
from dataclasses import replace

from landas.grounding.claims import Claim, Grounds
from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.choices import with_choices
from landas.grounding.verifier.clauses import begins_anew, merged, split
from landas.grounding.verifier.denials import with_carried_denials
from landas.grounding.verifier.gap_roles import with_gaps
from landas.grounding.verifier.hollow import with_hollow
from landas.grounding.verifier.idle import is_idle
from landas.grounding.verifier.judging import Judge
from landas.grounding.verifier.literals import find_literals
from landas.grounding.verifier.negation import is_negated
from landas.grounding.verifier.opinions import with_advice
from landas.grounding.verifier.reading import read
from landas.grounding.verifier.reasons import with_reasons
from landas.grounding.verifier.rows import with_rows
from landas.grounding.verifier.sheets import make_sheet
from landas.grounding.verifier.stretches import Stretch
from landas.grounding.verifier.topic import Topic
from landas.grounding.verifier.topics import find_topics
from landas.grounding.verifier.words import vocabulary
from landas.language.pack import LanguagePack


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
        idle = [is_idle(stretches[clause]) for clause in clauses]
        clauses = merged(clauses, idle, [begins_anew(reading, sheet, clause) for clause in clauses])
        clauses = with_gaps(reading, sheet, clauses)
        topics = find_topics(reading, sheet, clauses)
        read_once = [stretches.get(clause) or Stretch(reading, sheet, clause) for clause in clauses]
        cases = with_carried_denials([_case(*pair) for pair in zip(read_once, topics, strict=True)])
        judge = Judge(find_literals(reply, sheet))
        findings = [judge.finding(*pair) for pair in zip(cases, topics, strict=True)]
        findings = with_advice(cases, with_reasons(cases, with_rows(cases, findings)))
        findings = with_choices(cases, with_hollow(cases, findings, judge.of_search))
        return tuple(_claim(*pair) for pair in zip(cases, findings, strict=True))


def verify(
    reply: str, grounds: Grounds, packs: Sequence[LanguagePack], language: str | None = None
) -> tuple[Claim, ...]:
    """The claims of one reply; see `Verifier`."""
    return Verifier(grounds, packs, language).claims(reply)


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
    return replace(case, negated=is_negated(case))


def _claim(case: Case, finding: Finding) -> Claim:
    verdict = finding.verdict or "not_a_claim"
    problem = finding.problem if verdict in ("contradicted", "unsupported") else None
    text = case.reading.text[case.start : case.end]
    return Claim(text, case.start, case.end, verdict, finding.fact_ids, problem)
