"""Are stored answers repeatable? Turns over a project, each replayed from its receipt and rerun on its release.

usage: python benchmarks/replays.py PROJECT REQUESTS.json [--turns 200] [--json]

REQUESTS.json: {"requests": {"en": […], "id": […]}}, as hostile_turns.py takes it. A replay must give the same bytes,
a rerun the same slate, and the same request asked again the same answer.
"""

import argparse
import json
from pathlib import Path

from landas.bootstrap import open_project
from landas.dialogue.service import AskRequest
from landas.ids import ReceiptId


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("requests", type=Path)
    parser.add_argument("--turns", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    requests = json.loads(options.requests.read_text(encoding="utf-8"))["requests"]
    texts = [text for pair in zip(*requests.values(), strict=True) for text in pair]
    replayed = rerun = repeated = 0
    unequal: list[str] = []
    with open_project(options.project) as project:
        for number in range(options.turns):
            text = texts[number % len(texts)]
            first = project.dialogue.ask(AskRequest(text))
            again = project.dialogue.ask(AskRequest(text))
            receipt_id = ReceiptId(first["receipt_id"])
            same = {
                "replay": project.replay(receipt_id)["same"],
                "rerun": project.replay(receipt_id, rerun=True)["same"],
                "repeat": (first["reply"], first["items"]) == (again["reply"], again["items"]),
            }
            replayed, rerun, repeated = (
                replayed + same["replay"],
                rerun + same["rerun"],
                repeated + same["repeat"],
            )
            unequal += [f"{what}: {text}" for what, equal in same.items() if not equal]
    record = {"turns": options.turns, "same_bytes": replayed, "same_slate": rerun, "same_answer": repeated}
    print(
        json.dumps({**record, "unequal": unequal} if options.json else record, ensure_ascii=False, indent=1)
    )


if __name__ == "__main__":
    main()
