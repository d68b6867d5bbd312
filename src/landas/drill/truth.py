"""Is a reply true? An oracle that knows raw values and nothing of how Landas words or verifies.

Every number must be a value of a shown item (in some unit or rounding), a difference of two of them, a count, or
something the person said; every brand that is named must be a shown item's; no lie of the drill's own may occur; and
comparisons are computed again. What it can't read it leaves alone: it finds faults, it doesn't vouch.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

from landas.drill.comparing import Compared, comparisons

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
FACTORS = (1.0, 0.01, 0.001, 1000.0, 100.0, 0.1, 10.0)
"""Between the units that a value may be told in."""
SMALL_COUNT = 10
"""Up to here a whole number counts items, places or wishes."""


@dataclass(frozen=True)
class Row:
    """One item as its feed or its store has it: `raw` is any nesting of plain values."""

    item_id: str
    title: str
    raw: Mapping[str, Any]

    @cached_property
    def numbers(self) -> Mapping[str, frozenset[float]]:
        """Every number of the row, under the key it stands at."""
        return {key: frozenset(numbers_in(value)) for key, value in {"": self.title, **self.raw}.items()}

    @cached_property
    def text(self) -> str:
        return " ".join(texts_in([self.title, self.raw])).casefold()


@dataclass(frozen=True)
class Oracle:
    """What is known beforehand. `brands`: names of which a reply may only use those of shown items."""

    rows: Mapping[str, Row]
    brands: frozenset[str]
    lies: tuple[str, ...]
    compared: Mapping[str, Compared]
    """The words of comparison by language."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which key of a row holds `price` and `weight`."""

    def faults(self, turn: Mapping[str, Any], said: str, receipt: Mapping[str, Any]) -> list[str]:
        """What is wrong with an answer. `said` are the person's words, `receipt` is read for its counts alone."""
        # The turn's one question offers values of the catalogue, counted there: it is judged by these.
        asked = str(turn.get("clarification") or "")
        reply = str(turn["reply"]).removesuffix(asked)
        shown = [str(item["item_id"]) for item in turn["items"]]
        cited = [fact.split("#")[0] for claim in turn["claims"] for fact in claim["fact_ids"]]
        rows = [self.rows[item_id] for item_id in dict.fromkeys([*shown, *cited]) if item_id in self.rows]
        faults = [f"foreign item {item_id}" for item_id in shown if item_id not in self.rows]
        own = " ".join([said.casefold(), *(row.text for row in rows)])
        faults += [f"“{lie}” is said" for lie in self.lies if lie in reply.casefold() and lie not in own]
        faults += [f"the name {brand!r}" for brand in self._named(reply.casefold()) if brand not in own]
        counted = [
            receipt.get("fitting", 0),
            *(n for told in ("intent", "state") for n in _wished(turn.get(told) or {})),
            *numbers_in(_relaxed(receipt)),
        ]
        known = {float(n) for n in counted} | readings(said)
        faults += [
            f"the number {match[0]}"
            for match in NUMBER.finditer(reply)
            if not explained(match[0], rows, known)
        ]
        faults += self._of_question(asked, receipt)
        faults += self._turned_around(reply, turn, rows)
        if any(claim["verdict"] in ("contradicted", "unsupported") for claim in turn["claims"]):
            faults.append("a claim that Landas itself calls unfaithful")
        return faults

    def _of_question(self, asked: str, receipt: Mapping[str, Any]) -> list[str]:
        """What a question says beside the answers that it offers."""
        lowered = asked.casefold()
        wording = receipt.get("wording") or {}
        offered = " ".join(texts_in(wording.get("question"))).casefold()
        faults = [f"the question says “{lie}”" for lie in self.lies if lie in lowered and lie not in offered]
        faults += [f"the question names {brand!r}" for brand in self._named(lowered) if brand not in offered]
        faults += [f"the question's number {n[0]}" for n in NUMBER.finditer(lowered) if n[0] not in offered]
        return faults + ["more than a question"] * (asked.count("?") > 1 or ". " in asked)

    def _named(self, reply: str) -> Iterator[str]:
        for brand in self.brands:
            if brand in reply and re.search(rf"(?<!\w){re.escape(brand)}(?!\w)", reply):
                yield brand

    def _turned_around(self, reply: str, turn: Mapping[str, Any], rows: Sequence[Row]) -> list[str]:
        by_id = {row.item_id: row for row in rows}
        shown = [by_id[i["item_id"]] for i in turn["items"] if i["item_id"] in by_id]
        words = self.compared.get(str(turn["language"]))
        if words is None or len(shown) < 2:
            return []
        faults = []
        for found in comparisons(reply, [row.title for row in shown], words):
            value, other = (
                number_at(shown[place].raw, self.columns.get(found.about)) for place in found.places
            )
            if value is None or other is None:
                continue
            if not (value < other if found.towards == "low" else value > other):
                faults.append(f"turned around: “{found.word}” of {value:g} and {other:g}")
        return faults


