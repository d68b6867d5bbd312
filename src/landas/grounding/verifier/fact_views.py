"""One fact made ready to be looked up: its state, the words and concepts of its labels, its value."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from landas.grounding.claims import GroundFact
from landas.grounding.verifier.amounts import Amount, kind_of
from landas.grounding.verifier.labels import label_amounts, label_concepts, read_labels
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.value_views import ValueView, read_value
from landas.grounding.verifier.words import Senses, Vocabulary
from landas.language.units import written

State = Literal["present", "absent", "missing"]
_ABSENT = frozenset(
    {"no", "false", "none", "tidak", "tidak ada", "n", "not supported", "not available", "bukan"}
)
_PRESENT = frozenset({"yes", "true", "ya", "ada", "y"})
_MISSING = frozenset(
    {"", "-", "n/a", "na", "null", "unknown", "?", "--", "tba", "not specified", "tidak diketahui"}
)
_VOID = frozenset({"n/a", "na", "not applicable"})
_PART = re.compile(r"([,;(.])")
_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")
RUNNING_TEXT = 0.25
LONG_TEXT = 25
"""Values with more words than this are prose: matched sentence by sentence, not word by word."""


@dataclass(frozen=True, slots=True, eq=False)
class FactView:
    fact: GroundFact
    item: int
    state: State
    labels: tuple[tuple[Senses, ...], ...]
    concepts: frozenset[str]
    value: ValueView
    is_flag: bool
    label_senses: Senses
    is_title: bool = False
    label_amounts: tuple[Amount, ...] = ()
    """Numbers that are part of the name ("3.5 mm jack")."""
    label_concepts: tuple[frozenset[str], ...] = ()
    """The concepts that each label's words stand for as a whole: "screen size", not "screen cover"."""

    @property
    def is_void(self) -> bool:
        """True where the fact says that there is nothing to tell ("N/A")."""
        return str(self.fact.value).strip().casefold() in _VOID

    @property
    def is_prose(self) -> bool:
        """True for running text; a long list of values ("48 MP, f/1.6, …") has few closed words."""
        return len(self.value.words) > LONG_TEXT and self.value.closed_share >= RUNNING_TEXT


def view_fact(fact: GroundFact, item: int, vocabulary: Vocabulary, title: str) -> FactView:
    labels, own, concepts, every = read_labels(fact.labels, vocabulary.codes)
    state, is_flag = _state(fact.value)
    if state == "present" and _denies_itself(str(fact.value), concepts, vocabulary):
        state = "absent"
    counted = isinstance(fact.value, int | float) and not is_flag
    text = value_text(fact) if counted or (state == "present" and not is_flag) else ""
    if state == "present" and not (is_flag or counted or concepts & {"stock", "status"}):
        state, is_flag, text = _told_in_words(text, vocabulary)
    extra = tuple(word for key in _values(fact.value) for word in fact.synonyms.get(key, ()))
    view = read_value(" ; ".join((text, *extra)) if extra else text, vocabulary.codes)
    is_title = bool(title) and fact.value == title
    numbers = tuple(a for label in fact.labels for a in label_amounts(label, vocabulary.codes))
    concepts = concepts or _measured_concepts(fact.labels, view, vocabulary)
    return FactView(fact, item, state, labels, concepts, view, is_flag, every, is_title, numbers, own)


def _measured_concepts(labels: tuple[str, ...], view: ValueView, vocabulary: Vocabulary) -> frozenset[str]:
    """What "Dual: 13 MP, 2 MP" may be of: a label that only counts names nothing, but what it measures does."""
    keys = [piece.key for label in labels for piece in cut(label.replace("_", " ")) if piece.is_word]
    if not view.amounts or not keys or not all(vocabulary.has("manifold", key) for key in keys):
        return frozenset()
    kind = kind_of(view.amounts[0][0])
    return frozenset(concept for concept, kinds in vocabulary.dimensions.items() if kinds[0] == kind)


def thickness(view: FactView) -> GroundFact | None:
    """The smallest of the three dimensions of a thing ("116 x 62.2 x 11.6 mm"): how thick it is."""
    amounts = [amount for amount, _, chunk in view.value.amounts if chunk == view.value.amounts[0][2]]
    if "size" not in view.concepts or len(amounts) != 3 or len({a.unit for a in amounts}) > 1:
        return None
    if amounts[0].unit is None or view.fact.fact_id.endswith("#title"):
        return None
    least = min(amounts, key=lambda amount: amount.low)
    return GroundFact(view.fact.fact_id, ("thickness",), f"{least.low:g} {least.unit}")


def _values(value: object) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, tuple) else (str(value),)


def _state(value: object) -> tuple[State, bool]:
    if isinstance(value, bool):
        return ("present" if value else "absent"), True
    if isinstance(value, (int, float)):
        return ("present" if value != value or value else "absent"), False
    text = " ".join(_values(value)).strip().casefold()
    if text in _MISSING:
        return "missing", False
    if text in _ABSENT:
        return "absent", True
    return "present", text in _PRESENT


def _denies_itself(value: str, concepts: frozenset[str], vocabulary: Vocabulary) -> bool:
    """ "No cellular connectivity" of the network: a denial, then only words for the attribute itself."""
    first, _, rest = value.partition(" ")
    if not rest or not vocabulary.has("negators", first.casefold()):
        return False
    return bool(label_concepts(rest, vocabulary.codes, whole=True) & concepts)


def _told_in_words(text: str, vocabulary: Vocabulary) -> tuple[State, bool, str]:
    """ "Not included, €3.00 extra", "tersedia": the state that the first part tells, and what is left to be read."""
    first, _, rest = (*_PART.split(text, maxsplit=1), "", "")[:3]
    keys = [piece.key for piece in cut(first) if piece.is_word]
    has = vocabulary.has
    said = [key for key in keys if has("states", key) or has("refusals", key)]
    if not said or not all(key in said or vocabulary.is_idle(key) for key in keys):
        return "present", False, text
    denials = sum(has("refusals", key) or has("negators", key) for key in keys)
    if denials % 2:
        return "absent", not rest.strip(), rest.strip(" )")
    return "present", not rest.strip(), text if rest.strip() else ""


def value_text(fact: GroundFact) -> str:
    """The fact's value as text, its unit written behind a number."""
    value = fact.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # Careful: what is very small would be written with an exponent, which no reply has.
        number = f"{Decimal(f'{value:.10g}'):f}" if abs(value) < 1e10 else f"{value:.0f}"
        # Careful: "1.125" means a thousand in some languages; with a fourth decimal it reads one way only.
        number += "0" if _THREE_DECIMALS.fullmatch(number) else ""
        return f"{number} {written(fact.unit)}" if fact.unit else number
    return " ; ".join(_values(value))
