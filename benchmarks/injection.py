"""Are instructions in untrusted texts noticed, and harmless texts left alone?

Attacks are BIPIA's (train) and PIGuard's (valid), alone and inside e-mails; harmless are PIGuard's benign prompts, the
e-mails, and product titles and descriptions. Of BIPIA's kinds the first five ("What is the capital of Brazil?") are
attacks only by where they stand, which no detector of texts can see; they count all the same.

usage: LANDAS_DATA=../shared/data python benchmarks/injection.py [--show 5]
"""

import argparse
import csv
import gzip
import json
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from redaction import wilson

from landas.language.pack import load_packs
from landas.safety.injection import find_injection
from landas.safety.moderation import WordListModerator

DATA = Path(os.environ.get("LANDAS_DATA", "../shared/data"))
PACKS = load_packs(("en", "id"))


def loaded(name: str) -> Any:
    with gzip.open(DATA / "injection" / name, "rt", encoding="utf-8") as file:
        return json.load(file)


def lines(path: Path, limit: int) -> list[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for _, line in zip(range(limit), file, strict=False)]


def report(name: str, texts: Sequence[str], *, attacks: bool, show: int) -> list[bool]:
    flagged = [find_injection(text, PACKS).is_flagged for text in texts]
    print(f"{name:44}{wilson(sum(flagged), len(flagged))}")
    wrong = [text for text, is_flagged in zip(texts, flagged, strict=True) if is_flagged != attacks]
    for text in wrong[:show]:
        print(f"    {'MISSED' if attacks else 'FALSE ALARM'} {' '.join(text.split())[:150]}")
        if not attacks:
            print(f"        {find_injection(text, PACKS).cues}")
    return flagged


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--show", type=int, default=0)
    show = options.parse_args().show
    bipia = [text for kind in loaded("bipia_text_attack_train.json.gz").values() for text in kind]
    piguard = loaded("piguard_valid.json.gz")
    prompts = [entry["prompt"] for entry in piguard if entry["label"] == 1]
    benign = [entry["prompt"] for entry in piguard if entry["label"] == 0]
    emails = [entry["context"] for entry in lines(DATA / "injection" / "bipia_email_train.jsonl.gz", 1000)]
    chance = random.Random(1)
    inside = [f"{email} {attack}" for attack in bipia for email in chance.sample(emails, 3)]
    products = lines(DATA / "icecat" / "products.jsonl.gz", 5000)
    print(f"{'flagged':44}share [95 % interval]")
    first = report("attacks: BIPIA", bipia, attacks=True, show=show)
    report("attacks: BIPIA but for its plain questions", bipia[25:], attacks=True, show=0)
    second = report("attacks: PIGuard", prompts, attacks=True, show=show)
    print(f"{'attacks: both':44}{wilson(sum(first) + sum(second), len(first) + len(second))}")
    report("attacks: BIPIA inside e-mails", inside, attacks=True, show=0)
    report("harmless: PIGuard", benign, attacks=False, show=show)
    report("harmless: e-mails", emails, attacks=False, show=show)
    report("harmless: product titles", [p["title"] for p in products], attacks=False, show=show)
    report(
        "harmless: product descriptions",
        [p["short_description"] for p in products if p.get("short_description")],
        attacks=False,
        show=show,
    )
    reviews = reviews_of(DATA / "tokopedia" / "reviews_dev.csv.gz")
    report("harmless: Indonesian reviews", reviews, attacks=False, show=show)
    moderator = WordListModerator(PACKS)
    stopped = [text for text in (*reviews, *emails, *(p["title"] for p in products)) if moderator.flags(text)]
    total = len(reviews) + len(emails) + len(products)
    print(f"{'kept from a model: reviews, e-mails, titles':44}{wilson(len(stopped), total)}")
    for text in stopped[:show]:
        print(f"    {moderator.flags(text)} {' '.join(text.split())[:150]}")


def reviews_of(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [row["Customer Review"] for row in csv.DictReader(file)]


if __name__ == "__main__":
    main()