def _wished(read: Mapping[str, Any]) -> set[float]:
    """The limits that were read from what the person said, this turn or before; the page shows each as a chip."""
    return numbers_in([wish["value"] for wish in read.get("constraints", [])])


def _relaxed(receipt: Mapping[str, Any]) -> Any:
    wording = receipt.get("wording") or {}
    return [wording.get("relaxations", []), wording.get("question", {})]


def readings(text: str) -> set[float]:
    """Every number that a piece of text may mean, under both decimal conventions.

    >>> sorted(readings("1.5 of 3"))
    [1.5, 3.0, 15.0]
    """
    found: set[float] = set()
    for match in NUMBER.finditer(text):
        for spelling in (match[0].replace(",", ""), match[0].replace(".", "").replace(",", ".")):
            # "1.2.3" is a version, and no number.
            if spelling.count(".") <= 1:
                found.add(float(spelling))
    return found


def explained(number: str, rows: Sequence[Row], known: set[float]) -> bool:
    """Whether some reading of a number in a reply is a value, a difference, a count, or known otherwise."""
    means = readings(number)
    if not means:
        return number in " ".join(row.text for row in rows)
    if any(n == int(n) and 0 <= n <= SMALL_COUNT for n in means):
        return True
    if any(_near(n, told) for n in means for told in known):
        return True
    if any(
        _near(n, value) for row in rows for values in row.numbers.values() for value in values for n in means
    ):
        return True
    return any(_near(n, gap) for gap in _differences(rows) for n in means)


def _near(number: float, value: float) -> bool:
    return any(_rounds(number, value * factor) for factor in FACTORS)


def _rounds(number: float, value: float) -> bool:
    """Whether the number is the value, told with as many decimals as the number has."""
    decimals: int = len(f"{number:.10f}".rstrip("0").partition(".")[2])
    return abs(number - value) <= 0.5001 * 10.0**-decimals


def _differences(rows: Sequence[Row]) -> Iterator[float]:
    """Of the same key in two rows."""
    for one, other in combinations(rows, 2):
        for key in one.numbers.keys() & other.numbers.keys():
            yield from (abs(a - b) for a in one.numbers[key] for b in other.numbers[key])


def numbers_in(value: Any) -> set[float]:
    """Every number inside nested plain values, those written in texts too."""
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, int | float):
        return {float(value)}
    if isinstance(value, str):
        return readings(value)
    inner: Iterable[Any] = value.values() if isinstance(value, Mapping) else value
    return {number for entry in inner for number in numbers_in(entry)}


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for entry in value.values():
            yield from texts_in(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from texts_in(entry)
    elif value is not None:
        yield str(value)


def number_at(raw: Mapping[str, Any], key: str | None) -> float | None:
    """The number at a key of the row; None where there is none. `values.price` looks inside."""
    if key is None:
        return None
    found: Any = raw
    for part in key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    try:
        return None if found is None or isinstance(found, bool) else float(found)
    except (TypeError, ValueError):
        return None
