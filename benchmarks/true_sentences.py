"""True sentences about a few items in people's own words, and the same sentences made false in one known way.

A pattern is written once with alternatives ("(costs|sells for) {v}"); it is filled from raw rows, so what comes out is
true whatever Landas thinks, and a twist of one of its parts (another number, another unit, the other item) is false.
A column with a `part` may be said in the patterns of other columns too: "It costs {v} and weighs {weight}.".
"""

import itertools
import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True)
class Sentence:
    """`kind` is what it speaks of, `pattern` what it was made from; `twisted`: how it goes wrong -> the false text."""

    kind: str
    pattern: str
    text: str
    twisted: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """The rows a reply speaks of, the names they go by, and how people put each column."""

    rows: list[Row]
    names: list[str]
    truths: Row
    language: str
    strangers: list[Row] = field(default_factory=list)
    """Other rows of the same feed, whose values are wrong here."""


def sentences(world: World, chance: random.Random) -> Iterator[Sentence]:
    """One sentence for every pattern that can be filled."""
    for measure in world.truths.get("measures", ()):
        yield from _measured(world, measure, chance)
    for words in world.truths.get("words", ()):
        yield from _worded(world, words, chance)
    for flag in world.truths.get("flags", ()):
        yield from _flagged(world, flag, chance)


def written(pattern: str, chance: random.Random) -> str:
    """The pattern with one of its alternatives chosen everywhere."""
    while match := _CHOICE.search(pattern):
        pattern = pattern[: match.start()] + chance.choice(match[1].split("|")) + pattern[match.end() :]
    lines = (" ".join(line.split()) for line in pattern.split("\n"))
    return re.sub(r" +([.,])", r"\1", "\n".join(lines))


def short_names(titles: list[str]) -> list[str]:
    """The first words of each title that no other title begins with."""
    names = []
    for title in titles:
        words = title.split()
        shorts = (" ".join(words[:n]).rstrip(" ,;:-(/") for n in range(min(4, len(words)), len(words) + 1))
        names.append(
            next(
                (s for s in shorts if sum(t.casefold().startswith(s.casefold()) for t in titles) == 1), title
            )
        )
    return names


def number(value: float, decimals: int | str, language: str) -> str:
    """As people of that language write it; `decimals` "year" is a plain whole number."""
    if isinstance(decimals, str):
        return f"{value:.0f}"
    text = f"{value:,.{decimals}f}"
    if "." in text and (decimals != 2 or text.endswith(".00")):
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def measured(row: Row, measure: Row) -> float | None:
    raw = row.get(measure["column"])
    if "find" in measure and isinstance(raw, str):
        found = re.search(measure["find"], raw)
        raw = float(found[1]) if found else None
    usable = isinstance(raw, int | float) and not isinstance(raw, bool) and raw > 0
    return float(raw) * measure.get("factor", 1) if usable and raw is not None else None


def _measured(world: World, measure: Row, chance: random.Random) -> Iterator[Sentence]:
    values = [measured(row, measure) for row in world.rows]
    for position, value in enumerate(values):
        if value is not None:
            yield from _of_one(world, measure, position, values, chance)
    yield from _compared(world, measure, values, chance)
    if None not in values and len(values) > 1:
        yield from _of_all(world, measure, [v for v in values if v is not None], chance)


def _patterns(measure: Row, key: str, language: str) -> list[str]:
    return measure.get(key, {}).get(language, [])


def _named(world: World, patterns: list[str]) -> list[str]:
    """The patterns that say which item they speak of, where there are several."""
    return [
        p for p in patterns if len(world.rows) == 1 or any(part in p for part in ("{name}", "{a}", "{b}"))
    ]


