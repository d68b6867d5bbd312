"""The small model in this process (extra `local`) as writer of explanations: what of its words reaches a person.

Every reply is judged by `feed_oracle`, not by Landas' verifier. Beside it stands what the guards cost: in how
many turns the model's words passed, by mode and language, the reasons of the others, and how long a turn took.

usage: python benchmarks/local_model.py PROJECT FEED ORACLE.json [--turns 300] [--max-tokens 80] [--json]

ORACLE.json as hostile_turns.py takes it. Turns take turns: slots and open, English and Indonesian.
"""

import argparse
import collections
import json
import statistics
import time
from pathlib import Path
from typing import Any

from feed_oracle import faults_of
from hard_constraints import rows_of

from landas.bootstrap import Project, open_project
from landas.dialogue.service import AskRequest
from landas.settings import LlmSection

DEADLINE_MS = 60_000
CELLS = tuple((mode, language) for mode in ("slots", "open") for language in ("en", "id"))


def use(project: Project, mode: str, max_tokens: int) -> None:
    """The packaged model words explanations in this mode, with all the time it wants."""
    limits = project.settings.project.model_copy(update={"turn_deadline_ms": DEADLINE_MS})
    project.settings = project.settings.model_copy(update={"project": limits})
    tasks = {"explanation": {"wording": mode, "deadline_ms": DEADLINE_MS}}
    section = {"provider": "local", "max_tokens": max_tokens, "tasks": tasks, "cache": "off"}
    project.use_model(LlmSection.model_validate(section))
    project.gateway.warm()


def measured(
    project: Project, feed: Path, oracle: dict[str, Any], turns: int, max_tokens: int
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    by_id = {str(row[oracle["id"]]): row for row in rows_of(feed)}
    brands = {str(row.get(oracle["brand"], "")).casefold() for row in by_id.values()}
    cells: dict[str, Any] = {}
    faulty = []
    for mode, language in CELLS:
        use(project, mode, max_tokens)
        outcomes: collections.Counter[str] = collections.Counter()
        seconds = []
        for number in range(max(1, turns // len(CELLS))):
            text = oracle["requests"][language][number % len(oracle["requests"][language])]
            started = time.perf_counter()
            turn = project.dialogue.ask(AskRequest(text, locale=language))
            seconds.append(time.perf_counter() - started)
            outcomes[turn["fallback"] or turn["wording"]] += 1
            if faults := faults_of(turn, text, by_id, oracle, brands):
                faulty.append({"text": text, "reply": turn["reply"], "faults": faults, "mode": mode})
        asked, passed = sum(outcomes.values()) - outcomes["template"], outcomes[mode]
        cells[f"{mode}/{language}"] = {
            "turns": sum(outcomes.values()), "asked": asked, "passed": passed,
            "outcomes": dict(outcomes), "seconds_p50": round(statistics.median(seconds), 2),
        }  # fmt: skip
    return cells, faulty


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("feed", type=Path)
    parser.add_argument("oracle", type=Path)
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--max-tokens", type=int, default=80)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    oracle = json.loads(options.oracle.read_text(encoding="utf-8"))
    with open_project(options.project) as project:
        cells, faulty = measured(project, options.feed, oracle, options.turns, options.max_tokens)
    record = {"turns_with_a_fault": len(faulty), "cells": cells, "faulty": faulty[:20]}
    print(json.dumps(record, ensure_ascii=False, indent=1 if options.json else None))


if __name__ == "__main__":
    main()
