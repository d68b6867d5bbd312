"""What a conversation remembers from turn to turn: the merged intent and the words that still matter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from landas.catalog.fields import is_number
from landas.catalog.items import Fact
from landas.clock import parse_iso
from landas.ids import ItemId
from landas.request.intent import Constraint, Intent
from landas.understanding.shown.references import Listed, Talk
from landas.understanding.turns.need import Need, NeedWord, loose_words


@dataclass(frozen=True, slots=True)
class Topic:
    """What was wished of a kind of thing when the conversation turned to another."""

    intent: Intent
    need: Need


@dataclass(frozen=True, slots=True)
class Memory:
    """The outcome of the turns so far."""

    intent: Intent | None = None
    need: Need = ()
    """The words that still matter."""
    talk: Talk = field(default_factory=Talk)
    """What the person may refer to: the last slate, and what the last answer spoke of."""
    found_nothing: bool = False
    """Whether the last search brought nothing: the last slate is older than it."""
    numbers: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Numeric field -> its values on the last slate that showed anything."""
    offered: tuple[ItemId, ...] = ()
    """Every item that was offered so far."""
    before: Intent | None = None
    """The wishes that held before the last turn that changed them."""
    need_before: Need = ()
    topics: tuple[Topic, ...] = ()
    """Of each kind of thing that was looked for, as it was left; the latest first."""
    earlier: tuple[Topic, ...] = ()
    """What held after each earlier turn that left other wishes than the next; the latest first."""
    asked: tuple[str | None, ...] = ()
    """For each turn the field that it asked about, or else what the question was about; None: nothing was asked."""
    options: tuple[Constraint, ...] = ()
    """The answers that the last turn's question offered, in the order in which they were said."""
    accepted: tuple[ItemId, ...] = ()
    """What the person took up of it."""
    refused: tuple[ItemId, ...] = ()
    """What they turned down of it by name or place."""
    set_aside: frozenset[str] = frozenset()
    """Fields whose wish the person took back: what is remembered of them rests for this conversation."""
    told: frozenset[str] = frozenset()
    """Remembered preferences, by id, that a reply of this conversation has stated."""

    @property
    def has_just_asked(self) -> bool:
        """Whether the last turn put a question."""
        return bool(self.asked and self.asked[-1])


def of_session(
    turns: Sequence[Mapping[str, Any]], now: datetime, quiet: timedelta
) -> Sequence[Mapping[str, Any]]:
    """The last turns between which, and since which, it was never quiet for longer than that.

    Turns of before say no time of theirs and belong to the one behind them.
    """
    after = now
    for at in range(len(turns) - 1, -1, -1):
        time = parse_iso(turns[at]["at"]) if "at" in turns[at] else after
        if after - time > quiet:
            return turns[at + 1 :]
        after = time
    return turns


def memory_of(turns: Sequence[Mapping[str, Any]]) -> Memory:
    """The memory that stored turns leave: that of the last one."""
    if not turns:
        return Memory()
    last = turns[-1]
    numbers: Mapping[str, Sequence[float]] = next(
        (turn["numbers"] for turn in reversed(turns) if turn.get("numbers")), {}
    )
    earlier = next((turn for turn in reversed(_standing(turns)) if _wishes(turn) != _wishes(last)), None)
    offered = (item["item_id"] for turn in turns if not turn.get("wishes") for item in turn["items"])
    return Memory(
        intent=_held(last),
        need=_need(last),
        talk=talk_of(turns),
        found_nothing=_found_nothing(turns),
        numbers={name: tuple(values) for name, values in numbers.items()},
        offered=tuple(dict.fromkeys(map(ItemId, offered))),
        before=_held(earlier) if earlier else None,
        need_before=_need(earlier) if earlier else (),
        topics=tuple(_topics(turns)),
        earlier=tuple(_earlier(turns)),
        asked=tuple(turn.get("asked") for turn in turns),
        options=tuple(map(Constraint.from_document, last.get("offered", ()))),
        accepted=tuple(map(ItemId, last.get("accepted", ()))),
        refused=tuple(map(ItemId, last.get("refused", ()))),
        set_aside=frozenset(field for turn in turns for field in turn["intent"]["released"]),
        # Turns of before remembered nothing.
        told=frozenset(preference for turn in turns for preference in turn.get("told", ())),
    )


