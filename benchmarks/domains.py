"""Does the verifier tell true from false in domains nobody tuned it for? Invented fact sheets with judged replies.

Each reply is checked as `landas verify` would check it, without being told its language. Printed are the share of false
replies caught and of true replies passed: in all, by language, by domain and by kind.

usage: python benchmarks/domains.py [--set dev|held_out] [--show [--force]] [--json] [--folder benchmarks/domains]

`--show` lists the misjudged replies. Those of held_out stay unseen unless forced: who has read them has tuned for them.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landas.grounding.claims import is_faithful
from landas.grounding.verifier import verify
from landas.grounding.verify_request import VerifyRequest
from landas.language.pack import LanguagePack, load_packs
from landas.metrics.intervals import mean_estimate

SETS = ("dev", "held_out")
GROUPINGS = ("language", "domain", "kind")


@dataclass(frozen=True, slots=True)
class Judged:
    """One reply: what it is (`true`) and what the verifier said of it (`faithful`)."""

    domain: str
    kind: str
    language: str
    reply: str
    true: bool
    faithful: bool
    problems: tuple[str, ...]

    @property
    def right(self) -> bool:
        return self.true == self.faithful


def judged(folder: Path, packs: Sequence[LanguagePack]) -> Iterator[Judged]:
    """Every reply of the sheets of `folder`, sheet by sheet."""
    sheets = sorted(folder.glob("*.json"))
    if not sheets:
        sys.exit(f"{folder} holds no sheets. Give the folder that has dev/ and held_out/.")
    for path in sheets:
        document = json.loads(path.read_text(encoding="utf-8"))
        for case in document["replies"]:
            yield _judged(path.stem, document["sheet"], case, packs)


def _judged(
    domain: str, sheet: dict[str, Any], case: dict[str, Any], packs: Sequence[LanguagePack]
) -> Judged:
    request = VerifyRequest.model_validate({**sheet, "reply": case["reply"]})
    claims = verify(request.reply, request.grounds(packs), packs, request.language)
    return Judged(
        domain=domain,
        kind=case["kind"],
        language=case["language"],
        reply=case["reply"],
        true=case["true"],
        faithful=is_faithful(claims),
        problems=tuple(f"{claim.text}: {claim.verdict}" for claim in claims if not is_faithful((claim,))),
    )


def shares(replies: Sequence[Judged]) -> dict[str, Any]:
    """How many of the false were caught and of the true passed; a group without such replies has no share."""
    measured: dict[str, Any] = {}
    for name, truth in (("false_caught", False), ("true_passed", True)):
        outcomes = [float(reply.right) for reply in replies if reply.true == truth]
        measured[name] = mean_estimate(outcomes).to_document() if outcomes else None
    return measured


def report(replies: Sequence[Judged]) -> dict[str, Any]:
    document: dict[str, Any] = {"all": {"all": shares(replies)}}
    for grouping in GROUPINGS:
        values = sorted({getattr(reply, grouping) for reply in replies})
        document[grouping] = {
            value: shares([reply for reply in replies if getattr(reply, grouping) == value])
            for value in values
        }
    return document


def show_report(document: dict[str, Any]) -> None:
    print(f"{'':<30}{'false caught':<32}true passed")
    for grouping, groups in document.items():
        for name, measured in groups.items():
            label = name if grouping == "all" else f"{grouping} {name}"
            print(f"{label:<30}{_share(measured['false_caught']):<32}{_share(measured['true_passed'])}")


def _share(estimate: dict[str, Any] | None) -> str:
    if estimate is None:
        return "-"
    return f"{estimate['value']:.3f} [{estimate['low']:.3f}, {estimate['high']:.3f}] n={estimate['n']}"


def show_misjudged(replies: Sequence[Judged]) -> None:
    for reply in replies:
        if not reply.right:
            what = "true, refused" if reply.true else "false, passed"
            print(f"\n{what}  {reply.domain} · {reply.kind} · {reply.language}\n  {reply.reply}")
            for problem in reply.problems:
                print(f"    {problem}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=SETS, default="dev", dest="chosen")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent / "domains")
    parser.add_argument("--show", action="store_true", help="list the misjudged replies")
    parser.add_argument("--force", action="store_true", help="let --show list those of held_out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.show and options.chosen == "held_out" and not options.force:
        parser.error("the misjudged replies of held_out aren't for tuning; use --set dev, or --force.")
    replies = list(judged(options.folder / options.chosen, load_packs(("en", "id"))))
    document = report(replies)
    if options.json:
        print(json.dumps({"set": options.chosen, **document}, indent=2))
    else:
        show_report(document)
    if options.show:
        show_misjudged(replies)


if __name__ == "__main__":
    main()