def _of_one(
    world: World, measure: Row, position: int, values: list[float | None], chance: random.Random
) -> Iterator[Sentence]:
    value, name, language = values[position], world.names[position], world.language
    assert value is not None
    also = also_said(world, position, chance)
    apart = 0 if "near" in measure else 0.1 * value
    others = [world.names[i] for i, v in enumerate(values) if v is not None and abs(v - value) > apart]
    for key in ("says", "range", "about", "not"):
        for pattern in _fillable(_named(world, _patterns(measure, key, language)), also):
            shape = written(pattern, chance)
            amount = _writer(measure, language, chance, value)
            wrong = _wrong(value, chance, near=measure.get("near"))
            up, down = _beyond(value, chance.uniform(1.05, 1.5)), _beyond(value, chance.uniform(0.5, 0.95))
            rough = float(f"{value:.2g}")
            parts = {**also, "name": name, "v": amount(value), "w": amount(wrong), "up": amount(up),
                     "down": amount(down), "r": amount(rough)}  # fmt: skip
            false: dict[str, dict[str, str]] = {}
            if key == "says":
                false = {
                    "number changed": {"v": amount(wrong)},
                    "unit changed": {"v": _unit_twisted(parts["v"], measure)},
                }
                if re.search(measure["named"], re.sub(r"\{\w+\}", "", shape)) and (
                    foreign := _foreign(world, measure, position, chance)
                ):
                    false["attribute swapped"] = {"v": foreign}
                false |= {"items swapped": {"name": chance.choice(others)}} if others else {}
            elif key == "range":
                high, low = _beyond(value, 2.3), _beyond(value, 1.4)
                false = {"bound broken": {"up": amount(_beyond(value, 0.7)), "down": amount(low)}}
                if "{up}" in pattern and "{down}" in pattern:
                    false = {"bound broken": {"up": amount(high), "down": amount(low)}}
            elif key == "about":
                false = {"number changed": {"r": amount(float(f"{_wrong(value, chance, 0.2):.2g}"))}}
            elif "{v}" in pattern:
                false = {"negation moved": {"v": parts["w"], "w": parts["v"]}}
            else:
                false = {"negation added": {"w": parts["v"]}}
            kind = {"says": measure["kind"]}.get(key, "negation" if key == "not" else key)
            yield _filled(kind, pattern, parts, false, chance, shape)


def _filled(
    kind: str,
    pattern: str,
    parts: Row,
    false: dict[str, dict[str, str]],
    chance: random.Random,
    shape: str | None = None,
) -> Sentence:
    shape = shape or written(pattern, chance)
    text = shape.format(**parts)
    twisted = {how: shape.format(**{**parts, **change}) for how, change in false.items()}
    return Sentence(kind, pattern, text, {how: t for how, t in twisted.items() if t != text})


def also_said(world: World, position: int, chance: random.Random) -> dict[str, str]:
    """What else a pattern may say of this item: `part` -> its value, as people write it."""
    row, said = world.rows[position], {}
    for measure in world.truths.get("measures", ()):
        if "part" in measure and (value := measured(row, measure)) is not None:
            said[measure["part"]] = _writer(measure, world.language, chance, value)(value)
    for words in world.truths.get("words", ()):
        if "part" in words and (word := _values(row, words)) is not None:
            said[words["part"]] = _called(word, words, world.language)
    return said


def _fillable(patterns: list[str], also: dict[str, str]) -> list[str]:
    own = {"name", "v", "w", "up", "down", "r"}
    return [p for p in patterns if set(re.findall(r"\{(\w+)\}", p)) <= own | also.keys()]


def _writer(measure: Row, language: str, chance: random.Random, value: float | None = None) -> Any:
    """Writes amounts in one way of showing them; not one whose rounding would make `value` another one."""
    forms = measure["shown"][language]
    if value is not None:
        forms = [form for form in forms if _keeps(value * form[1], form[2])] or forms
    form, factor, decimals = chance.choice(forms)
    return lambda value: form.format(number(value * factor, decimals, language))


def _keeps(shown: float, decimals: int | str) -> bool:
    return isinstance(decimals, str) or abs(round(shown, decimals) - shown) <= 0.01 * abs(shown)


def _beyond(value: float, factor: float) -> float:
    """A round number near `value` times `factor`, on the same side of it."""
    rounded = float(f"{value * factor:.2g}")
    return rounded if (rounded > value) == (factor > 1) and rounded != value else value * factor


def _wrong(value: float, chance: random.Random, least: float = 0.07, near: int | None = None) -> float:
    """Another value; one at most `near` off where that is how people get it wrong, as with years."""
    if near is not None:
        return value + chance.choice((-1, 1)) * chance.randint(1, near)
    changed = value * (1 + chance.choice((-1, 1)) * chance.uniform(least, 0.6))
    digits = max(2, 2 - math.floor(math.log10(abs(value)))) if value < 1 else 2
    return round(changed, digits) if value < 1000 else float(round(changed))


