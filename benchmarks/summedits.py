"""Summaries of running text, faithful or subtly edited: does the verifier tell them apart, beside counting words?

A summary is called faithful when no claim of it is flagged. The baseline calls it faithful when the share of its words
that stand in the document reaches a threshold, which is chosen on the other domain. Balanced accuracy: the mean of the
shares of faithful and of unfaithful summaries that are called so; intervals by drawing documents again.

usage: python benchmarks/summedits.py --data DIR [--json]      DIR holds summedits_{samsum,scitldr}.json.gz
"""

import argparse
import collections
import gzip
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from landas.grounding.claims import Grounds, is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.language.pack import load_packs
from landas.language.tokens import tokenize
from landas.metrics.intervals import Estimate, resampled

DOMAINS = ("samsum", "scitldr")
PACKS = load_packs(("en", "id"))
Row = tuple[bool, bool, float]
"""Is it faithful, does the verifier call it so, the share of its words that the document has."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = {domain: judged(options.data / f"summedits_{domain}.json.gz") for domain in DOMAINS}
    record: dict[str, dict[str, float | int]] = {}
    for domain, other in (DOMAINS, DOMAINS[::-1]):
        limit = best_threshold([row for document in rows[other] for row in document])
        record[f"{domain} verifier"] = measured(rows[domain], None).to_document()
        record[f"{domain} words in common"] = measured(rows[domain], limit).to_document()
    if options.json:
        print(json.dumps(record, indent=1))
        return
    for name, value in record.items():
        print(
            f"{name:26} {value['value']:.3f} [{value['low']:.3f}, {value['high']:.3f}] documents={value['n']}"
        )


def judged(path: Path) -> list[list[Row]]:
    """The summaries of each document."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        by_document = collections.defaultdict(list)
        for entry in json.load(file):
            by_document[entry["doc"]].append(entry)
    seconds = words = 0.0
    rows = []
    for document, entries in by_document.items():
        verifier = Verifier(Grounds(text=document), PACKS, "en")
        verifier.claims("")
        known = {token.key for token in tokenize(document)}
        began = time.process_time()
        called = [is_faithful(verifier.claims(entry["summary"])) for entry in entries]
        seconds += time.process_time() - began
        words += sum(len(entry["summary"].split()) for entry in entries)
        shares = [share([t.key for t in tokenize(entry["summary"])], known) for entry in entries]
        faithful = [str(entry["label"]) == "1" for entry in entries]
        rows.append(list(zip(faithful, called, shares, strict=True)))
    print(f"{path.name}: {seconds / words * 80 * 1000:.1f} ms for 80 words", file=sys.stderr)
    return rows


def share(words: Sequence[str], known: set[str]) -> float:
    return sum(word in known for word in words) / max(1, len(words))


def best_threshold(rows: Sequence[Row]) -> float:
    limits = sorted({row[2] for row in rows})
    return max(limits, key=lambda limit: accuracy(table([list(rows)], limit)))


def measured(documents: Sequence[Sequence[Row]], limit: float | None) -> Estimate:
    return resampled(accuracy, table(documents, limit))


def table(documents: Sequence[Sequence[Row]], limit: float | None) -> NDArray[np.float64]:
    """A row a document: faithful summaries called so, all faithful ones, unfaithful called so, all unfaithful."""
    lines = []
    for rows in documents:
        calls = [
            (faithful, called if limit is None else common >= limit) for faithful, called, common in rows
        ]
        true, false = [c for f, c in calls if f], [c for f, c in calls if not f]
        lines.append([sum(true), len(true), len(false) - sum(false), len(false)])
    return np.array(lines, dtype=float)


def accuracy(lines: NDArray[np.float64]) -> float:
    kept, faithful, caught, unfaithful = lines.sum(axis=0)
    return float((kept / faithful + caught / unfaithful) / 2)


if __name__ == "__main__":
    main()
