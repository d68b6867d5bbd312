"""Schema-Guided dialogues (SGD, COD) to projects and cases for `landas evaluate dialogue`.

One project a service: the catalogue holds what the assistant offered, and the values that people asked for. A state
holds what people asked for themselves while they searched; what they took up of an offer, and what they said to book
or play it, is left out.

usage: python benchmarks/schema_guided.py DIALOGUES.json[.gz] LABELS.toml OUT --language id [--hide 0.1]

LABELS.toml says, as a merchant would, what the slots of a service are called:
  [Homes_1]
  title = "property_name"
  [Homes_1.labels.number_of_beds]
  en = ["bedrooms"]
Writes OUT/<service>/{landas.toml,items.jsonl,cases.jsonl}. `--hide` leaves a share of the values out of the catalogue;
the cases still expect them.
"""

import argparse
import hashlib
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plain_or_gzipped import opened

SEARCHES = re.compile(r"^(Find|Lookup|Search|Get)")
ANY = "dontcare"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
Row = dict[str, str]


@dataclass
class Service:
    """What the dialogues about one service say of it."""

    name: str
    title: str
    labels: Mapping[str, Mapping[str, Sequence[str]]]
    items: dict[str, Row] = field(default_factory=dict)
    cases: list[dict[str, Any]] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    """Slots that people search by."""

    def kinds(self) -> dict[str, str]:
        """Slot -> field type, by its values: yes or no, one number each, names."""
        values: dict[str, list[str]] = defaultdict(list)
        for row in self.items.values():
            for slot, value in row.items():
                values[slot].append(value)
        return {slot: _kind(found) for slot, found in values.items()}


def _kind(values: Sequence[str]) -> str:
    if all(value in ("True", "False") for value in values):
        return "flag"
    numbers = [_NUMBER.findall(value) for value in values]
    short = all(len(value.split()) <= 4 for value in values)
    return "number" if short and all(len(found) == 1 for found in numbers) else "category"


def services_of(
    dialogues: Sequence[Mapping[str, Any]], labels: Mapping[str, Any], language: str
) -> Iterator[Service]:
    for name, entry in labels.items():
        service = Service(name, entry["title"], entry.get("labels", {}))
        about = [d for d in dialogues if list(d["services"]) == [name]]
        service.asked = {slot for d in about for slot in _searched_by(d, service.title)}
        for dialogue in about:
            _add_case(service, dialogue, language)
        for dialogue in about:
            _add_items(service, dialogue)
        if service.cases:
            yield service


def _searched_by(dialogue: Mapping[str, Any], title: str) -> Iterator[str]:
    for turn in dialogue["turns"]:
        for frame in turn["frames"]:
            if SEARCHES.match(str(frame.get("state", {}).get("active_intent"))):
                yield from (
                    a["slot"] for a in frame["actions"] if a["act"] == "INFORM" and a["slot"] != title
                )


def _state(turn: Mapping[str, Any], service: Service, said: set[str]) -> dict[str, list[str]]:
    state = turn["frames"][0].get("state", {}).get("slot_values", {})
    return {slot: list(values) for slot, values in state.items() if slot in service.asked & said}


def _add_case(service: Service, dialogue: Mapping[str, Any], language: str) -> None:
    turns, said, offered, accepted = [], set[str](), "", []
    for turn in dialogue["turns"]:
        actions = turn["frames"][0]["actions"]
        if turn["speaker"] == "SYSTEM":
            offered = next(
                (a["values"][0] for a in actions if a["slot"] == service.title and a["values"]), offered
            )
            continue
        said |= {a["slot"] for a in actions if a["act"] == "INFORM"}
        if offered and any(a["act"] == "SELECT" for a in actions):
            accepted.append(_id(offered))
        turns.append({"user": turn["utterance"], "expect_state": _state(turn, service, said)})
    case: dict[str, Any] = {"id": dialogue["dialogue_id"], "language": language, "turns": turns}
    service.cases.append({**case, "accept": sorted(set(accepted))} if accepted else case)


