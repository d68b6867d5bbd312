"""How well wishes are kept over many turns: added, replaced, taken back one by one, put right, undone, begun anew, left
for another kind of thing and come back to (`many_turn_dialogues/README.md`).

usage: python benchmarks/many_turn_dialogues.py FOLDER [--set first ...] [--show] [--json]

Seven invented catalogues are built into FOLDER as `number_requests.py` does. Prints constraint F1 and joint state
accuracy by language and catalogue; `exact` also asks for every value, every side of a limit and what isn't wanted.
`--show` lists the turns from which on a state is another than expected.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from invented_dialogues import figures, show
from number_requests import invented_projects

from landas.bootstrap import open_project

DIALOGUES = Path(__file__).parent / "many_turn_dialogues"
_WISH = re.compile(r"(\w+)(<=|>=|!=|=|\?)(.+)")
_SIDES = {"lt": "<=", "lte": "<=", "gt": ">=", "gte": ">=", "ne": "!=", "not_in": "!="}
Wishes = dict[tuple[str, str], frozenset[Any]]
"""Field and side (`=` a value, `<=` and `>=` limits, `!=` not wanted, `?` a number on any side) -> its values."""


@dataclass
class Dialogue:
    """One conversation, and what is wished after each of its turns."""

    id: str
    language: str
    said: list[str] = field(default_factory=list)
    wished: list[Wishes] = field(default_factory=list)

    def case(self) -> dict[str, Any]:
        turns = [
            {"user": text, "expect_state": _state(wishes)}
            for text, wishes in zip(self.said, self.wished, strict=True)
        ]
        return {"id": self.id, "language": self.language, "turns": turns}


def sets() -> list[str]:
    return sorted(path.name for path in DIALOGUES.iterdir() if path.is_dir())


def dialogues_of(path: Path) -> Iterator[Dialogue]:
    """The dialogues of a file; each line changes what is wished."""
    dialogue: Dialogue | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            if dialogue is not None:
                yield dialogue
            dialogue = Dialogue(*line.split()[1:])
        elif dialogue is not None:
            text, _, changes = line.rpartition(" |")
            dialogue.said.append(text.strip())
            dialogue.wished.append(_changed(dialogue.wished[-1] if dialogue.wished else {}, changes))
    if dialogue is not None:
        yield dialogue


def _changed(before: Wishes, changes: str) -> Wishes:
    wishes = dict(before)
    for change in filter(None, (part.strip() for part in changes.split(";"))):
        if change == "*":
            wishes = {}
            continue
        found = _WISH.fullmatch(change)
        name = found[1] if found else change.removeprefix("-")
        negative = bool(found) and found[2] == "!="
        wishes = {key: v for key, v in wishes.items() if key[0] != name or (key[1] == "!=") != negative}
        if found:
            wishes[name, found[2]] = frozenset(_typed(v.strip()) for v in found[3].split(","))
    return wishes


def _typed(value: str) -> Any:
    if value in ("true", "false"):
        return value == "true"
    try:
        return float(value)
    except ValueError:
        return value


def _state(wishes: Wishes) -> dict[str, Any]:
    return {name: sorted(values, key=str) for (name, side), values in wishes.items() if side != "!="}


def held_wishes(state: Mapping[str, Any], category_field: str | None) -> Wishes:
    """What a turn's `state` holds, in the form of what is expected."""
    held: Wishes = {}
    for constraint in state["constraints"]:
        if constraint.get("assumption"):
            continue
        value = constraint["value"]
        values = value if isinstance(value, list) else [value]
        side = _SIDES.get(constraint["op"], "=")
        if side == "!=" and isinstance(value, bool):
            side, values = "=", [not value]
        key = constraint["field"], side
        held[key] = held.get(key, frozenset()) | {float(f"{v:.6g}") if _is_number(v) else v for v in values}
    if category_field and state["categories"]:
        held[category_field, "="] = frozenset(state["categories"])
    return held


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_exactly(held: Wishes, wished: Wishes) -> bool:
    """Whether just this is held: "at least" for "at least", both of two values, and no other wish."""
    any_side = {name for name, side in wished if side == "?"}

    def plain(wishes: Wishes) -> Wishes:
        return {(n, "?" if n in any_side and side != "!=" else side): v for (n, side), v in wishes.items()}

    return plain(held) == plain(wished)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", nargs="*", default=sets(), choices=sets(), dest="chosen")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    projects = invented_projects(options.folder)
    for one in options.chosen:
        cases: list[Mapping[str, Any]] = []
        for name, project in projects.items():
            path = DIALOGUES / one / f"{name}.txt"
            cases += _judged(project, list(dialogues_of(path)), options.folder) if path.exists() else ()
        _report(one, cases, as_json=options.json, showing=options.show)


def _judged(project: Path, dialogues: Sequence[Dialogue], folder: Path) -> list[Mapping[str, Any]]:
    file = folder / f"{project.name}.cases.jsonl"
    file.write_text("".join(json.dumps(d.case(), ensure_ascii=False) + "\n" for d in dialogues), "utf-8")
    with open_project(project) as opened:
        judged: list[Mapping[str, Any]] = opened.evaluate("dialogue", file)["per_case"]
    return [{**case, "catalogue": project.name} for case in judged]


def _report(name: str, cases: Sequence[Mapping[str, Any]], *, as_json: bool, showing: bool) -> None:
    if as_json:
        print(json.dumps({"set": name, "per_case": cases}, ensure_ascii=False))
        return
    for key in ("language", "catalogue"):
        for value in sorted({case[key] for case in cases}):
            turns = [turn for case in cases if case[key] == value for turn in case["turns"]]
            print(f"{name} {value}: {figures(turns)}")
    print(f"{name} all: {figures([turn for case in cases for turn in case['turns']])}")
    for case in cases if showing else ():
        show(case)


if __name__ == "__main__":
    main()
