"""One clause with everything its checks need, and what a check finds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from landas.grounding.claims import Verdict
from landas.grounding.verifier.amounts import Amount
from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.names import Mention
from landas.grounding.verifier.reading import Hit, Reading
from landas.grounding.verifier.sheets import Sheet
from landas.grounding.verifier.stretches import Stretch
from landas.grounding.verifier.words import Senses


class Finding(NamedTuple):
    """What one check says of a clause: the pieces it accounts for and, where it decides, a verdict."""

    explained: frozenset[int] = frozenset()
    verdict: Verdict | None = None
    fact_ids: tuple[str, ...] = ()
    problem: str | None = None
    is_label: bool = False
    """True when all it finds wrong is a label that stands beside another fact's value."""

    @property
    def passes(self) -> bool:
        return self.verdict in (None, "supported")

    @property
    def faults_nothing(self) -> bool:
        """It passes, or states nothing."""
        return self.passes or self.verdict == "not_a_claim"


NOTHING = Finding()
_RANK: dict[Verdict, int] = {"supported": 0, "not_a_claim": 0, "unsupported": 1, "contradicted": 2}


def worst(findings: Iterable[Finding]) -> Finding:
    """All findings as one: the gravest verdict, the ids and problem that go with it."""
    findings = list(findings)
    if not findings:
        return Finding()
    if len(findings) == 1 and (one := findings[0]).verdict:
        return one
    ranks = [_RANK[f.verdict or "supported"] for f in findings]
    grave = max(ranks)
    chosen = [f for f, rank in zip(findings, ranks, strict=True) if rank == grave]
    ids = tuple(dict.fromkeys([i for f in chosen for i in f.fact_ids]))
    explained = frozenset().union(*[f.explained for f in findings])
    problem = next((f.problem for f in chosen if f.problem), None)
    return Finding(explained, chosen[0].verdict or "supported", ids, problem)


@dataclass(frozen=True)
class Case:
    """`subjects` are the items the clause is about, `references` those it compares with (after "than").

    `carried` are the labels of the attribute that the clause before, or the table's header, spoke of.
    """

    stretch: Stretch
    subjects: tuple[int, ...]
    references: tuple[int, ...] = ()
    carried: frozenset[tuple[str, ...]] = frozenset()
    spoken: frozenset[str] = frozenset()
    """Fact ids that the clause before, of the same sentence, spoke of."""
    negated: bool = False
    named: bool = False
    """True when the clause itself names its subject."""
    of_none: bool = False
    """True when it says of none of its subjects what it says."""
    contrast: str | None = None
    """How the references stand to what is said; see `Topic`."""
    instead: frozenset[int] = frozenset()
    """Pieces that only set the subject in place of a reference ("it isn't the Brio but …")."""
    reading: Reading = field(init=False, repr=False, compare=False)
    sheet: Sheet = field(init=False, repr=False, compare=False)
    clause: Clause = field(init=False, repr=False, compare=False)
    span: range = field(init=False, repr=False, compare=False)
    start: int = field(init=False, repr=False, compare=False)
    end: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The stretch's own, at hand: every check asks for them many times."""
        stretch, of_self = self.stretch, self.__dict__
        of_self["reading"], of_self["sheet"], of_self["clause"] = (
            stretch.reading,
            stretch.sheet,
            stretch.clause,
        )
        of_self["span"], of_self["start"], of_self["end"] = stretch.span, stretch.start, stretch.end

    def hits(self, *kinds: str) -> list[Hit]:
        by_kind = self.stretch.by_kind
        if len(kinds) == 1:
            return by_kind.get(kinds[0], [])
        if by_kind.keys().isdisjoint(kinds):
            return []
        found = [kind for kind in kinds if kind in by_kind]
        if len(found) < 2:
            return by_kind[found[0]] if found else []
        return [hit for hit in self.stretch.hits if hit.marker.kind in found]

    def outside_names(self, *kinds: str) -> list[Hit]:
        """As `hits`, without those inside an item's name."""
        found, named = self.hits(*kinds), self.stretch.named
        return [hit for hit in found if hit.first not in named] if found and named else found

    def amounts(self) -> list[Amount]:
        return self.stretch.amounts

    def mentions(self) -> list[Mention]:
        return self.stretch.mentions

    def senses(self, index: int) -> Senses:
        return self.reading.senses[index]

    def key(self, index: int) -> str:
        return self.reading.keys[index]

    def says(self, *lists: str) -> bool:
        """True where one of the clause's words stands on one of the vocabulary's lists."""
        keys, known = self.stretch.keys, self.sheet.vocabulary.lists
        return any(not known[name].isdisjoint(keys) for name in lists)

    def is_closed(self, index: int) -> bool:
        return self.stretch.is_closed(index)

    def pieces_of(self, amount: Amount) -> frozenset[int]:
        return frozenset(self.reading.pieces_of(amount.start, amount.end))

    def words(self) -> tuple[int, ...]:
        """The clause's words outside names and amounts, closed ones included."""
        return self.stretch.words

    def content(self) -> tuple[int, ...]:
        """Words that must be accounted for: neither closed, nor a denial, nor praise."""
        return self.stretch.content

    def covered(self, *kinds: str) -> frozenset[int]:
        """Pieces inside phrases of these kinds."""
        hits = self.hits(*kinds)
        return frozenset([i for hit in hits for i in range(hit.first, hit.last)]) if hits else frozenset()

    def label_hits(self, fact: FactView) -> frozenset[int]:
        """Pieces that name the fact's attribute: words of its labels, or phrases of a concept it stands for."""
        return self.stretch.label_hits(fact)

    def names_whole_label(self, fact: FactView) -> bool:
        """True when some label of the fact stands in the clause with all its telling words, or by its concept."""
        here = self.stretch.all_senses
        for label in fact.labels:
            # Numbers in a name are checked as numbers ("3.5 mm jack").
            telling = [senses for senses in label if not any(s[0].isdigit() for s in senses)]
            if all(senses & here for senses in telling or label) and label:
                return True
        concepts = self.stretch.concepts.keys()
        return any(not own.isdisjoint(concepts) for own in fact.label_concepts)
