"""Simulated shoppers: do they find what they want, in how many turns, and is anything shown that they ruled out?

A shopper has a raw row of the feed in mind and says a wish of it a turn, in either language. It is done when an item is
shown that keeps every wish of its goal by the raw feed. The oracle reads the feed itself and knows nothing of Landas'
parsing or masks. Asked a question, a shopper says its own wish of what is asked, where it has one, else what the row
has. Every shopper goes several ways:

answering             answers and says its next wish in one breath, as it would have said one without being asked
passing_over          says its next wish and nothing of the question
answering_only        answers in the place of its next wish, which makes every question cost a wish
quiet_answering       says its first wish and then only answers, or asks what else there is: what a question saves
quiet_passing_over    says its first wish and then only asks what else there is

usage: python benchmarks/shoppers.py PROJECT FEED FIELDS.json [--shoppers 500] [--seed 1] [--model PROVIDER] [--json]

With `--model` a model reads along (`readings_with_model.py`): "hostile", or "local" with the extra of that name.
FIELDS.json: as for hard_constraints.py, with `field` (the project's name of a column) where it may be asked about.
"""

import argparse
import json
import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hard_constraints import OPENINGS, Wish, rows_of, shown_number, wish_from
from readings_with_model import switch_on

from landas.bootstrap import open_project
from landas.dialogue.service import AskRequest
from landas.ids import ConversationId

Row = Mapping[str, Any]
MOST_TURNS = 8
WISHES = 3
NEXT = {"en": ["{}", "it should be {}", "and {}"], "id": ["{}", "yang {}", "dan {}"]}
RANGES = {"en": {"lt": "under {}", "gt": "over {}", "between": "between {} and {}", "eq": "{}"},
          "id": {"lt": "di bawah {}", "gt": "di atas {}", "between": "antara {} dan {}", "eq": "{}"}}  # fmt: skip
PASS = {"en": "any", "id": "apa saja"}
MORE = {"en": "anything else?", "id": "ada yang lain?"}


WAYS: Mapping[str, Mapping[str, bool]] = {
    "answering": {"answers": True, "goes_on": True},
    "passing_over": {"answers": False},
    "answering_only": {"answers": True},
    "quiet_answering": {"answers": True, "quiet": True},
    "quiet_passing_over": {"answers": False, "quiet": True},
}


@dataclass
class Shopper:
    """A goal and what has been said of it. `spec` are the fields of FIELDS.json."""

    row: Row
    language: str
    goal: list[tuple[Wish, str]]
    """Each wish with the phrase it is said by."""
    chance: random.Random
    said: list[Wish] = field(default_factory=list)

    def next_text(self, first: bool) -> str | None:
        """The next wish in words; None where all are said."""
        left = [(wish, phrase) for wish, phrase in self.goal if wish not in self.said]
        if not left:
            return None
        wish, phrase = left[0]
        self.said.append(wish)
        forms = OPENINGS[self.language] if first else NEXT[self.language]
        return self.chance.choice(forms).format(phrase)

    def answer(self, options: Sequence[Mapping[str, Any]], spec: Sequence[Mapping[str, Any]]) -> str | None:
        """The wish of what is asked, in words, or the option that the row in mind satisfies; None where neither is."""
        asked = next((f for f in spec if f.get("field") == options[0]["field"]), None)
        own = next(((w, p) for w, p in self.goal if asked and w.column == asked["column"]), None)
        if own is not None and own[0] not in self.said:
            self.said.append(own[0])
            return own[1]
        raw = self.row.get(asked["column"]) if asked else None
        if asked is None or raw in (None, ""):
            return None
        for option in options:
            if _holds(option, raw, asked["factor"]):
                value = option["value"]
                values = value if isinstance(value, list) else [value]
                unit = asked.get("unit", "{}")
                return RANGES[self.language][option["op"]].format(
                    *(unit.format(shown_number(v, self.language)) for v in values)
                )
        return None


