"""How long does the verifier take? A reply of some 80 words against the facts of one phone and of four.

Shown: making the verifier ready the first time and again, checking the reply (p50, p95), and how many times as long
that takes as cutting the same reply into words, which compares machines and loads.

usage: python benchmarks/verifier_speed.py gsmarena.json.gz [--repeats 60] [--json]
"""

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from phone_sheets import joined, phone_row

from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.verify import Verifier
from landas.grounding.verify_request import VerifyItem, VerifyRequest
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
REPLY = (
    "The {name} was announced in {year} and weighs {weight} grams. It runs on the {chipset} chipset, and its "
    "display measures {screen} inches. It has a removable battery, a loudspeaker and Bluetooth, but the radio was "
    "left out. The main camera takes photos, there is no second one on the front, and the memory can be expanded. "
    "If you want a light phone, this one is worth a look. You won't find a headphone jack here. Let me know if you "
    "would like to see other phones."
)


def reply_about(row: dict[str, Any]) -> str:
    return REPLY.format(
        name=row["name"],
        year=row["Launch Announced"][:4],
        weight=row["Body Weight"].split(" g")[0],
        chipset=row["Platform Chipset"],
        screen=row["Display Size"].split(" ")[0],
    )


def milliseconds(work: Callable[[], object], repeats: int) -> list[float]:
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def measure(rows: list[dict[str, Any]], repeats: int) -> dict[str, float]:
    items = [VerifyItem(item_id=row["id"], facts=joined(row)) for row in rows]
    grounds = VerifyRequest(items=items, reply="").grounds(PACKS)
    reply = reply_about(rows[0])
    first = milliseconds(lambda: Verifier(grounds, PACKS, "en"), 1)[0]
    again = statistics.median(milliseconds(lambda: Verifier(grounds, PACKS, "en"), repeats))
    verifier = Verifier(grounds, PACKS, "en")
    verifier.claims(reply)
    checked, words = [], []
    for _ in range(repeats):  # side by side, so that both meet the same load
        checked += milliseconds(lambda: verifier.claims(reply), 1)
        words += milliseconds(lambda: cut(reply), 1)
    return {
        "facts": sum(len(item.facts) for item in grounds.items),
        "words": len(reply.split()),
        "make_first_ms": first,
        "make_again_ms": again,
        "check_p50_ms": statistics.median(checked),
        "check_p95_ms": sorted(checked)[int(0.95 * len(checked))],
        "times_cutting": statistics.median(checked) / statistics.median(words),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("phones", type=Path)
    parser.add_argument("--repeats", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with gzip.open(options.phones, "rt", encoding="utf-8") as sheets:
        rows = [phone_row(sheet) for sheet in json.load(sheets)]
    needed = ("Launch Announced", "Body Weight", "Platform Chipset", "Display Size")
    rows = [row for row in rows if all(label in row for label in needed)]
    found = [measure(rows[:count], options.repeats) for count in (1, 4)]
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for measured in found:
        print("  ".join(f"{name} {value:.1f}" for name, value in measured.items()))


if __name__ == "__main__":
    main()