def _found_nothing(turns: Sequence[Mapping[str, Any]]) -> bool:
    searches = (turn for turn in reversed(turns) if not turn.get("wishes"))
    last = next((t for t in searches if t["intent"]["intent_type"] in ("find", "recommend", "reject")), None)
    return last is not None and not last["items"]


def _standing(turns: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The turns without those whose wishes were undone, so that undoing again goes further back."""
    standing: list[Mapping[str, Any]] = []
    for turn in turns:
        while turn.get("undone") and standing and _wishes(standing[-1]) != _wishes(turn):
            standing.pop()
        standing.append(turn)
    return standing


def _topics(turns: Sequence[Mapping[str, Any]]) -> Iterator[Topic]:
    known: set[tuple[str, ...]] = set()
    for turn in reversed(turns):
        kinds = tuple(_left_standing(turn)["categories"])
        if kinds and kinds not in known:
            known.add(kinds)
            yield Topic(_held(turn), _need(turn))


def _earlier(turns: Sequence[Mapping[str, Any]]) -> Iterator[Topic]:
    after = _wishes(turns[-1])
    for turn in reversed(turns):
        if (own := _wishes(turn)) != after:
            yield Topic(_held(turn), _need(turn))
        after = own


def _held(turn: Mapping[str, Any]) -> Intent:
    """The wishes that a turn left, without their places in its text: a later turn's text is another one."""
    held = Intent.from_document(_left_standing(turn)).said_before()
    return replace(held, categories=held.lost_kinds or held.categories, given_up=(), lost_kinds=())


def _left_standing(turn: Mapping[str, Any]) -> Mapping[str, Any]:
    """The intent that held after a turn, as a document."""
    held: Mapping[str, Any] = turn.get("wishes") or turn["intent"]
    return held


def _need(turn: Mapping[str, Any]) -> Need:
    """The words that a turn left; turns of before tell no wish of theirs."""
    if "need" not in turn:
        return tuple(NeedWord(word) for word in turn["words"].split())
    return tuple(NeedWord.from_document(word) for word in turn["need"])


def _wishes(turn: Mapping[str, Any]) -> Any:
    """What a turn left standing, without where it was said."""
    held = _left_standing(turn)
    constraints = [{k: c[k] for k in ("field", "op", "value")} for c in held["constraints"]]
    return held["categories"], constraints, held["sort"] and held["sort"]["field"]


def talk_of(turns: Sequence[Mapping[str, Any]]) -> Talk:
    """The last slate that a search brought, and the items of the last turn where it spoke of shown ones."""
    about = bool(turns[-1].get("wishes"))
    slates = (turn["items"] for turn in reversed(turns) if turn["items"] and not turn.get("wishes"))
    last = _listed(next(slates, ()))
    former = next((other for other in map(_listed, slates) if _ids(other) != _ids(last)), ())
    spoken = tuple(ItemId(item["item_id"]) for item in turns[-1]["items"]) if about else ()
    return Talk(last, spoken, former)


def _ids(listed: Sequence[Listed]) -> list[ItemId]:
    return [item.item_id for item in listed]


def _listed(slate: Sequence[Mapping[str, Any]]) -> tuple[Listed, ...]:
    return tuple(Listed(ItemId(item["item_id"]), item["title"]) for item in slate)


def held_document(intent: Intent, need: Need, accepted: Sequence[ItemId]) -> dict[str, Any]:
    """The need that holds after a turn: the wishes that stand, the words that are matched beside them, and the items
    the person took up."""
    document = intent.to_document()
    kept = {key: document[key] for key in ("categories", "constraints", "sort", "preferences")}
    return {**kept, "words": [word.text for word in loose_words(need)], "accepted": list(accepted)}


def numbers_of(items: Iterable[Mapping[str, Fact]]) -> dict[str, list[float]]:
    """Numeric field -> its values on a slate, item by item where there is one."""
    found: dict[str, list[float]] = {}
    for facts in items:
        for name, fact in facts.items():
            if is_number(fact.value):
                found.setdefault(name, []).append(float(fact.value))
    return found
