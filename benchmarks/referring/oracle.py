"""What a turn of `referring/` ought to come to, by the raw feed and the items that the answers themselves have listed.

It knows nothing of Landas' parsing, masks or project files: `fields.toml` alone tells it what the columns mean.
"""

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Turn = Mapping[str, Any]
Wishes = dict[tuple[str, str], Any]
"""(field, `<`, `>`, `=` or `!=`) -> its number, or the set of its values; the kind of thing is of the field `kind`."""

_SIDES = {"lt": "<", "lte": "<", "gt": ">", "gte": ">", "eq": "=", "in": "=", "ne": "!=", "not_in": "!="}
_WISH = re.compile(r"([a-z_]+)(!=|<|>|=)(.+)")
_PLACE = re.compile(r"\{(\w+)(?:\.(\w+))?\}")


class Unscored(Exception):
    """The lists happen to hold nothing that the turn could speak of."""


@dataclass(frozen=True)
class Feed:
    """A catalogue's rows by id, and what its columns mean."""

    rows: Mapping[str, Row]
    meaning: Mapping[str, Any]

    def value(self, item: str, name: str) -> Any:
        """The canonical value of an item; None where the feed has none."""
        raw = self.rows[item].get(self._column(name))
        factor = self.meaning.get("factors", {}).get(name, 1)
        return raw if raw is None or isinstance(raw, str | bool | list) else float(raw) * factor

    def _column(self, name: str) -> str:
        return str(self.meaning["category"] if name == "category" else self.meaning["fields"][name])

    def tells(self, name: str) -> bool:
        """Whether a column of the feed tells the field."""
        return name in self.meaning["fields"] or (name == "category" and name in self.meaning)

    def fits(self, item: str, wishes: Wishes) -> bool:
        """Whether the raw row keeps every wish; a value nobody knows keeps none but a refusal."""
        return all(self._fits(item, name, sign, value) for (name, sign), value in wishes.items())

    def _fits(self, item: str, name: str, sign: str, value: Any) -> bool:
        if name == "kind":
            if "category" not in self.meaning:
                return True  # Kinds are learnt from titles there: no column of the feed tells them.
            return self.rows[item][self.meaning["category"]] in value
        own = self.value(item, name)
        if sign in "<>":
            return own is not None and (own <= value + 1e-9 if sign == "<" else own >= value - 1e-9)
        same = bool(value & _as_set(own))
        return same if sign == "=" else not same

    def may_be_shown(self, item: str) -> bool:
        """Whether no rule of the shop keeps the item out."""
        stock = self.meaning.get("stock")
        needs_none = self.rows[item].get(self.meaning.get("category", "")) in self.meaning.get(
            "unstocked", ()
        )
        return stock is None or needs_none or bool(self.rows[item].get(stock))

    def word(self, value: Any, language: str) -> str:
        """How a person calls a value."""
        return str(self.meaning.get("words", {}).get(language, {}).get(value, value))


def _as_set(value: Any) -> frozenset[str]:
    values = value if isinstance(value, list | tuple) else () if value is None else (value,)
    return frozenset(str(each).casefold().removesuffix(".0") for each in values)


