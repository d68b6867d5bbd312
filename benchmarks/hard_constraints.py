"""Do shown items satisfy what was asked? Generated requests over a project, checked against the raw feed.

The oracle reads the feed itself and knows nothing of Landas' parsing, masks or verifier: each request is made
from a raw row, so something always fits, and each shown item's raw row is compared with the numbers and words
the request was made of.

usage: python benchmarks/hard_constraints.py PROJECT FEED FIELDS.json [--requests 300] [--json]

FIELDS.json tells the oracle, independently of landas.toml, what the feed's columns mean:
  {"id": "id", "fields": [{"column": "price", "factor": 0.01, "kind": "max",
                           "say": {"en": ["under ${}"], "id": ["di bawah ${}"]}}, …]}
`kind` is max, min, is or not; `{}` is the number or word.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plain_or_gzipped import opened

from landas.bootstrap import open_project
from landas.dialogue.service import AskRequest

OPENINGS = {"en": ["I need something {}", "show me items {}", "anything {}?"],
            "id": ["cari barang {}", "ada yang {}?", "saya mau {}"]}  # fmt: skip
JOINTS = {"en": [" and ", ", "], "id": [" dan ", ", "]}


@dataclass(frozen=True)
class Wish:
    column: str
    factor: float
    kind: str
    value: float | str

    def met_by(self, row: dict[str, Any]) -> bool:
        raw = row.get(self.column)
        if raw is None or raw == "":
            return self.kind == "not"
        if isinstance(self.value, str):
            # "Black,White" is black: a cell of several values has each of them.
            same = parts(self.value) <= parts(str(raw))
            return same if self.kind == "is" else not same
        number = float(raw) * self.factor
        slack = 1e-6 * max(1.0, abs(self.value))
        return number <= self.value + slack if self.kind == "max" else number >= self.value - slack


def parts(cell: str) -> set[str]:
    return {part.strip().casefold() for part in cell.split(",")}


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    with opened(path) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def wish_from(field: dict[str, Any], row: dict[str, Any], chance: random.Random) -> Wish | None:
    raw = row.get(field["column"])
    if raw in (None, ""):
        return None
    if field["kind"] in ("is", "not"):
        return Wish(field["column"], 1.0, field["kind"], str(raw))
    number = float(raw) * field["factor"]
    if number <= 0:
        return None
    stretch = chance.uniform(1.02, 1.6) if field["kind"] == "max" else chance.uniform(0.5, 0.98)
    rounded = float(f"{number * stretch:.3g}")
    fits = rounded > number if field["kind"] == "max" else rounded < number
    return Wish(field["column"], field["factor"], field["kind"], rounded) if fits else None


def shown_number(value: float | str, language: str) -> str:
    if isinstance(value, str):
        return value
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "id" else text


def make_request(rows: list[dict[str, Any]], fields: list[dict[str, Any]], chance: random.Random
                 ) -> tuple[str, str, list[Wish]]:  # fmt: skip
    while True:
        row, language = chance.choice(rows), chance.choice(["en", "id"])
        chosen = chance.sample(fields, k=min(len(fields), chance.randint(1, 3)))
        wishes, phrases = [], []
        for field in chosen:
            source = chance.choice(rows) if field["kind"] == "not" else row
            wish = wish_from(field, source, chance)
            if wish is None or (wish.kind == "not" and not wish.met_by(row)):
                continue
            wishes.append(wish)
            phrases.append(
                chance.choice(field["say"][language]).replace("{}", shown_number(wish.value, language))
            )
        columns = [wish.column for wish in wishes]
        if wishes and len(set(columns)) == len(columns):
            body = chance.choice(JOINTS[language]).join(phrases)
            return chance.choice(OPENINGS[language]).format(body), language, wishes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("feed", type=Path)
    parser.add_argument("fields", type=Path)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    spec = json.loads(options.fields.read_text(encoding="utf-8"))
    rows = list(rows_of(options.feed))
    by_id = {str(row[spec["id"]]): row for row in rows}
    chance = random.Random(options.seed)
    shown = broken = empty = 0
    faults: list[dict[str, Any]] = []
    with open_project(options.project) as project:
        for _ in range(options.requests):
            text, language, wishes = make_request(rows, spec["fields"], chance)
            turn = project.dialogue.ask(AskRequest(text))
            bad = [
                i["item_id"] for i in turn["items"] if not all(w.met_by(by_id[i["item_id"]]) for w in wishes)
            ]
            shown, broken = shown + len(turn["items"]), broken + len(bad)
            empty += not turn["items"]
            if bad or not turn["items"]:
                read = [
                    (c["field"], c["op"], c["value"], c["strength"]) for c in turn["intent"]["constraints"]
                ]
                faults.append({"text": text, "language": language, "wishes": [w.__dict__ for w in wishes],
                               "read": read, "unparsed": turn["intent"]["unparsed"], "broken": bad})  # fmt: skip
    record = {"requests": options.requests, "items_shown": shown, "items_breaking_a_wish": broken,
              "empty_answers_where_something_fits": empty}  # fmt: skip
    if options.json:
        print(json.dumps({**record, "faults": faults}, ensure_ascii=False, indent=1))
        return
    for fault in faults[:30]:
        print(json.dumps(fault, ensure_ascii=False), file=sys.stderr)
    for name, value in record.items():
        print(f"{name:40} {value}")


if __name__ == "__main__":
    main()
