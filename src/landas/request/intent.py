"""What a person asked for: constraints with the span of the words they come from, and the rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from landas.catalog.fields import Direction

Op = Literal["eq", "ne", "lt", "lte", "gt", "gte", "between", "in", "not_in"]
Strength = Literal["hard", "soft"]
ConstraintSource = Literal["lexicon", "model", "filter"]
Manner = Literal["refine", "also", "instead", "correct", "clear", "afresh"]
IntentType = Literal[
    "find", "recommend", "compare", "ask_item", "why", "accept", "reject", "greeting", "small_talk", "unsafe",
    "out_of_scope", "other",
]  # fmt: skip
ConstraintValue = str | float | bool | tuple[str, ...] | tuple[float, ...]
Span = tuple[int, int]
"""Half-open offsets in Unicode code points of the request's text."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One wish about one field. `between` takes `(low, high)`, `in`/`not_in` a tuple of values.

    `span` quotes the user's own words (None only for `filters` and caller-given constraints).
    `assumption` is set when a vague word was turned into a number.
    """

    field: str
    op: Op
    value: ConstraintValue
    unit: str | None = None
    strength: Strength = "hard"
    span: Span | None = None
    source: ConstraintSource = "lexicon"
    confidence: float = 1.0
    assumption: str | None = None

    @property
    def values(self) -> tuple[Any, ...]:
        """Its values: the several of `in`, both ends of `between`, else the one."""
        return self.value if isinstance(self.value, tuple) else (self.value,)

    def to_document(self) -> dict[str, Any]:
        document: dict[str, Any] = {
            "field": self.field,
            "op": self.op,
            "value": list(self.value) if isinstance(self.value, tuple) else self.value,
            "unit": self.unit,
            "strength": self.strength,
            "span": list(self.span) if self.span else None,
            "source": self.source,
            "confidence": round(self.confidence, 4),
        }
        if self.assumption:
            document["assumption"] = self.assumption
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Constraint":
        value, span = document["value"], document["span"]
        return cls(
            document["field"],
            document["op"],
            tuple(value) if isinstance(value, list) else value,
            document["unit"],
            document["strength"],
            (span[0], span[1]) if span else None,
            document["source"],
            document["confidence"],
            document.get("assumption"),
        )


@dataclass(frozen=True, slots=True)
class Sort:
    """Order by a field: `lower` puts the smallest value first."""

    field: str
    direction: Direction
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Comparative:
    """ "Cheaper", "lebih ringan": a limit by what was shown before; alone it is read as a vague word."""

    field: str
    direction: Direction
    span: Span | None = None
    factor: float = 1.0
    """How many times as much: 2 for "twice the RAM", 0.5 for "half that price"."""

    def to_document(self) -> dict[str, Any]:
        document = {
            "field": self.field,
            "direction": self.direction,
            "span": list(self.span) if self.span else None,
        }
        return document if self.factor == 1 else {**document, "factor": self.factor}


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing named in the text that the lexicon knows: a brand, an item, a value."""

    kind: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Preference:
    """A soft wish in words that no constraint expresses ("for school"): it ranks, it never filters."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Intent:
    intent_type: IntentType = "find"
    categories: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    preferences: tuple[Preference, ...] = ()
    sort: Sort | None = None
    entities: tuple[Entity, ...] = ()
    language: str = "en"
    confidence: float = 1.0
    clarification_needed: bool = False
    unparsed: tuple[str, ...] = ()
    """The words nothing explains, in the user's spelling: wishes that the catalogue lacks are among them."""
    rejected: tuple[str, ...] = field(default=())
    """What validation dropped (a model's invented wish, a field outside the schema), in plain words."""
    released: tuple[str, ...] = ()
    """Fields whose wish of an earlier turn this one takes back ("any colour")."""
    corrections: tuple[tuple[int, int, str], ...] = ()
    """Words read as others: start, end, what they were read as."""
    comparatives: tuple[Comparative, ...] = ()
    manner: Manner = "refine"
    """How the turn stands to earlier ones: it refines them, adds an alternative, replaces a wish, puts it right
    ("no, 6.4 or larger"), clears all but the kind of thing and what it `keeps`, or begins anew."""

    denied: tuple[str, ...] = ()
    """What the thing is said not to be for, in the person's words: purposes of earlier turns that no longer hold."""
    loose: tuple[str, ...] = ()
    """Words that say no wish of any field, though texts of the catalogue have them: they are matched."""
    given_up: tuple[str, ...] = ()
    """Those of the unparsed words that name a kind of thing of which nothing fits, so that other kinds are shown."""
    lost_kinds: tuple[str, ...] = ()
    """The kinds that these words name: later turns look for them again."""
    let_go: tuple[tuple[str, str], ...] = ()
    """Field and value that an earlier turn wished for and this one takes back, where others of the field stay."""
    keeps: tuple[str, ...] = ()
    """Fields whose wishes stay where a turn clears the others."""
    restored: tuple[str, ...] = ()
    """Fields of which is wished again what was before: known of a turn alone, not of what holds after it."""

    @property
    def names_what_is_lacking(self) -> bool:
        """Whether the turn asks for something that isn't there at all: `unparsed` says what."""
        return self.intent_type == "out_of_scope" and bool(self.unparsed)

    def hard(self) -> tuple[Constraint, ...]:
        return tuple(c for c in self.constraints if c.strength == "hard")

    def with_filters(self, filters: Sequence[Constraint]) -> "Intent":
        """All that an answer had to satisfy: the person's wishes and the caller's filters."""
        return replace(self, constraints=(*self.constraints, *filters)) if filters else self

    def said_before(self) -> "Intent":
        """The same wishes without their places: a later turn's text is another one."""
        return replace(
            self,
            constraints=tuple(replace(c, span=None) for c in self.constraints),
            sort=replace(self.sort, span=None) if self.sort else None,
            entities=(),
            corrections=(),
            comparatives=(),
        )

    def moved(self, move: Callable[[int, int], Span]) -> "Intent":
        """The same intent with every span put through `move`: into the text another one was made from."""
        return replace(
            self,
            constraints=tuple(replace(c, span=move(*c.span)) if c.span else c for c in self.constraints),
            preferences=tuple(replace(p, span=move(*p.span)) for p in self.preferences),
            sort=replace(self.sort, span=move(*self.sort.span))
            if self.sort and self.sort.span
            else self.sort,
            entities=tuple(replace(e, span=move(*e.span)) for e in self.entities),
            corrections=tuple((*move(start, end), word) for start, end, word in self.corrections),
            comparatives=tuple(replace(c, span=move(*c.span)) if c.span else c for c in self.comparatives),
        )

    def to_document(self) -> dict[str, Any]:
        sort = self.sort
        return {
            "intent_type": self.intent_type,
            "categories": list(self.categories),
            "constraints": [c.to_document() for c in self.constraints],
            "preferences": [{"text": p.text, "span": list(p.span)} for p in self.preferences],
            "sort": {
                "field": sort.field,
                "direction": sort.direction,
                "span": list(sort.span) if sort.span else None,
            }
            if sort
            else None,
            "entities": [{"kind": e.kind, "value": e.value, "span": list(e.span)} for e in self.entities],
            "language": self.language,
            "confidence": round(self.confidence, 4),
            "clarification_needed": self.clarification_needed,
            "unparsed": list(self.unparsed),
            "rejected": list(self.rejected),
            "released": list(self.released),
            "let_go": [list(pair) for pair in self.let_go],
            "keeps": list(self.keeps),
            "corrections": [{"span": [c[0], c[1]], "read_as": c[2]} for c in self.corrections],
            "comparatives": [c.to_document() for c in self.comparatives],
            "manner": self.manner,
            "denied": list(self.denied),
            "loose": list(self.loose),
            "given_up": list(self.given_up),
            "lost_kinds": list(self.lost_kinds),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Intent":
        sort = document["sort"]
        return cls(
            document["intent_type"],
            tuple(document["categories"]),
            tuple(Constraint.from_document(c) for c in document["constraints"]),
            tuple(Preference(p["text"], (p["span"][0], p["span"][1])) for p in document["preferences"]),
            Sort(sort["field"], sort["direction"], tuple(sort["span"]) if sort["span"] else None)
            if sort
            else None,
            tuple(Entity(e["kind"], e["value"], (e["span"][0], e["span"][1])) for e in document["entities"]),
            document["language"],
            document["confidence"],
            document["clarification_needed"],
            tuple(document["unparsed"]),
            tuple(document["rejected"]),
            tuple(document["released"]),
            tuple((c["span"][0], c["span"][1], c["read_as"]) for c in document["corrections"]),
            tuple(
                Comparative(
                    c["field"], c["direction"], tuple(c["span"]) if c["span"] else None, c.get("factor", 1.0)
                )
                for c in document.get("comparatives", ())
            ),
            document.get("manner", "refine"),
            tuple(document.get("denied", ())),
            tuple(document.get("loose", ())),
            tuple(document.get("given_up", ())),
            tuple(document.get("lost_kinds", ())),
            tuple((field, value) for field, value in document.get("let_go", ())),
            tuple(document.get("keeps", ())),
        )