@dataclass
class Talk:
    """What a conversation has shown so far, and what was expected to be wished."""

    feed: Feed
    language: str
    turns: list[Turn] = field(default_factory=list)
    wishes: Wishes = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Items that were expected to be turned down."""
    unique: tuple[str, int] | None = None
    """Of the turn at hand: the place that a value alone points at."""

    def lists(self) -> list[list[str]]:
        """The items of every turn that listed anything found; of the others nothing."""
        return [
            _ids(t) if t["intent"]["intent_type"] in ("find", "recommend", "reject") else []
            for t in self.turns
        ]

    @property
    def listed(self) -> list[str]:
        """The items of the last list."""
        return next((ids for ids in reversed(self.lists()) if ids), [])

    def item(self, place: str) -> str:
        """The item at `2`, `last`, `u` or `t1:2`, or the one of an id `#x`."""
        if place.startswith("#"):
            return place[1:]
        ids = self.listed
        if place.startswith("t"):
            turn, place = place[1:].split(":")
            ids = self.lists()[int(turn) - 1]
        if place == "u":
            assert self.unique is not None
            return ids[self.unique[1]]
        at = len(ids) - 1 if place == "last" else int(place) - 1
        if not 0 <= at < len(ids):
            raise Unscored(f"no item at {place}")
        return ids[at]

    def said(self, text: str) -> str:
        """The text with the words for what was shown: `{2.title}`, `{u.brand}`, `{o1}`. Raises Unscored."""
        return _PLACE.sub(lambda found: self._said(found[1], found[2]), text)

    def _said(self, place: str, name: str | None) -> str:
        if name is None:
            return self.feed.word(self._option(place)["value"], self.language)
        if place == "u":
            self.unique = (name, self._unique(name))
        item = self.item(place)
        if name in ("id", "title"):
            return str(self.feed.rows[item][self.feed.meaning[name]])
        return self.feed.word(self.feed.value(item, name), self.language)

    def _option(self, place: str) -> Mapping[str, Any]:
        options = self.turns[-1]["options"]
        at = int(place[1:]) - 1
        if at >= len(options) or options[at]["op"] != "eq":
            raise Unscored(f"no option {place} in words")
        found: Mapping[str, Any] = options[at]
        return found

    def _unique(self, name: str) -> int:
        values = [self.feed.value(item, name) for item in self.listed]
        alone = [at for at, value in enumerate(values) if value is not None and values.count(value) == 1]
        if not alone:
            raise Unscored(f"no {name} of one item alone")
        return alone[-1]

    def note_refused(self, act: str, described: str) -> None:
        """Keeps what a turn turns down: it may not come back."""
        meant = self._meant(described[1:]) if "reject" in act and described.startswith("-") else set()
        if len(meant) == 1 or not described.endswith("prev"):
            self.refused |= meant

    def expected(self, described: str) -> Wishes:
        """The wishes that must hold: `+` adds to those of before, and nothing said leaves them."""
        if not described or described == "nothing":
            return {} if described else dict(self.wishes)
        wishes = dict(self.wishes) if described.startswith("+") else {}
        for part in described.lstrip("+ ").split(";"):
            part = part.strip()
            if part.startswith("@o"):
                options = [self._option(place) for place in part[1:].split("|")]
                wishes[options[0]["field"], "="] = frozenset().union(*(_as_set(o["value"]) for o in options))
            elif found := _WISH.fullmatch(part):
                wishes[found[1], found[2]] = self._wished(found[1], found[2], found[3])
            else:
                wishes["kind", "="] = frozenset(part.split("|"))
        return wishes

    def _wished(self, name: str, sign: str, value: str) -> Any:
        if value.startswith("@"):
            number = self.feed.value(self.item(value[1:]), name)
            if number is None:
                raise Unscored(f"nothing known of {name}")
            return number
        return float(value) if sign in "<>" else _as_set(value.split("|"))

    def items_match(self, described: str, turn: Turn) -> bool:
        """Whether the answer speaks of the items described (README)."""
        return any(self._match(one.strip(), _ids(turn)) for one in described.split("/"))

    def _match(self, described: str, ids: list[str]) -> bool:
        if not described:
            return True
        if described == "none":
            return not ids
        if described == "new":
            shown = {item for listed in self.lists() for item in listed}
            return not shown & set(ids)
        if described == "some":
            return bool(ids) and set(ids) <= set(self.listed)
        if described.startswith(("-", "~")):
            meant = self._meant(described[1:])
            return not meant & set(ids) if described[0] == "-" else meant <= set(ids)
        return set(ids) == self._meant(described)

    def _meant(self, described: str) -> set[str]:
        match described.split():
            case ["all"]:
                return set(self.listed)
            case ["prev"]:
                return set(_ids(self.turns[-1]))
            case ["min" | "max" as end, name]:
                known = {item: self.feed.value(item, name) for item in self.listed}
                if None in known.values() or len(set(known.values())) < len(known):
                    raise Unscored(f"no one item has the {end} {name}")
                return {(min if end == "min" else max)(known, key=lambda item: known[item])}
            case ["has", *said]:
                name, _, value = " ".join(said).partition("=")
                values = {item: self.feed.value(item, name) for item in self.listed}
                return {
                    i
                    for i, own in values.items()
                    if str(own).casefold() == value.casefold() or own == _number(value)
                }
            case places:
                return {self.item(place) for place in places}


def _number(text: str) -> float | None:
    return float(text) if text.replace(".", "", 1).isdigit() else None


def _ids(turn: Turn) -> list[str]:
    return [item["item_id"] for item in turn["items"]]


def held(turn: Turn) -> Wishes:
    """The hard wishes that hold after an answer, as it tells them; assumptions about vague words left out."""
    state = turn["state"]
    wishes: Wishes = {("kind", "="): frozenset(state["categories"])} if state["categories"] else {}
    for wish in state["constraints"]:
        if wish["strength"] != "hard" or wish.get("assumption"):
            continue
        name, value = wish["field"], wish["value"]
        if wish["op"] == "between":
            wishes |= {(name, ">"): value[0], (name, "<"): value[1]}
        elif wish["op"] in ("lt", "lte", "gt", "gte"):
            wishes[name, _SIDES[wish["op"]]] = value
        else:
            wishes[name, _SIDES[wish["op"]]] = _as_set(value)
    return wishes


def same(one: Wishes, other: Wishes) -> bool:
    return {k: _rounded(v) for k, v in one.items()} == {k: _rounded(v) for k, v in other.items()}


def _rounded(value: Any) -> Any:
    return value if isinstance(value, frozenset) else float(f"{float(value):.9g}")


def options_of(feed: Feed, turn: Turn, gone: Collection[str] = ()) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Each option of a question with how many items of the feed it leaves; not where kinds are learnt from titles.
    `gone`: items that were turned down. What stands under a limit isn't at it, which `held` doesn't tell."""
    wishes = held(turn)
    strict = [c for c in turn["state"]["constraints"] if c["strength"] == "hard" and c["op"] in ("lt", "gt")]
    if ("kind", "=") in wishes and "category" not in feed.meaning:
        return
    for option in (o for o in turn["options"] if feed.tells(o["field"])):
        also = held({"state": {"categories": [], "constraints": [{**option, "strength": "hard"}]}})
        fitting = [
            i
            for i in feed.rows
            if i not in gone and not any(_is_at(feed, i, limit) for limit in strict)
            if feed.may_be_shown(i) and feed.fits(i, wishes) and _fits(feed, i, also, option)
        ]
        yield option, len(fitting)


def _fits(feed: Feed, item: str, wishes: Wishes, option: Mapping[str, Any]) -> bool:
    own = feed.value(item, option["field"])
    strict: Mapping[str, Callable[[], bool]] = {
        "lt": lambda: own < option["value"],
        "gt": lambda: own > option["value"],
    }
    return own is not None and (strict[option["op"]]() if option["op"] in strict else feed.fits(item, wishes))


def _is_at(feed: Feed, item: str, limit: Mapping[str, Any]) -> bool:
    own = feed.value(item, limit["field"])
    return own is not None and not limit.get("assumption") and abs(own - limit["value"]) < 1e-9


def kept_rules(turns: Sequence[Turn]) -> bool:
    """One question at a time, never twice in a row, at most two a conversation."""
    asked = [bool(turn["clarification"]) for turn in turns]
    twice = any(one and other for one, other in itertools.pairwise(asked))
    marks = all((turn["clarification"] or "?").count("?") == 1 for turn in turns)
    return marks and not twice and sum(asked) <= 2
