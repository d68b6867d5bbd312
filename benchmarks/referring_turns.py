"""How well turns that refer to what was shown, or answer a question, are followed (`referring/README.md`).

usage: python benchmarks/referring_turns.py FOLDER [--set first ...] [--show] [--json]

FOLDER keeps the projects; what isn't there is written and built. Prints the share of turns right by set, language and
act, and what the conversations' questions came to. `--show` lists the turns that are wrong, with what was expected.
"""

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import invented_dialogues
import invented_requests.catalogues as invented
import requests_about_numbers.catalogues as numbers
from hard_constraints import rows_of
from number_requests import REQUESTS
from referring.oracle import Feed, Talk, Unscored, held, kept_rules, options_of, same
from understanding_suite import INVENTED, SUITE, build, prepare

from landas.bootstrap import open_project
from landas.cli.demo import make_sample
from landas.dialogue.service import AskRequest
from landas.ids import ConversationId

TALKS = Path(__file__).parent / "referring"
HELD = "held"
"""The wishes that the answer tells: `understanding_suite.py` judges how such a first turn is read."""
_COLUMN = re.compile(r"\s\|(?=\s|$)")


@dataclass(frozen=True)
class Said:
    """One line of a conversation: what is said, and what must come of it."""

    text: str
    act: str
    items: str = ""
    wishes: str = ""


@dataclass(frozen=True)
class Judged:
    """`problems` is empty for a turn that came out right."""

    text: str
    act: str
    problems: tuple[str, ...]
    turn: Mapping[str, Any]


def conversations(path: Path) -> Iterator[tuple[str, list[Said]]]:
    """Each conversation's name, which begins with its language, and its lines."""
    for block in path.read_text(encoding="utf-8").split("== ")[1:]:
        name, *lines = block.strip().splitlines()
        yield name, [Said(*(part.strip() for part in _COLUMN.split(line))) for line in lines if line.strip()]


def project_of(folder: Path, catalogue: str, language: str) -> Path:
    """The project of a catalogue, built where it isn't there."""
    for of_set in invented_dialogues.SETS:
        if (invented_dialogues.DIALOGUES / of_set / f"{catalogue}.txt").exists():
            place = folder / "labelled" / language / catalogue
            if not place.exists():
                invented_dialogues.prepare(folder, of_set, language, labelled=True)
            return place
    place = folder / catalogue
    if (place / ".landas" / "releases" / "CURRENT").exists():
        return place
    if catalogue == "sample":
        make_sample(place)
        return place
    if (SUITE / catalogue).is_dir():
        prepare(folder)
        return place
    maker, suite = (invented, INVENTED) if catalogue in invented.CATALOGUES else (numbers, REQUESTS)
    maker.write_feeds(folder / "feeds")
    build(folder, catalogue, suite)
    return place


def feed_of(folder: Path, place: Path, meaning: Mapping[str, Any]) -> Feed:
    own = place / "items.jsonl"
    rows = rows_of(own if own.exists() else folder / "feeds" / f"{place.name}.jsonl")
    return Feed({str(row[meaning["id"]]): row for row in rows}, meaning)


def hold(project: Any, feed: Feed, language: str, lines: Sequence[Said]) -> tuple[list[Judged], list[str]]:
    """The turns of one conversation, judged, and what is wrong with its questions."""
    talk = Talk(feed, language)
    judged, wrong = [], []
    known: ConversationId | None = None
    for line in lines:
        try:
            text = talk.said(line.text)
            wishes = None if line.wishes == HELD else talk.expected(line.wishes)
            turn = project.dialogue.ask(AskRequest(text, conversation_id=known))
            wishes = held(turn) if wishes is None else wishes
            talk.note_refused(line.act, line.items)
            problems = tuple(_problems(talk, line, turn, wishes))
            judged.append(Judged(text, line.act.rstrip("?"), problems, turn))
        except Unscored:
            break
        known = ConversationId(turn["conversation_id"])
        wrong += [f"{o}: {count}" for o, count in options_of(feed, turn, talk.refused) if o["count"] != count]
        talk.turns.append(turn)
        talk.wishes = wishes
    if not kept_rules(talk.turns):
        wrong.append(f"questions: {[turn['clarification'] for turn in talk.turns]}")
    return judged, wrong


def _problems(talk: Talk, line: Said, turn: Mapping[str, Any], wishes: Any) -> Iterator[str]:
    act, acts = turn["intent"]["intent_type"], line.act.rstrip("?").split("/")
    if act not in acts and not ("honest" in acts and act not in ("find", "recommend")):
        yield f"act {act}, not {line.act}"
    if not talk.items_match(line.items, turn):
        yield f"items {[i['item_id'] for i in turn['items']]} of {talk.listed}, not {line.items}"
    if not same(held(turn), wishes):
        yield f"wishes {held(turn)}, not {wishes}"
    ids = [item["item_id"] for item in turn["items"]]
    if act == "find" and not all(talk.feed.fits(item, wishes) for item in ids):
        yield "an item breaks a wish"
    if act in ("find", "reject") and talk.refused & set(ids):
        yield "an item that was turned down"
    before = talk.turns[-1]["state"]["accepted"] if talk.turns else []
    taken = [item for item in turn["state"]["accepted"] if item not in before]
    takes = act == "accept" and "honest" not in acts and not set(ids) <= set(before)
    if set(taken) - set(ids) or bool(taken) != takes:
        yield f"taken up: {taken}"
    if line.act.endswith("?") and not turn["clarification"]:
        yield "no question"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = sorted(path.name for path in TALKS.iterdir() if path.is_dir() and not path.name.startswith("_"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", nargs="*", default=names, choices=names, dest="chosen")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    meanings = tomllib.loads((TALKS / "fields.toml").read_text(encoding="utf-8"))
    record: dict[str, Any] = {}
    for of_set in options.chosen:
        record[of_set] = _of_set(options.folder, of_set, meanings, show=options.show)
    print(json.dumps(record, indent=1) if options.json else "\n".join(_lines(record)))


def _of_set(folder: Path, of_set: str, meanings: Mapping[str, Any], *, show: bool) -> dict[str, Any]:
    counts: Counter[tuple[str, bool]] = Counter()
    questions: list[str] = []
    for path in sorted((TALKS / of_set).glob("*.txt")):
        for name, lines in conversations(path):
            language = name.split()[0]
            place = project_of(folder, path.stem, "id" if language == "id" else "en")
            with open_project(place) as project:
                judged, wrong = hold(project, feed_of(folder, place, meanings[path.stem]), language, lines)
            questions += wrong
            whole = len(judged) == len(lines) and not any(one.problems for one in judged)
            counts["conversations", whole] += 1
            counts["not scored", True] += len(lines) - len(judged)
            for one in judged:
                for table in ("turns", language, f"  {one.act}"):
                    counts[table, not one.problems] += 1
            for one in judged if show else ():
                if one.problems:
                    print(
                        f"{path.stem} [{name}] {one.text!r}: {'; '.join(one.problems)}\n     {one.turn['reply']!r}"
                    )
    tables = sorted({table for table, _ in counts})
    shares = {table: [counts[table, True], counts[table, True] + counts[table, False]] for table in tables}
    return {"right": shares, "questions_wrong": questions}


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    for of_set, found in record.items():
        for table, (right, of_all) in found["right"].items():
            if table == "not scored":
                yield f"{of_set:8} {table:28} {of_all} turns"
                continue
            yield f"{of_set:8} {table:28} {right / of_all:.3f} of {of_all}"
        for wrong in found["questions_wrong"]:
            yield f"{of_set:8} question wrong: {wrong}"


if __name__ == "__main__":
    main()
