"""How long a turn of the longest text takes, whatever the text is full of: the processor's time, and the slowest steps.

Each text has 4,000 characters of one bad kind (denials, numbers, places, marks, questions, single letters, mixed
scripts), asked first in a conversation and again behind an answer. No model is asked. Promised is an answer within the
turn's deadline; a step of more than 300 ms deserves a look.

usage: python benchmarks/long_turns.py PROJECT [--most 20] [--json]
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

from landas.bootstrap import Project, open_project
from landas.dialogue.service import AskRequest

LENGTH = 4_000
OF = {
    "denials": "not red, no wifi, without a stand, never black, ",
    "penyangkalan": "jangan merah, tanpa wifi, gak mau hitam, bukan itu, ",
    "only not": "not ",
    "numbers": "12 kg 300 500 1.2 15,6 ",
    "ranges": "between 1 and 2 and 3 to 4 - 5 or ",
    "inches": '15" 5\' 3" 2x4x6 ',
    "dotted digits": "1.",
    "dates": "2019-01-02 3 jan 2020 before after since ",
    "refusals": "not the first, not the second, i don't like the third one, remove the first, ",
    "places": "the first second third last one on the left of the second one under the first, ",
    "tempat": "yang pertama kedua ketiga terakhir nomor 2 yang di atas yang tadi ",
    "undoing": "undo that, put it back, forget the price, ",
    "questions": "which one is better? is it good? others? why. ",
    "quotes": '"a "b \'c ”d “e (f [g {h ',
    "letters": "a b ",
    "slashes": "a/b/",
    "addresses": "http://a.b/c?d=e& a@b.c ",
    "dashes": "-",
    "underscores": "_A",
    "colons": ":",
    "line breaks": "x\n\n\n\n\n\n\n",
    "scripts": "aж漢क1ส🙂Ω-é",
    "either": "red or black or hp or dell or ",
}


def asked(project: Project, text: str, behind: str | None) -> dict[str, Any]:
    """What one turn cost, `behind` another or first of its conversation."""
    before = project.dialogue.ask(AskRequest(behind))["conversation_id"] if behind else None
    busy = time.process_time()
    turn = project.dialogue.ask(AskRequest(text, conversation_id=before))
    spent = round((time.process_time() - busy) * 1000)
    steps = sorted(project.receipt(turn["receipt_id"])["timings_ms"].items(), key=lambda step: -step[1])
    return {"cpu_ms": spent, "slowest": {name: round(took) for name, took in steps[:3]}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("--most", type=int, default=20, help="how many of the slowest are printed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with open_project(options.project) as project:
        asked(project, "red or black, not the first", "under 500")  # what is loaded once isn't counted
        found = [
            {"full_of": name, "turn": turn, **asked(project, (of * LENGTH)[:LENGTH], behind)}
            for name, of in OF.items()
            for turn, behind in (("first", None), ("later", "under 500"))
        ]
    found.sort(key=lambda one: -one["cpu_ms"])
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for one in found[: options.most]:
        print(f"{one['cpu_ms']:6} ms  {one['full_of']:14} {one['turn']:6} {one['slowest']}")


if __name__ == "__main__":
    main()
