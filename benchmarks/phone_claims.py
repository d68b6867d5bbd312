"""Does the verifier judge what language models write about a phone as people did? Hand labels are the judge.

A labelled claim is wrong when its sheet contradicts it, or is silent on something checkable. The verifier caught it
when a claim it flags shares half of the shorter one's words. A flag is right when it catches a wrong claim, false when
it shares most of its letters with supported ones; flags on what isn't checkable are left out. `strict` counts each
supported claim that a flag touches as a false alarm of its own, also beside a wrong one.

usage: python benchmarks/phone_claims.py --data DIR [--labels FILE …] [--style joined|nested|plain] [--show] [--json]

DIR holds gsmarena_dev.json.gz and llm_descriptions_MODEL.json.gz.
"""

import argparse
import collections
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from phone_labels.check import Label, read_descriptions, read_labels
from verifier_mutations import PACKS, joined, nested, plain

from landas.grounding.claims import Claim
from landas.grounding.verifier.verify import verify
from landas.grounding.verify_request import VerifyRequest
from landas.metrics.intervals import Estimate, ratio_estimate

HERE = Path(__file__).parent
STYLES = {"joined": joined, "nested": nested, "plain": plain}
FLAGGED = ("contradicted", "unsupported")


@dataclass
class Outcome:
    """What became of one description's claims; `rows` counts (label, verdict of the verifier)."""

    caught: int = 0
    wrong: int = 0
    right_flags: int = 0
    false_flags: int = 0
    touched: int = 0
    rows: collections.Counter[tuple[str, str]] = field(default_factory=collections.Counter)
    notes: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--labels", type=Path, nargs="+", default=[HERE / "phone_labels" / "a.jsonl"])
    parser.add_argument("--style", choices=STYLES, action="append")
    parser.add_argument("--show", action="store_true", help="every miss and false alarm")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with gzip.open(options.data / "gsmarena_dev.json.gz", "rt", encoding="utf-8") as file:
        sheets = {sheet["id"]: sheet_row(sheet) for sheet in json.load(file)}
    outcomes: dict[str, list[Outcome]] = collections.defaultdict(list)
    for path in options.labels:
        for label in read_labels(path):
            text = read_descriptions(options.data, label["model"])[label["phone"]]
            for style in options.style or STYLES:
                request = VerifyRequest(facts=STYLES[style](sheets[label["phone"]]), reply=text)
                outcome = judged(text, label, verify(text, request.grounds(PACKS), PACKS))
                outcome.notes = [f"{label['model']} {label['phone']} {style}: {n}" for n in outcome.notes]
                for group in ("all", path.name, label["model"], style):
                    outcomes[group].append(outcome)
    report(outcomes, options.show, options.json)


def sheet_row(sheet: dict[str, Any]) -> dict[str, Any]:
    """Every line of a sheet by part and name; a name that comes twice (two batteries) keeps a list.

    The short lines at its head ("Battery size") are part of the sheet that the models and the labellers saw.
    """
    row: dict[str, Any] = {"id": sheet["id"], "name": sheet["details"]["name"]}
    for part in sheet["details"]["detailSpec"]:
        for spec in part["specifications"]:
            label = " ".join(f"{part['category']} {spec['name']}".split())
            value = " ".join(spec["value"].split())
            row[label] = [*_listed(row[label]), value] if label in row else value
    for spec in sheet["details"]["quickSpec"]:
        row.setdefault(spec["name"], " ".join(spec["value"].split()))
    return row


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def judged(text: str, label: Label, claims: Sequence[Claim]) -> Outcome:
    outcome = Outcome()
    flags = [claim for claim in claims if claim.verdict in FLAGGED]
    for each in label["claims"]:
        verdicts = [claim.verdict for claim in claims if shares(each, claim)]
        worst = next((v for v in FLAGGED if v in verdicts), verdicts[0] if verdicts else "nothing said")
        outcome.rows[kind(each), worst] += 1
        if is_wrong(each):
            outcome.wrong += 1
            outcome.caught += worst in FLAGGED
            if worst not in FLAGGED:
                outcome.notes.append(f"MISSED {text[each['start'] : each['end']]!r} ({each.get('why')})")
        else:
            outcome.touched += each["verdict"] == "supported" and worst in FLAGGED
    for flag in flags:
        judge_flag(text, label, flag, outcome)
    return outcome


def judge_flag(text: str, label: Label, flag: Claim, outcome: Outcome) -> None:
    """Adds the flag to the right ones, the false ones, or (most of it not checkable, or outside all labels) neither."""
    if any(is_wrong(each) and shares(each, flag) for each in label["claims"]):
        outcome.right_flags += 1
        return
    letters: collections.Counter[bool] = collections.Counter()
    for each in label["claims"]:
        letters[each["verdict"] == "supported"] += common(each, flag)
    if letters[True] and letters[True] >= letters[False]:
        outcome.false_flags += 1
        outcome.notes.append(f"FALSE {flag.verdict} {flag.text!r}: {flag.problem}")


def is_wrong(each: Label) -> bool:
    return bool(each["verdict"] == "contradicted" or (each["verdict"] == "unsupported" and each["checkable"]))


def kind(each: Label) -> str:
    vague = each["verdict"] == "unsupported" and not each["checkable"]
    return f"{each['verdict']}{' (not checkable)' if vague else ''}"


def common(each: Label, claim: Claim) -> int:
    """Code points of both."""
    return max(0, min(each["end"], claim.end) - max(each["start"], claim.start))


def shares(each: Label, claim: Claim) -> bool:
    """True when they have at least half of the shorter one in common."""
    return 2 * common(each, claim) >= min(each["end"] - each["start"], claim.end - claim.start)


def report(outcomes: dict[str, list[Outcome]], show: bool, as_json: bool) -> None:
    record = {name: figures(found) for name, found in outcomes.items()}
    rows = sum((o.rows for o in outcomes["all"]), collections.Counter[tuple[str, str]]())
    if as_json:
        confusion = [{"label": a, "verdict": b, "n": n} for (a, b), n in sorted(rows.items())]
        metrics = {n: {k: e.to_document() for k, e in f.items()} for n, f in record.items()}
        print(json.dumps({"metrics": metrics, "confusion": confusion}, indent=1))
        return
    if show:
        print("\n".join(note for outcome in outcomes["all"] for note in outcome.notes))
    for (said, verdict), count in sorted(rows.items()):
        print(f"{said:30} {verdict:14} {count:5}")
    for name, measures in record.items():
        print(f"{name:10}", "  ".join(f"{key} {shown(value)}" for key, value in measures.items()))


def figures(found: Sequence[Outcome]) -> dict[str, Estimate]:
    """Recall and precision, descriptions drawn again for the intervals; a measure without cases is left out."""
    parts: dict[str, list[tuple[Any, Any]]] = {
        "recall": [(o.caught, o.wrong) for o in found],
        "precision": [(o.right_flags, o.right_flags + o.false_flags) for o in found],
        "precision_strict": [(o.caught, o.caught + o.touched) for o in found],
    }
    return {
        name: ratio_estimate([a for a, _ in pairs], [b for _, b in pairs])
        for name, pairs in parts.items()
        if sum(b for _, b in pairs)
    }


def shown(value: Estimate) -> str:
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]"


if __name__ == "__main__":
    main()
