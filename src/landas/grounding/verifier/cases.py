"""One clause with everything its checks need, and what a check finds."""

from collections.abc import Iterator
from dataclasses import dataclass

from landas.grounding.claims import Verdict
from landas.grounding.verifier.amounts import Amount
from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.reading import Hit, Mention, Reading, senses_at
from landas.grounding.verifier.sheets import FactView, Sheet
from landas.grounding.verifier.words import Senses


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of a clause: the pieces it accounts for and, where it decides, a verdict."""

    explained: frozenset[int] = frozenset()
    verdict: Verdict | None = None
    fact_ids: tuple[str, ...] = ()
    problem: str | None = None


NOTHING = Finding()


@dataclass(frozen=True)
class Case:
    """`subjects` are the items the clause is about, `references` those it compares with (after "than").

    `carried` are fact ids of the attribute that the clause before, or the table's header, spoke of.
    """

    reading: Reading
    sheet: Sheet
    clause: Clause
    subjects: tuple[int, ...]
    references: tuple[int, ...] = ()
    carried: frozenset[str] = frozenset()
    negated: bool = False
    named: bool = False
    """True when the clause itself names its subject."""

    @property
    def span(self) -> range:
        return range(self.clause.first, self.clause.last)

    def hits(self, *kinds: str) -> list[Hit]:
        return self.reading.hits_in(self.clause.first, self.clause.last, *kinds)

    def outside_names(self, *kinds: str) -> list[Hit]:
        """As `hits`, without those inside an item's name."""
        named = {i for m in self.mentions() for i in range(m.first, m.last)}
        return [hit for hit in self.hits(*kinds) if hit.first not in named]

    def amounts(self) -> list[Amount]:
        first, last = self.start, self.end
        return [a for a in self.reading.amounts if a.start >= first and a.end <= last]

    def mentions(self) -> list[Mention]:
        return [
            m for m in self.reading.mentions if m.first >= self.clause.first and m.last <= self.clause.last
        ]

    @property
    def start(self) -> int:
        return self.reading.pieces[self.clause.first].start

    @property
    def end(self) -> int:
        return self.reading.pieces[self.clause.last - 1].end

    def senses(self, index: int) -> Senses:
        return senses_at(self.reading, self.sheet, index)

    def key(self, index: int) -> str:
        return self.reading.pieces[index].key

    def is_closed(self, index: int) -> bool:
        return self.sheet.vocabulary.has("closed", self.key(index))

    def pieces_of(self, amount: Amount) -> frozenset[int]:
        pieces = self.reading.pieces
        return frozenset(
            i for i in self.span if pieces[i].start < amount.end and amount.start < pieces[i].end
        )

    def words(self) -> Iterator[int]:
        """The clause's words outside names and amounts, closed ones included."""
        taken = {i for m in self.mentions() for i in range(m.first, m.last)}
        for amount in self.amounts():
            taken |= self.pieces_of(amount)
        return (i for i in self.span if self.reading.pieces[i].is_word and i not in taken)

    def content(self) -> list[int]:
        """Words that must be accounted for: neither closed, nor a denial, nor praise."""
        vocabulary = self.sheet.vocabulary
        return [
            i
            for i in self.words()
            if not self.is_closed(i)
            and not vocabulary.has("negators", self.key(i))
            and not vocabulary.has("praise", self.key(i))
        ]

    def covered(self, *kinds: str) -> frozenset[int]:
        """Pieces inside phrases of these kinds."""
        return frozenset(i for hit in self.hits(*kinds) for i in range(hit.first, hit.last))

    def label_hits(self, fact: FactView) -> frozenset[int]:
        """Pieces that name the fact's attribute: words of its labels, or phrases of a concept it stands for."""
        words = {i for i in self.words() if not self.is_closed(i) and self.senses(i) & fact.label_senses}
        for hit in self.outside_names("thesaurus"):
            if hit.marker.content in fact.concepts:
                words.update(range(hit.first, hit.last))
        return frozenset(words)

    def names_whole_label(self, fact: FactView) -> bool:
        """True when some label of the fact stands in the clause with all its telling words, or by its concept."""
        here: set[str] = {s for i in self.words() for s in self.senses(i)}
        if any(label and all(senses & here for senses in label) for label in fact.labels):
            return True
        concepts = {hit.marker.content for hit in self.outside_names("thesaurus")}
        return bool(concepts & fact.concepts) and min(map(len, fact.labels), default=9) <= 2