def _holds(option: Mapping[str, Any], raw: Any, factor: float) -> bool:
    value = option["value"]
    if option["op"] == "eq":
        return str(value).casefold() in str(raw).casefold().split(",")
    number = float(raw) * factor
    low, high = (value[0], value[1]) if isinstance(value, list) else (value, value)
    return {"lt": number < high, "gt": number > low, "between": low <= number <= high}[option["op"]]


def shopper(rows: Sequence[Row], spec: Sequence[Mapping[str, Any]], seed: int) -> Shopper:
    chance = random.Random(seed)
    while True:
        row, language = chance.choice(rows), chance.choice(["en", "id"])
        goal: dict[str, tuple[Wish, str]] = {}
        for entry in chance.sample(list(spec), k=len(spec)):
            wish = wish_from(dict(entry), dict(row), chance) if entry["kind"] != "not" else None
            if wish is not None and wish.column not in goal and len(goal) < WISHES:
                phrase = chance.choice(entry["say"][language]).replace(
                    "{}", shown_number(wish.value, language)
                )
                goal[wish.column] = (wish, phrase)
        if len(goal) == WISHES:
            return Shopper(row, language, list(goal.values()), chance)


@dataclass(frozen=True)
class Visit:
    found: bool
    turns: int
    questions: int
    shown: int
    broken: int


def visit(
    project: Any,
    one: Shopper,
    spec: Sequence[Mapping[str, Any]],
    by_id: Mapping[str, Row],
    *,
    answers: bool,
    goes_on: bool = False,
    quiet: bool = False,
) -> Visit:
    known: ConversationId | None = None
    questions = shown = broken = 0
    text = one.next_text(first=True)
    for turn_number in range(1, MOST_TURNS + 1):
        turn = project.dialogue.ask(AskRequest(text or PASS[one.language], conversation_id=known))
        known = ConversationId(turn["conversation_id"])
        ids = [item["item_id"] for item in turn["items"]]
        shown += len(ids)
        if turn["intent"]["intent_type"] == "find":
            broken += sum(not all(wish.met_by(dict(by_id[i])) for wish in one.said) for i in ids)
        if any(all(wish.met_by(dict(by_id[i])) for wish, _ in one.goal) for i in ids):
            return Visit(True, turn_number, questions, shown, broken)
        questions += bool(turn["clarification"])
        text = one.answer(turn["options"], spec) if answers and turn["options"] else None
        if text is None:
            text = MORE[one.language] if quiet else one.next_text(first=False)
        elif goes_on and (further := one.next_text(first=False)):
            text = f"{text}, {further}"
    return Visit(False, MOST_TURNS, questions, shown, broken)


def summary(visits: Sequence[Visit]) -> dict[str, Any]:
    found = [v for v in visits if v.found]
    return {
        "shoppers": len(visits),
        "found": round(len(found) / len(visits), 4),
        "median_turns": statistics.median(v.turns for v in visits),
        "mean_turns": round(statistics.fmean(v.turns for v in visits), 3),
        "questions": round(statistics.fmean(v.questions for v in visits), 3),
        "items_shown": sum(v.shown for v in visits),
        "items_breaking_a_wish": sum(v.broken for v in visits),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("project", "feed", "fields"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--shoppers", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="none")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    spec = json.loads(options.fields.read_text(encoding="utf-8"))
    rows = list(rows_of(options.feed))
    by_id = {str(row[spec["id"]]): row for row in rows}
    allowed = [row for row in rows if all(row.get(name) for name in spec.get("needs", ()))]
    record = {}
    with open_project(options.project) as project:
        if options.model != "none":
            switch_on(project, options.model)
        for name, ways in WAYS.items():
            first = options.seed * 1_000_000
            visits = [
                visit(project, shopper(allowed, spec["fields"], seed), spec["fields"], by_id, **ways)
                for seed in range(first, first + options.shoppers)
            ]
            record[name] = summary(visits)
    if options.json:
        print(json.dumps(record, indent=1))
        return
    for name, found in record.items():
        print(name, found)


if __name__ == "__main__":
    main()
