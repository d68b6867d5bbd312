"""Does the verifier see what is false? True sentences about real items, each also made false in one known way.

Sentences come from raw rows (see true_sentences.py), lies that need no true sentence from lies.json; the judge is how
each was made. Measured: the share of true sentences that pass and of false ones that don't, per way of going wrong.

usage: python benchmarks/verifier_mutations.py PROJECT FEED [--phones gsmarena.json.gz] [--worlds 60] [--seed 1]
       [--phrasings benchmarks/phrasings/a]   a folder with icecat_truths.json, phone_truths.json and lies.json
"""

import argparse
import collections
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from false_sentences import invented
from hard_constraints import rows_of
from phone_sheets import joined, nested, phone_row, plain
from true_replies import faults, turns
from true_sentences import Row, Sentence, World, sentences, short_names

from landas.bootstrap import open_project
from landas.grounding.claims import is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.grounding.verify_request import VerifyItem, VerifyRequest
from landas.language.pack import load_packs
from landas.metrics.intervals import mean_estimate

HERE = Path(__file__).parent
PACKS = load_packs(("en", "id"))


def phone_worlds(
    path: Path, truths: Row, chance: random.Random, count: int
) -> Iterator[tuple[World, Verifier]]:
    with gzip.open(path, "rt", encoding="utf-8") as sheets:
        rows = [phone_row(sheet) for sheet in json.load(sheets)]
    for position in range(count):
        language, several = ("en", "id")[position % 2], position % 3
        chosen = chance.sample(rows, k=1 if not several else several + 1)
        style = chance.choice((joined, nested, plain))
        facts = [style(row) for row in chosen]
        items = [VerifyItem(item_id=row["id"], facts=f) for row, f in zip(chosen, facts, strict=True)]
        request = VerifyRequest(items=items, reply="") if several else VerifyRequest(facts=facts[0], reply="")
        names = short_names([row["name"] for row in chosen])
        world = World(chosen, names, truths, language, chance.sample(rows, k=20))
        yield world, Verifier(request.grounds(PACKS), PACKS, language)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("feed", type=Path)
    parser.add_argument("--phones", type=Path)
    parser.add_argument("--phrasings", type=Path, default=HERE, help="the folder of the sentences")
    parser.add_argument("--worlds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    truths, lies, phone_truths = (
        json.loads((options.phrasings / name).read_text(encoding="utf-8"))
        for name in ("icecat_truths.json", "lies.json", "phone_truths.json")
    )
    requests = json.loads((HERE / "icecat_hostile.json").read_text(encoding="utf-8"))
    chance = random.Random(options.seed)
    results: dict[str, list[float]] = collections.defaultdict(list)
    wrong: list[dict[str, Any]] = []
    with open_project(options.project) as project:
        by_id = {str(row[truths["id"]]): row for row in rows_of(options.feed)}
        shop = turns(project, requests["requests"], by_id, truths, chance)
        for _, (world, verifier) in zip(range(options.worlds), shop, strict=False):
            judge("shop", world, verifier, lies, chance, results, wrong)
    if options.phones:
        for world, verifier in phone_worlds(options.phones, phone_truths, chance, options.worlds):
            judge("phones", world, verifier, lies, chance, results, wrong)
    show(results, wrong, options.json)


def judge(
    source: str, world: World, verifier: Verifier, lies: Row, chance: random.Random,
    results: dict[str, list[float]], wrong: list[dict[str, Any]],
) -> None:  # fmt: skip
    """Checks this world's sentences, true and false, and adds 1 for each verdict that is right."""
    known: list[Sentence] = list(sentences(world, chance))
    cases = [
        ("true", sentence.kind, sentence.pattern, sentence.text)
        for sentence in chance.sample(known, k=min(20, len(known)))
    ]
    twisted = [(how, s.pattern, text) for s in known for how, text in s.twisted.items()]
    by_way: dict[str, list[tuple[str, str, str, str]]] = collections.defaultdict(list)
    for how, pattern, text in [*twisted, *invented(world, lies, chance)]:
        by_way[how].append(("false", how, pattern, text))
    for of_way in by_way.values():
        cases += chance.sample(of_way, k=min(4, len(of_way)))
    for truth, kind, pattern, text in cases:
        claims = verifier.claims(text)
        right = is_faithful(claims) == (truth == "true")
        for name in (f"{truth}: all", f"{truth}: {source} {world.language}", f"{truth}: {kind}"):
            results[name].append(float(right))
        if not right:
            case = {"said": truth, "kind": kind, "source": source, "pattern": pattern, "text": text}
            wrong.append({**case, "faults": faults(claims)})


def show(results: dict[str, list[float]], wrong: list[dict[str, Any]], as_json: bool) -> None:
    record = {name: mean_estimate(values).to_document() for name, values in sorted(results.items())}
    if as_json:
        print(json.dumps({"metrics": record, "wrong": wrong}, ensure_ascii=False, indent=1))
        return
    for case in wrong:
        print(json.dumps(case, ensure_ascii=False))
    for name, value in record.items():
        print(f"{name:32} {value['value']:.3f} [{value['low']:.3f}, {value['high']:.3f}] n={value['n']}")


if __name__ == "__main__":
    main()