def _unit_twisted(said: str, measure: Row) -> str:
    """The same number in another unit or currency."""
    for old, new in measure.get("units", {}).items():
        if old in said:
            return said.replace(old, new)
    return said


def _foreign(world: World, measure: Row, position: int, chance: random.Random) -> str | None:
    """A value of the same row that another attribute has, of another dimension."""
    dimension = measure.get("dimension", measure["kind"])
    found = []
    for other in world.truths["measures"]:
        value = measured(world.rows[position], other)
        if value is not None and other.get("dimension", other["kind"]) != dimension:
            found.append(_writer(other, world.language, chance)(value))
    return chance.choice(found) if found else None


def _compared(
    world: World, measure: Row, values: list[float | None], chance: random.Random
) -> Iterator[Sentence]:
    known = [(v, n) for v, n in zip(values, world.names, strict=True) if v is not None]
    for (x, a), (y, b) in itertools.permutations(known, 2):
        if not x < y:
            continue
        for key in ("less", "apart", "both"):
            for pattern in _patterns(measure, key, world.language):
                if key == "less" and "{b}" in pattern and "{a}" not in pattern and len(known) > 2:
                    continue
                amount = _writer(measure, world.language, chance, y - x if "{gap}" in pattern else None)
                parts = {
                    "a": a,
                    "b": b,
                    "gap": amount(y - x),
                    "up": amount(_beyond(y, 1.3)),
                    "down": amount(_beyond(x, 0.7)),
                }
                false = {"comparison flipped": {"a": b, "b": a}} if key == "less" else {}
                if key in ("less", "apart") and "{gap}" in pattern:
                    false["difference changed"] = {"gap": amount(_wrong(y - x, chance, 0.15))}
                    if key == "less" and ("elisih" in pattern or "difference" in pattern):
                        del false["comparison flipped"]
                if key == "both":
                    false = {"bound broken": {"up": amount(_beyond(y, 0.8))}} if _beyond(y, 0.8) < y else {}
                kind = key if key == "both" else "comparison"
                yield _filled(kind, pattern, parts, false, chance)


def _of_all(world: World, measure: Row, values: list[float], chance: random.Random) -> Iterator[Sentence]:
    ranked = sorted(zip(values, world.names, strict=True))
    for key, best, rest in (("least", ranked[0], ranked[1:]), ("most", ranked[-1], ranked[:-1])):
        if best[0] in [value for value, _ in rest]:
            continue
        for pattern in _patterns(measure, key, world.language):
            if ("three" in pattern or "etiga" in pattern) and len(values) != 3:
                continue
            false = {"superlative moved": {"a": chance.choice([name for _, name in rest])}}
            yield _filled("superlative", pattern, {"a": best[1]}, false, chance)
    for pattern in _patterns(measure, "all", world.language):
        if ("three" in pattern or "etiga" in pattern) and len(values) != 3:
            continue
        amount = _writer(measure, world.language, chance)
        parts = {"up": amount(_beyond(ranked[-1][0], 1.2)), "down": amount(_beyond(ranked[0][0], 0.8))}
        low, high = _beyond(ranked[-1][0], 0.85), _beyond(ranked[0][0], 1.15)
        if not ranked[0][0] < low < ranked[-1][0] or not high < ranked[-1][0]:
            low = high = 0.0
        false = (
            {"bound broken": {"up": amount(low), "down": amount(high)}}
            if low < ranked[-1][0] and high > 0
            else {}
        )
        yield _filled("all", pattern, parts, false, chance)


def _values(row: Row, words: Row) -> str | None:
    value = row.get(words["column"])
    if isinstance(value, str) and "find" in words:
        found = re.search(words["find"], value)
        value = found[1] if found else None
    if not isinstance(value, str) or any(mark in value for mark in words.get("skip", "")):
        return None
    return value.strip()


def _called(value: str, words: Row, language: str) -> str:
    """The value as people of that language write it; as the feed does where `called` doesn't say."""
    return str(words.get("called", {}).get(language, {}).get(value, value))


