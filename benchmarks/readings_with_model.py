"""What a model that reads along adds to the reading by rule and breaks of it: none, hostile and the small one compared.

Every request is asked as the first turn of a conversation, with the tasks `intent` and `expansion` switched on and the
wording left to templates, and the intent that the turn held is judged, with the kinds of things that it was read as but
had to give up because nothing of them fits (an answer of other kinds says so; the reading isn't worse for it). Models
are asked only of requests with words that nothing explains, so these are told apart, too; and how many readings a model
mended or broke.

usage: python benchmarks/readings_with_model.py PROJECT CASES.jsonl … [--models none,hostile,local] [--json]

CASES.jsonl as `landas evaluate understanding` takes them. `local` needs the extra of that name.
"""

import argparse
import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from landas.bootstrap import Project, open_project
from landas.dialogue.service import AskRequest
from landas.evaluation.cases import understanding_cases
from landas.evaluation.readings import JudgedReading, judge_reading
from landas.evaluation.understanding_cases import UnderstandingCase
from landas.request.intent import Intent
from landas.settings import LlmSection

DEADLINE_MS = 60_000
OFF = ("explanation", "comparison", "item_answer", "need_summary", "clarification", "order")


@dataclass(frozen=True)
class Read:
    """One request as a turn understood it. `calls`: how often a model was asked; `taken`: wishes of its that were."""

    judged: JudgedReading
    unsure: bool
    calls: int
    taken: int


def switch_on(project: Project, provider: str) -> None:
    """The provider reads along, with all the time it wants; the words stay the templates'."""
    limits = project.settings.project.model_copy(update={"turn_deadline_ms": DEADLINE_MS})
    project.settings = project.settings.model_copy(update={"project": limits})
    asked = {"intent": {"deadline_ms": DEADLINE_MS}, "expansion": {"deadline_ms": DEADLINE_MS}}
    tasks = {**asked, **{task: {"enabled": False} for task in OFF}}
    section = {"provider": provider, "max_tokens": 120, "tasks": tasks, "cache": "off"}
    project.use_model(LlmSection.model_validate(section))
    project.gateway.warm()


def readings(project: Project, cases: Sequence[UnderstandingCase]) -> list[Read]:
    parser = project.parts.parsers.of(project.live.current())
    found = []
    for case in cases:
        turn = project.dialogue.ask(AskRequest(case.text))
        intent = Intent.from_document(turn["intent"])
        intent = replace(intent, categories=intent.lost_kinds or intent.categories)
        judged = judge_reading(case, intent, parser.category_field)
        receipt = project.receipts.get(turn["receipt_id"])
        calls = [
            c for part in ("interpretation", "expansion") for c in (receipt[part] or {}).get("calls", ())
        ]
        taken = sum(c.source == "model" for c in intent.constraints)
        found.append(Read(judged, bool(parser.parse(case.text).unparsed), len(calls), taken))
    return found


def compared(read: Sequence[Read], base: Sequence[Read]) -> dict[str, Any]:
    """Shares of exact readings and of wishes, and what differs from the reading without a model."""
    unsure = [one for one in read if one.unsure]
    right = sum(len(one.judged.expected & one.judged.found) for one in read)
    wishes = sum(len(one.judged.expected) + len(one.judged.found) for one in read)
    pairs = [(one.judged.exact, other.judged.exact) for one, other in zip(read, base, strict=True)]
    return {
        "requests": len(read),
        "exact": _share(read),
        "wishes_f1": round(2 * right / wishes, 4) if wishes else 1.0,
        "unsure": len(unsure),
        "exact_of_unsure": _share(unsure),
        "calls": sum(one.calls for one in read),
        "wishes_taken": sum(one.taken for one in read),
        "mended": sum(now and not before for now, before in pairs),
        "broken": sum(before and not now for now, before in pairs),
    }


def _share(read: Sequence[Read]) -> float:
    return round(statistics.fmean(one.judged.exact for one in read), 4) if read else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("project", type=Path)
    parser.add_argument("cases", type=Path, nargs="+")
    parser.add_argument("--models", default="none,hostile,local")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    cases = [case for path in options.cases for case in understanding_cases(path)]
    record: dict[str, Mapping[str, Any]] = {}
    base: list[Read] = []
    for model in options.models.split(","):
        with open_project(options.project) as project:
            if model != "none":
                switch_on(project, model)
            read = readings(project, cases)
        base = base or read
        record[model] = compared(read, base)
    if options.json:
        print(json.dumps(record, indent=1))
        return
    for model, row in record.items():
        print(model, row)


if __name__ == "__main__":
    main()
