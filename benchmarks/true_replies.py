"""Does the verifier let the truth through? True replies in many phrasings about the items of real turns.

Each reply is put together from the raw rows of what a turn showed, so it is true whatever Landas thinks; it is then
checked against that turn's grounds, as a model's reply would be. Also shown: the share of true sentences, each
checked alone, by what they speak of.

usage: python benchmarks/true_replies.py PROJECT FEED TRUTHS.json REQUESTS.json [--replies 200] [--half 0|1] [--json]

TRUTHS.json says how people put each column of the feed; REQUESTS.json is the oracle of hostile_turns.py. `--half`
takes only every other phrasing, so that one half can be kept aside while the verifier is mended with the other.
"""

import argparse
import collections
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hard_constraints import rows_of
from true_sentences import Row, Sentence, World, sentences, short_names

from landas.bootstrap import Project, open_project
from landas.dialogue.replay import task_of
from landas.dialogue.saying import turn_grounds
from landas.dialogue.service import AskRequest
from landas.grounding.claims import Claim, is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.metrics.intervals import mean_estimate


def in_half(sentence: Sentence, half: int | None) -> bool:
    return half is None or zlib.crc32(sentence.pattern.encode()) % 2 == half


def turns(
    project: Project,
    requests: dict[str, list[str]],
    by_id: dict[str, Row],
    truths: Row,
    chance: random.Random,
) -> Iterator[tuple[World, Verifier]]:
    """The world of one turn after another, and the verifier with what the turn's replies may rest on."""
    rows = list(by_id.values())
    for number in range(100_000):
        language = ("en", "id")[number % 2]
        turn = project.dialogue.ask(AskRequest(chance.choice(requests[language]), locale=language))
        shown = [by_id[item["item_id"]] for item in turn["items"]]
        if shown:
            names = short_names([str(row[truths["title"]]) for row in shown])
            task = task_of(project.parts, project.receipt(turn["receipt_id"]))
            verifier = Verifier(turn_grounds(task, ()), project.packs, language)
            yield World(shown, names, truths, language, chance.sample(rows, k=min(12, len(rows)))), verifier


def reply_of(known: list[Sentence], world: World, chance: random.Random) -> str:
    kinds = sorted({sentence.kind for sentence in known})
    picked = [chance.choice([s for s in known if s.kind == chance.choice(kinds)] or known)
              for _ in range(chance.randint(1, 3))]  # fmt: skip
    said = list(dict.fromkeys(sentence.text for sentence in picked))
    return " ".join(
        chance.sample([*said, chance.choice(world.truths["around"][world.language])], k=len(said) + 1)
    )


def faults(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    return [claim.to_document() for claim in claims if not is_faithful((claim,))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("project", "feed", "truths", "requests"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--replies", type=int, default=200)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    truths = json.loads(options.truths.read_text(encoding="utf-8"))
    requests = json.loads(options.requests.read_text(encoding="utf-8"))["requests"]
    by_id = {str(row[truths["id"]]): row for row in rows_of(options.feed)}
    chance = random.Random(options.seed)
    refused: list[dict[str, Any]] = []
    alone: dict[str, list[float]] = collections.defaultdict(list)
    passed: list[float] = []
    with open_project(options.project) as project:
        for world, verifier in turns(project, requests, by_id, truths, chance):
            known = [s for s in sentences(world, chance) if in_half(s, options.half)]
            if not known:
                continue
            for sentence in chance.sample(known, k=min(25, len(known))):
                claims = verifier.claims(sentence.text)
                alone[f"{sentence.kind} ({world.language})"].append(float(is_faithful(claims)))
                if not is_faithful(claims):
                    refused.append({"kind": sentence.kind, "reply": sentence.text, "faults": faults(claims)})
            passed.append(float(is_faithful(verifier.claims(reply_of(known, world, chance)))))
            if len(passed) == options.replies:
                break
    record = {"replies": mean_estimate(passed).to_document(),
              "sentences": mean_estimate([v for of in alone.values() for v in of]).to_document(),
              **{kind: mean_estimate(values).to_document() for kind, values in sorted(alone.items())}}  # fmt: skip
    if options.json:
        print(json.dumps({**record, "refused": refused}, ensure_ascii=False, indent=1))
        return
    for refusal in refused:
        print(json.dumps(refusal, ensure_ascii=False))
    for name, value in record.items():
        print(f"{name:20} {value['value']:.3f} [{value['low']:.3f}, {value['high']:.3f}] n={value['n']}")


if __name__ == "__main__":
    main()
