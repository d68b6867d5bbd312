"""How well invented dialogues about restaurants, hotels, events, services, rental cars and jobs are followed
(`invented_dialogues/README.md`), each in Indonesian and in English.

usage: python benchmarks/invented_dialogues.py FOLDER [--unlabelled] [--show]

Writes each service as a project into FOLDER by `schema_guided.py`, builds it, holds its dialogues. Prints constraint F1
and joint state accuracy by service and language. `--unlabelled` leaves out what a merchant would call the fields;
`--show` lists the turns from which on a state is another than expected.
"""

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from schema_guided import services_of, write

from landas.bootstrap import open_project
from landas.catalog.importing import import_items
from landas.recommend.build import build_release

DIALOGUES = Path(__file__).parent / "invented_dialogues"
SETS, LANGUAGES = ("first", "second"), ("id", "en")
_ACTS = {
    "alts": "REQUEST_ALTS", "select": "SELECT", "yes": "AFFIRM", "no": "NEGATE", "thanks": "THANK_YOU",
    "bye": "GOODBYE", "confirm": "CONFIRM", "oi": "OFFER_INTENT", "done": "NOTIFY_SUCCESS", "none": "NOTIFY_FAILURE",
}  # fmt: skip


def dialogues_of(path: Path, language: str) -> Iterator[dict[str, Any]]:
    """The dialogues of a file of lines in the form of Schema-Guided dialogues, in one of the two languages."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    starts = [at for at, line in enumerate(lines) if line.startswith("== ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        state: dict[str, list[str]] = {}
        intent = "NONE"
        turns = []
        for line in lines[start + 1 : end]:
            turn, intent = _turn(line, path.stem, LANGUAGES.index(language), state, intent)
            turns.append(turn)
        yield {"dialogue_id": lines[start].removeprefix("== "), "services": [path.stem], "turns": turns}


def _turn(
    line: str, service: str, side: int, state: dict[str, list[str]], intent: str
) -> tuple[dict[str, Any], str]:
    """One line as a turn, and the intent that holds after it. What a person informs goes into `state`."""
    who, _, rest = line.partition(" ")
    text, _, acts = rest.rpartition(" | ")
    actions: list[dict[str, Any]] = []
    for act in (part.strip() for part in acts.split(";")):
        slot, _, value = act.partition("=")
        if act.startswith(">"):
            intent = act[1:].title()
            actions.append({"act": "INFORM_INTENT", "slot": "intent", "values": [intent]})
        elif act.startswith("?"):
            actions.append({"act": "REQUEST", "slot": act[1:], "values": []})
        elif value:
            said = value.split("~")
            values = [said[side % len(said)]]
            actions.append({"act": "INFORM" if who == "U" else "OFFER", "slot": slot, "values": values})
            state |= {slot: values} if who == "U" else {}
        else:
            actions.append({"act": _ACTS[act], "slot": "", "values": []})
    frame: dict[str, Any] = {"service": service, "actions": actions}
    if who == "U":
        frame["state"] = {"active_intent": intent, "slot_values": dict(state)}
    speaker = "USER" if who == "U" else "SYSTEM"
    return {
        "speaker": speaker,
        "utterance": text.split(" || ")[side] if text else "",
        "frames": [frame],
    }, intent


def prepare(folder: Path, of_set: str, language: str, *, labelled: bool) -> list[Path]:
    """The projects of a set in a language, written and built."""
    source = DIALOGUES / of_set
    dialogues = [d for path in sorted(source.glob("*.txt")) for d in dialogues_of(path, language)]
    labels = tomllib.loads((source / "labels.toml").read_text(encoding="utf-8"))
    if not labelled:
        labels = {name: {"title": entry["title"]} for name, entry in labels.items()}
    projects = []
    for service in services_of(dialogues, labels, language):
        project = folder / ("labelled" if labelled else "unlabelled") / language / service.name
        write(service, project, (language, *(code for code in LANGUAGES if code != language)))
        _build(project)
        projects.append(project)
    return projects


def _build(project: Path) -> None:
    with open_project(project) as opened:
        import_items(
            project / "items.jsonl",
            opened.schema,
            opened.items,
            opened.clock,
            full=True,
            report_path=project / "report.jsonl",
            progress=lambda *_: None,
            kept=opened.people.text_of,
        )
    with open_project(project) as opened:
        build_release(opened.build_parts, lambda *_: None)


def figures(turns: Sequence[Mapping[str, Any]]) -> str:
    right, held, expected = (sum(turn[key] for turn in turns) for key in ("right", "held", "expected"))
    joint = sum(turn["joint"] for turn in turns) / len(turns)
    return f"constraint F1 {2 * right / (held + expected):.3f}, joint state accuracy {joint:.3f} of {len(turns)} turns"


def show(case: Mapping[str, Any]) -> None:
    before: tuple[Any, Any] | None = None
    for place, turn in enumerate(case["turns"], start=1):
        wrong = None if turn["joint"] else (turn["missed"], turn["invented"])
        if wrong and wrong != before:
            print(f"  {case['id']} {place} {turn['user']!r}: missed {wrong[0]}, invented {wrong[1]}")
        before = wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--unlabelled", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    for of_set in SETS:
        for language in LANGUAGES:
            turns: list[Mapping[str, Any]] = []
            for path in prepare(options.folder, of_set, language, labelled=not options.unlabelled):
                with open_project(path) as project:
                    cases = project.evaluate("dialogue", path / "cases.jsonl")["per_case"]
                turns += (own := [turn for case in cases for turn in case["turns"]])
                print(f"{of_set} {language} {path.name}: {figures(own)}")
                for case in cases if options.show else ():
                    show(case)
            print(f"{of_set} {language} all: {figures(turns)}")


if __name__ == "__main__":
    main()
