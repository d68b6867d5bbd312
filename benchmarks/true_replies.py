"""Does the verifier let the truth through? True replies in many phrasings about the items of real turns.

Each reply is put together from the raw rows of what a turn showed, so it is true whatever Landas thinks; it is then
checked against that turn's grounds, as a model's reply would be.

usage: python benchmarks/true_replies.py PROJECT FEED TRUTHS.json REQUESTS.json [--replies 200] [--json]

TRUTHS.json says how people put each column of the feed; REQUESTS.json is the oracle of hostile_turns.py.
"""

import argparse
import itertools
import json
import random
from pathlib import Path
from typing import Any

from hard_constraints import rows_of

from landas.bootstrap import open_project
from landas.dialogue.replay import task_of
from landas.dialogue.saying import turn_grounds
from landas.dialogue.service import AskRequest
from landas.grounding.claims import is_faithful
from landas.grounding.verifier import verify

Row = dict[str, Any]


def name_of(title: str, others: list[str]) -> str:
    """The first words of a title that no other shown title begins with."""
    words = title.split()
    for count in range(min(4, len(words)), len(words) + 1):
        short = " ".join(words[:count]).rstrip(" ,;:-(/")
        if sum(other.startswith(short) for other in others) == 1:
            return short
    return title


def number(value: float, decimals: int, language: str) -> str:
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".") if decimals != 2 or text.endswith(".00") else text
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def measured(row: Row, measure: Row) -> float | None:
    raw = row.get(measure["column"])
    return float(raw) * measure["factor"] if isinstance(raw, int | float) and raw > 0 else None


def statements(rows: list[Row], truths: Row, language: str) -> list[str]:
    """Every true sentence the phrasings give about these rows."""
    titles = [str(row[truths["title"]]) for row in rows]
    names = [name_of(title, titles) for title in titles]
    found: list[str] = []
    for measure in truths["measures"]:
        values = [measured(row, measure) for row in rows]
        for name, value in zip(names, values, strict=True):
            if value is not None:
                shown = number(value, measure["decimals"], language)
                found += [say.format(name=name, v=shown) for say in measure["says"][language]]
        found += compared(names, values, measure, language)
    for word in truths["words"]:
        for name, row in zip(names, rows, strict=True):
            if value := row.get(word["column"]):
                found += [say.format(name=name, v=value) for say in word["says"][language]]
    return found


def compared(names: list[str], values: list[float | None], measure: Row, language: str) -> list[str]:
    found: list[str] = []
    known = [(v, n) for v, n in zip(values, names, strict=True) if v is not None]
    for (x, a), (y, b) in itertools.permutations(known, 2):
        if x < y:
            gap = number(y - x, measure["decimals"], language)
            found += [say.format(a=a, b=b, gap=gap) for say in measure.get("less", {}).get(language, [])]
    if len(known) == len(values) > 1 and sorted(known)[0][0] < sorted(known)[1][0]:
        found += [say.format(a=min(known)[1]) for say in measure.get("least", {}).get(language, [])]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("project", "feed", "truths", "requests"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--replies", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    truths = json.loads(options.truths.read_text(encoding="utf-8"))
    requests = json.loads(options.requests.read_text(encoding="utf-8"))["requests"]
    by_id = {str(row[truths["id"]]): row for row in rows_of(options.feed)}
    chance = random.Random(11)
    refused: list[dict[str, Any]] = []
    with open_project(options.project) as project:
        asked = 0
        while asked < options.replies:
            language = ("en", "id")[asked % 2]
            turn = project.dialogue.ask(AskRequest(chance.choice(requests[language]), locale=language))
            rows = [by_id[item["item_id"]] for item in turn["items"]]
            known = statements(rows, truths, language) if rows else []
            if not known:
                continue
            asked += 1
            said = chance.sample(known, k=min(len(known), chance.randint(1, 3)))
            reply = " ".join(
                chance.sample([*said, chance.choice(truths["around"][language])], k=len(said) + 1)
            )
            task = task_of(project.parts, project.receipt(turn["receipt_id"]))
            claims = verify(reply, turn_grounds(task, ()), project.packs, language)
            if not is_faithful(claims):
                faults = [c.to_document() for c in claims if not is_faithful((c,))]
                refused.append({"reply": reply, "faults": faults})
    record = {"replies": options.replies, "passed": options.replies - len(refused),
              "share": round(1 - len(refused) / options.replies, 4)}  # fmt: skip
    if options.json:
        print(json.dumps({**record, "refused": refused}, ensure_ascii=False, indent=1))
        return
    for refusal in refused[:20]:
        print(json.dumps(refusal, ensure_ascii=False))
    print(json.dumps(record, indent=1))


if __name__ == "__main__":
    main()