def _worded(world: World, words: Row, chance: random.Random) -> Iterator[Sentence]:
    values = [_values(row, words) for row in world.rows]
    strange = [v for row in world.strangers if (v := _values(row, words)) and not _alike(v, world.rows)]
    for position, value in enumerate(values):
        if value is None or not strange:
            continue
        wrong = chance.choice(strange)
        said, unsaid = (_called(v, words, world.language) for v in (value, wrong))
        also = also_said(world, position, chance)
        elsewhere = [world.names[i] for i, v in enumerate(values) if v and v.casefold() != value.casefold()
                     and value.casefold() not in str(world.rows[i]).casefold()]  # fmt: skip
        for key in ("says", "not"):
            for pattern in _fillable(_named(world, _patterns(words, key, world.language)), also):
                parts = {**also, "name": world.names[position], "v": said, "w": unsaid}
                false = {"negation added": {"w": said}} if key == "not" else {"value invented": {"v": unsaid}}
                if key == "not" and "{v}" in pattern:
                    false = {"negation moved": {"v": unsaid, "w": said}}
                if key == "says" and elsewhere:
                    false["items swapped"] = {"name": chance.choice(elsewhere)}
                yield _filled(words["kind"] if key == "says" else "negation", pattern, parts, false, chance)
    yield from _shared(world, words, values, strange, chance)


def _alike(value: str, rows: list[Row]) -> bool:
    """True where the value or one of its words is anywhere in the rows: then it might be true."""
    everything = str(rows).casefold()
    return any(word in everything for word in re.findall(r"\w+", value.casefold()))


def _shared(
    world: World, words: Row, values: list[str | None], strange: list[str], chance: random.Random
) -> Iterator[Sentence]:
    for (x, a), (y, b) in itertools.combinations(zip(values, world.names, strict=True), 2):
        if x and y and x == y and strange:
            for pattern in _patterns(words, "both", world.language):
                wrong = _called(chance.choice(strange), words, world.language)
                false = {"value invented": {"v": wrong}} if "{v}" in pattern else {}
                parts = {"a": a, "b": b, "v": _called(x, words, world.language)}
                yield _filled("both", pattern, parts, false, chance)
    if len(values) > 1 and all(values) and strange:
        for key in ("all", "none"):
            if key == "all" and len(set(values)) > 1:
                continue
            for pattern in _patterns(words, key, world.language):
                if ("three" in pattern or "etiga" in pattern) and len(values) != 3:
                    continue
                said, unsaid = str(values[0]), chance.choice(strange)
                parts = {
                    "v": _called(said, words, world.language),
                    "w": _called(unsaid, words, world.language),
                }
                false = (
                    {"value invented": {"v": parts["w"]}}
                    if key == "all"
                    else {"negation added": {"w": parts["v"]}}
                )
                yield _filled("all" if key == "all" else "negation", pattern, parts, false, chance)


def _flagged(world: World, flag: Row, chance: random.Random) -> Iterator[Sentence]:
    """Sentences of what an item has, lacks, or can be had: each with its opposite."""
    for name, row in zip(world.names, world.rows, strict=True):
        raw = row.get(flag["column"])
        has = _state(raw, flag)
        if has is None:
            continue
        for yes, no in flag["says"][world.language]:
            said, opposite = (yes, no) if has else (no, yes)
            if not _named(world, [said]):
                continue
            parts = {"name": name, "n": f"{raw:g}" if isinstance(raw, int | float) else raw}
            if "{n}" in said and isinstance(raw, int | float) and not isinstance(raw, bool):
                yield _filled(flag["kind"], said, parts, {flag["twist"]: {"n": f"{raw + 3:g}"}}, chance)
                continue
            text = written(said, chance).format(**parts)
            false = written(opposite, chance).format(**parts)
            yield Sentence(flag["kind"], said, text, {flag["twist"]: false} if false else {})


def _state(raw: Any, flag: Row) -> bool | None:
    if isinstance(raw, str):
        no, yes = flag.get("no", "^No$"), flag.get("yes", "^Yes")
        return False if re.search(no, raw) else True if re.search(yes, raw) else None
    return None if raw is None else bool(raw)