def _add_items(service: Service, dialogue: Mapping[str, Any]) -> None:
    state: dict[str, list[str]] = {}
    said: set[str] = set()
    current = ""
    states: list[Row] = []
    for turn in dialogue["turns"]:
        actions = turn["frames"][0]["actions"]
        told = {a["slot"]: a["values"][0] for a in actions if a["values"] and a["act"] in ("OFFER", "INFORM")}
        if turn["speaker"] == "USER":
            said |= {a["slot"] for a in actions if a["act"] == "INFORM"}
            state = _state(turn, service, said)
            states.append({slot: values[0] for slot, values in state.items() if values[0] != ANY})
            continue
        current = told.pop(service.title, current)
        if not current:
            continue
        row = service.items.setdefault(_id(current), {service.title: current})
        wanted = {slot: values[0] for slot, values in state.items() if values[0] != ANY}
        for slot, value in ({**wanted, **told}).items():
            if slot not in ("intent", "count"):
                row.setdefault(slot, value)
    for wanted in states:
        known = {pair for row in service.items.values() for pair in row.items()}
        if not set(wanted.items()) <= known:
            name = f"{service.name.split('_')[0]} {len(service.items) + 1}"
            service.items[_id(name)] = {service.title: name, **wanted}


def _id(title: str) -> str:
    return re.sub(r"\W+", "-", title.casefold()).strip("-")


def _hidden(service: Service, share: float) -> None:
    """Takes a share of the values that people ask for out of the catalogue, the same ones each time."""
    for row in service.items.values():
        for slot in [s for s in row if s in service.asked]:
            mark = hashlib.sha256(f"{slot}/{row[slot].casefold()}".encode()).digest()
            if mark[0] / 256 < share:
                del row[slot]


def write(service: Service, folder: Path, languages: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    kinds = service.kinds()
    rows = [
        {"id": key, **{s: _plain(v, kinds[s]) for s, v in row.items()}} for key, row in service.items.items()
    ]
    _write_lines(folder / "items.jsonl", rows)
    for case in service.cases:
        for turn in case["turns"]:
            turn["expect_state"] = {
                slot: [_plain(v, kinds.get(slot, "category")) for v in values]
                for slot, values in turn["expect_state"].items()
            }
    _write_lines(folder / "cases.jsonl", service.cases)
    lines = ["[project]", f'name = "{service.name.lower()}"', f"languages = {json.dumps(list(languages))}"]
    lines += ["", "[catalog]", 'id = "id"', f'title = "{service.title}"', ""]
    for slot, kind in sorted(kinds.items()):
        if slot == service.title:
            continue
        lines += [f"[catalog.fields.{slot}]", f'type = "{kind}"']
        if slot in service.labels:
            said = ", ".join(
                f"{code} = {json.dumps(list(w), ensure_ascii=False)}"
                for code, w in service.labels[slot].items()
            )
            lines.append(f"labels = {{ {said} }}")
        lines.append("")
    (folder / "landas.toml").write_text("\n".join(lines), encoding="utf-8")


def _plain(value: str, kind: str) -> Any:
    if value == ANY:
        return value
    if kind == "flag":
        return value == "True"
    if kind == "number":
        return float(_NUMBER.findall(value)[0].replace(",", "."))
    return value.rstrip(".")


def _write_lines(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", required=True)
    parser.add_argument("--hide", type=float, default=0.0)
    options = parser.parse_args()
    with opened(options.dialogues) as lines:
        dialogues = json.load(lines)
    labels = tomllib.loads(options.labels.read_text(encoding="utf-8"))
    other = "en" if options.language == "id" else "id"
    for service in services_of(dialogues, labels, options.language):
        if options.hide:
            _hidden(service, options.hide)
        write(service, options.out / service.name, (options.language, other))
        print(
            f"{service.name}: {len(service.items)} items, {len(service.cases)} dialogues, by {sorted(service.asked)}"
        )


if __name__ == "__main__":
    main()
