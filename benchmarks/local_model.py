"""The small model in this process (extra `local`) as writer of explanations: what of its words reaches a person.

Every reply is judged by the drill's oracle over the raw feed, not by Landas' verifier. Beside it stands what the guards
cost: in how many turns the model's words passed, by mode and language, the reasons of the others, how long a turn took.

usage: python benchmarks/local_model.py PROJECT FEED ORACLE.json [--turns 300] [--max-tokens 80] [--json]

ORACLE.json as hostile_turns.py takes it. Turns take turns: slots and open, English and Indonesian. `--cells` chooses
among these, so that several processes can share the work.
"""

import argparse
import collections
import json
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hard_constraints import rows_of
from hostile_turns import oracle_of
from redaction import wilson

from landas.bootstrap import Project, open_project
from landas.dialogue.service import AskRequest
from landas.drill.truth import Oracle
from landas.settings import LlmSection

DEADLINE_MS = 60_000
FOLLOW_UPS = {
    "en": ["cheaper", "a lighter one", "in black", "not black", "under $100", "above $20"],
    "id": [
        "yang lebih murah",
        "yang lebih ringan",
        "warna hitam",
        "jangan hitam",
        "di bawah $100",
        "di atas $20",
    ],
}
CELLS = tuple(f"{mode}/{language}" for mode in ("slots", "open") for language in ("en", "id"))


def use(project: Project, mode: str, max_tokens: int) -> None:
    """The packaged model words explanations in this mode, with all the time it wants."""
    limits = project.settings.project.model_copy(update={"turn_deadline_ms": DEADLINE_MS})
    project.settings = project.settings.model_copy(update={"project": limits})
    others = {"comparison": {"enabled": False}, "item_answer": {"enabled": False}}
    tasks = {"explanation": {"wording": mode, "deadline_ms": DEADLINE_MS}, **others}
    section = {"provider": "local", "max_tokens": max_tokens, "tasks": tasks, "cache": "off"}
    project.use_model(LlmSection.model_validate(section))
    project.gateway.warm()


def requests(config: dict[str, Any], language: str, turns: int) -> Iterator[tuple[str, bool]]:
    """Texts in the order they are said, and whether one begins a conversation: a request, then two follow-ups."""
    chance = random.Random(language)
    said = config["requests"][language]
    for number in range(turns):
        first = number % 3 == 0
        yield (said[number // 3 % len(said)] if first else chance.choice(FOLLOW_UPS[language])), first


def measured(
    project: Project, oracle: Oracle, config: dict[str, Any], cell: str, turns: int
) -> dict[str, Any]:
    """One cell: what came of the model's words, how long turns took in which it was asked, and faulty replies."""
    mode, language = cell.split("/")
    outcomes: collections.Counter[str] = collections.Counter()
    seconds, faulty, said = [], [], list[str]()
    conversation = None
    for text, first in requests(config, language, turns):
        conversation, said = (None, [text]) if first else (conversation, [*said, text])
        started = time.perf_counter()
        turn = project.dialogue.ask(
            AskRequest(text, conversation_id=conversation, locale=language if first else None)
        )
        conversation = turn["conversation_id"]
        asked = bool(turn["usage"]["tasks"])
        outcomes[turn["fallback"] or (mode if turn["wording"] == mode else "not_asked")] += 1
        seconds += [time.perf_counter() - started] if asked else []
        faults = oracle.faults(turn, " ".join(said), project.receipt(turn["receipt_id"]))
        if faults:
            faulty.append(
                {"text": said, "reply": turn["reply"], "faults": faults, "wording": turn["wording"]}
            )
    return {"turns": turns, "asked": len(seconds), "outcomes": dict(outcomes),
            "seconds": [round(s, 2) for s in seconds], "faulty": faulty}  # fmt: skip


def summary(cells: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Over all cells: intervals are Wilson's, 95 %."""
    rows = {}
    for name, part in {
        **{cell: [found] for cell, found in cells.items()},
        "all": list(cells.values()),
    }.items():
        asked, turns = sum(c["asked"] for c in part), sum(c["turns"] for c in part)
        passed = sum(c["outcomes"].get("slots", 0) + c["outcomes"].get("open", 0) for c in part)
        seconds = sorted(s for c in part for s in c["seconds"])
        rows[name] = {
            "turns": turns, "asked": asked, "with a false statement": sum(len(c["faulty"]) for c in part),
            "the model's words": wilson(passed, asked) if asked else None,
            "p50 s": statistics.median(seconds) if seconds else None,
            "p95 s": seconds[int(0.95 * (len(seconds) - 1))] if seconds else None,
        }  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("project", "feed", "oracle"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--max-tokens", type=int, default=80)
    parser.add_argument("--cells", nargs="+", choices=CELLS, default=CELLS)
    parser.add_argument("--json", type=Path, help="where every cell is written")
    options = parser.parse_args()
    config = json.loads(options.oracle.read_text(encoding="utf-8"))
    oracle = oracle_of(config, {str(row[config["id"]]): row for row in rows_of(options.feed)})
    cells = {}
    with open_project(options.project) as project:
        for cell in options.cells:
            use(project, cell.split("/")[0], options.max_tokens)
            cells[cell] = measured(project, oracle, config, cell, options.turns // len(CELLS))
    for fault in [fault for found in cells.values() for fault in found["faulty"]][:20]:
        print(json.dumps(fault, ensure_ascii=False))
    for name, row in summary(cells).items():
        print(name, json.dumps(row))
    if options.json:
        options.json.write_text(json.dumps(cells, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
