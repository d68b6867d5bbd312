"""Do the hand labels of phone descriptions still fit the descriptions? Shows every claim with its verdict to re-read.

usage: python benchmarks/phone_labels/check.py LABELS.jsonl --data DIR [--quiet]

DIR holds llm_descriptions_MODEL.json.gz. A line of LABELS is one description: {"model", "phone", "sha256", "claims":
[{"start", "end", "verdict", "checkable", "why"?}]}. Offsets count code points of the text as stored, end excluded.
A verdict is by the phone's sheet alone: `supported` says so, `contradicted` says otherwise, `unsupported` is silent
(checkable unless vague), `not_a_claim` states nothing that could be wrong.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VERDICTS = ("supported", "contradicted", "unsupported", "not_a_claim")
_ID = re.compile(r"'id': '([^']+)'")

Label = dict[str, Any]
Texts = dict[str, str]
"""Phone id -> what one model wrote about it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--quiet", action="store_true", help="only what is wrong, and the counts")
    options = parser.parse_args()
    labels = read_labels(options.labels)
    texts = {
        model: read_descriptions(options.data, model) for model in sorted({each["model"] for each in labels})
    }
    wrong = [fault for label in labels for fault in faults(label, texts[label["model"]])]
    if wrong:
        sys.exit("\n".join(wrong))
    if not options.quiet:
        for label in labels:
            show(label, texts[label["model"]][label["phone"]])
    summarise(labels)


def read_labels(path: Path) -> list[Label]:
    """The labelled descriptions, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_descriptions(data: Path, model: str) -> Texts:
    """What `model` wrote about each phone; a prompt begins with the sheet, whose first id is the phone's."""
    with gzip.open(data / f"llm_descriptions_{model}.json.gz", "rt", encoding="utf-8") as file:
        generated = json.load(file)["generated"]
    texts = {}
    for entry in generated:
        found = _ID.search(entry["in"])
        if found is None:
            raise ValueError(f"a prompt of {model} names no phone id: {entry['in'][:80]!r}")
        texts[found[1]] = entry["out"]
    return texts


def faults(label: Label, texts: Texts) -> Iterator[str]:
    """Everything wrong with one labelled description: another text, offsets, order, words of the format."""
    where = f"{label['model']} {label['phone']}"
    text = texts.get(label["phone"])
    if text is None:
        yield f"{where}: the data hold no such description"
        return
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    if digest != label["sha256"]:
        yield f"{where}: sha256 is {digest}, the label says {label['sha256']}: labelled on another text"
        return
    reached = 0
    for claim in label["claims"]:
        start, end = claim["start"], claim["end"]
        if not reached <= start < end <= len(text):
            yield f"{where}: [{start}, {end}) is empty, overlaps the claim before it or leaves 0..{len(text)}"
        reached = end
        yield from (f"{where}: [{start}, {end}) {fault}" for fault in _verdict_faults(claim))


def _verdict_faults(claim: Label) -> Iterator[str]:
    verdict, checkable = claim["verdict"], claim["checkable"]
    if verdict not in VERDICTS:
        yield f"has the verdict {verdict!r}, not one of {', '.join(VERDICTS)}"
    if verdict in ("supported", "contradicted") and not checkable:
        yield f"is {verdict}, so it must be checkable"
    if verdict == "not_a_claim" and checkable:
        yield "is not_a_claim, so it cannot be checkable"
    must_say_why = verdict == "contradicted" or (verdict == "unsupported" and checkable)
    if must_say_why != bool(claim.get("why")):
        yield f"is {verdict} and {'needs a' if must_say_why else 'takes no'} why"


def show(label: Label, text: str) -> None:
    """The description and its claims, each with verdict, `?` where it is not checkable, and why it is wrong."""
    print(f"\n{label['model']} {label['phone']}\n{text}\n")
    for claim in label["claims"]:
        verdict = claim["verdict"] + ("" if claim["checkable"] or claim["verdict"] == "not_a_claim" else "?")
        why = f"   ({claim['why']})" if "why" in claim else ""
        print(f"  {verdict:<13} {text[claim['start'] : claim['end']]}{why}")


def summarise(labels: list[Label]) -> None:
    """How many claims of each verdict and checkability, all in all and by model."""
    for model in ("", *sorted({label["model"] for label in labels})):
        chosen = [label for label in labels if model in ("", label["model"])]
        counts = Counter(_kind(claim) for label in chosen for claim in label["claims"])
        said = ", ".join(f"{kind} {counts[kind]}" for kind in sorted(counts))
        print(f"{model or 'all'}: {len(chosen)} descriptions, {counts.total()} claims: {said}")


def _kind(claim: Label) -> str:
    vague = claim["verdict"] == "unsupported" and not claim["checkable"]
    return claim["verdict"] + (" (not checkable)" if vague else "")


if __name__ == "__main__":
    main()
