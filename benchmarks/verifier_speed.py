"""How long does the verifier take? A reply of some 80 words against the facts of one phone and of four.

Shown: making the verifier ready the first time and again, and checking the reply, each in time of this thread on the
processor (`cpu`: other programs don't count) and by the clock (`wall`: what a person waits on this machine as loaded
as it is now), p50 and p95; how many times as long checking takes as cutting the same reply into words, which compares
machines; the memory that one check holds at its peak, and that the ready verifier keeps.

usage: python benchmarks/verifier_speed.py gsmarena.json.gz [--repeats 60] [--json]
"""

import argparse
import gzip
import json
import statistics
import time
import tracemalloc
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


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Time of one call on the processor and by the clock."""
    on_clock, on_processor = time.perf_counter(), time.thread_time()
    work()
    return (time.thread_time() - on_processor) * 1000, (time.perf_counter() - on_clock) * 1000


def quantiles(name: str, times: list[tuple[float, float]]) -> dict[str, float]:
    """p50 and p95 of both kinds of time."""
    found = {}
    for kind, values in zip(("cpu", "wall"), zip(*times, strict=True), strict=True):
        found[f"{name}_{kind}_p50_ms"] = statistics.median(values)
        found[f"{name}_{kind}_p95_ms"] = sorted(values)[int(0.95 * len(values))]
    return found


def kilobytes(work: Callable[[], object]) -> tuple[float, float]:
    """What the result of one call keeps, and what the call holds at its peak."""
    tracemalloc.start()
    result = work()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return kept / 1024, peak / 1024


def measure(rows: list[dict[str, Any]], repeats: int) -> dict[str, float]:
    items = [VerifyItem(item_id=row["id"], facts=joined(row)) for row in rows]
    grounds = VerifyRequest(items=items, reply="").grounds(PACKS)
    reply = reply_about(rows[0])
    first, _ = milliseconds(lambda: Verifier(grounds, PACKS, "en"))
    again = [milliseconds(lambda: Verifier(grounds, PACKS, "en")) for _ in range(repeats)]
    verifier = Verifier(grounds, PACKS, "en")
    verifier.claims(reply)
    checked, words = [], []
    for _ in range(repeats):  # side by side, so that both meet the same load
        checked.append(milliseconds(lambda: verifier.claims(reply)))
        words.append(milliseconds(lambda: cut(reply)))
    return {
        "facts": sum(len(item.facts) for item in grounds.items),
        "words": len(reply.split()),
        "make_first_cpu_ms": first,
        **quantiles("make_again", again),
        **quantiles("check", checked),
        "times_cutting": statistics.median(t for t, _ in checked) / statistics.median(t for t, _ in words),
        "verifier_keeps_kb": kilobytes(lambda: Verifier(grounds, PACKS, "en"))[0],
        "check_peak_kb": kilobytes(lambda: verifier.claims(reply))[1],
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
    for name in found[0]:
        print(f"{name:24}" + "".join(f"{measured[name]:10.2f}" for measured in found))


if __name__ == "__main__":
    main()
