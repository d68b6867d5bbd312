"""`landas build`: the catalogue and its events into a release, switched in when it is complete."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_note

_NAMED = 5


def build(project: ProjectOption = Path("."), as_json: JsonOption = False) -> None:
    from landas.bootstrap import open_project
    from landas.recommend.build import build_release

    with open_project(project) as opened:
        _ = opened.rules, opened.shaping  # a rule that can't be used is told now, not by the first answer
        report = build_release(opened.build_parts, _Notes())
    if as_json:
        print_json(report)
        return
    size = report["bytes"] / 1_000_000
    print_line(f"release {report['release_id']}: {report['items']:,} items, {report['categories']:,} kinds")
    print_line(f"{report['seconds']:.1f} s, {size:.1f} MB, changes up to {report['overlay']}")
    for rule, ids in report["unknown_items"].items():
        print_line(f"rule {rule!r} names items that the catalogue doesn't have: {', '.join(ids[:_NAMED])}")
    for line in behaviour_lines(report):
        print_line(line)


def behaviour_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """What came of learning from events: what orders answers and why, how each source did alone, what was left out."""
    ranker = report["ranker"]
    live = ", ".join(ranker["live"]) or "no surface"
    yield f"learned ranker on {live}: {ranker['reason']}"
    for surface, judged in ranker.get("judged", {}).items():
        alone = sorted(judged["recall@20"].items(), key=lambda found: -found[1]["value"])
        yield f"recall@20 alone on {surface}: " + ", ".join(f"{n} {found['value']:.3f}" for n, found in alone)
    if shares := ranker.get("importance"):
        yield "what was taught now goes by: " + ", ".join(
            f"{name} {share:.0%}" for name, share in list(shares.items())[:5]
        )
    for name, reason in report["sources"]["skipped"].items():
        yield f"source {name} left out: {reason}"


class _Notes:
    """A line when a step begins, and one every few thousand rows."""

    def __init__(self) -> None:
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._step:
            self._step = step
            print_note(f"{step} …")
        elif done and done % 5000 < 1000 and total:
            print_note(f"{step} {done:,} of {total:,}")
