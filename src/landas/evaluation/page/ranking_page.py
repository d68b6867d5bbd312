"""The record of `landas evaluate ranking` as a page to look at."""

from collections.abc import Mapping
from html import escape
from importlib import resources
from typing import Any

from landas.evaluation.page.drawing import Measured, bars, curves, intervals, pairs

_K = "ndcg@10"
_TOLD = {
    "coverage@10": "coverage: the share of the catalogue that anybody is shown",
    "novelty@10": "novelty: how rare what is shown is, in bits",
    "diversity@10": "diversity: how unlike the items of one slate are",
    "popularity_lift@10": "popularity lift: how much more popular what is shown is than what people turned to before",
}


def ranking_page(record: Mapping[str, Any]) -> str:
    """One HTML document; `record` is what `evaluate_ranking` gives."""
    parts = [
        f"<h1>Ranking, {record['cases']:,} people over {record['items']:,} items</h1>",
        f"<p>{escape(record['protocol'])}.</p>",
        _tiles(record),
        _section(
            "Who puts the wanted item highest?",
            "nDCG@10 with its 95 % interval, people drawn again. Beside the ranker: baselines and each source alone.",
            intervals(_systems(record)),
        ),
        _section(
            "How many wanted items are found at all?",
            "Recall among the first 10 places (dark) and the first 100 (light).",
            pairs(_recalls(record), ("recall@10", "recall@100")),
        ),
    ]
    if reach := record.get("reach"):
        lines = {name: [(int(place), share) for place, share in line.items()] for name, line in reach.items()}
        told = "The share of people whose wanted item is among the first places, as more are shown."
        parts.append(_section("What one more place brings", told, curves(lines, "ranked")))
    parts += _beyond(record)
    if record.get("importance"):
        told = "The share of what all splits of the trees gained, by feature."
        parts.append(_section("What the ranker goes by", told, bars(list(record["importance"].items())[:15])))
    parts.append(_table(record))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Ranking</title><style>{_style()}</style>{''.join(parts)}</html>"
    )


def _style() -> str:
    return (resources.files(__package__) / "page.css").read_text(encoding="utf-8")


def _section(title: str, told: str, plot: str) -> str:
    return f"<h2>{escape(title)}</h2><p>{escape(told)}</p>{plot}"


def _tiles(record: Mapping[str, Any]) -> str:
    best, lead = record["metrics"][_K], record["lead_over_best"]
    over = lead[_K]
    kind = "good" if over["low"] > 0 else "bad" if over["high"] < 0 else ""
    proposed = record["candidates"]
    tiles = (
        (f"{best['value']:.4f}", f"nDCG@10 of the ranker, {best['low']:.4f} to {best['high']:.4f}", ""),
        (f"{over['value']:+.4f}", f"over {lead['over']}, {over['low']:+.4f} to {over['high']:+.4f}", kind),
        (f"{record['metrics']['recall@10']['value']:.1%}", "find what they wanted among ten", ""),
        (f"{proposed['recall']:.1%}", f"of wanted items are among {proposed['each']:.0f} candidates", ""),
    )  # fmt: skip
    inner = "".join(
        f'<div class="tile"><b class="{mood}">{escape(value)}</b><span>{escape(told)}</span></div>'
        for value, told, mood in tiles
    )
    return f'<div class="tiles">{inner}</div>'


def _all(record: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {"ranked": record["metrics"], **record["baselines"], **record["sources"]}


def _systems(record: Mapping[str, Any]) -> list[Measured]:
    found = [
        Measured(name, m[_K]["value"], m[_K]["low"], m[_K]["high"], strong=name == "ranked")
        for name, m in _all(record).items()
    ]
    return sorted(found, key=lambda row: -row.value)


def _recalls(record: Mapping[str, Any]) -> list[tuple[str, float, float]]:
    rows = [(name, m["recall@10"]["value"], m["recall@100"]["value"]) for name, m in _all(record).items()]
    return [rows[0], *sorted(rows[1:], key=lambda row: -row[2])]


def _beyond(record: Mapping[str, Any]) -> list[str]:
    """A small plot for each measure that says more of a slate than whether it hit."""
    parts = []
    for name, told in _TOLD.items():
        rows = [
            Measured(
                system, m[name]["value"], m[name].get("low"), m[name].get("high"), strong=system == "ranked"
            )
            for system, m in _all(record).items()
            if name in m
        ]
        if rows:
            title, _, meaning = told.partition(": ")
            parts.append(_section(title.capitalize(), f"{meaning.capitalize()}.", intervals(rows, digits=3)))
    return parts


def _table(record: Mapping[str, Any]) -> str:
    names = list(record["metrics"])
    head = "".join(f"<th>{escape(name)}</th>" for name in ("", *names))
    body = "".join(
        f"<tr><td>{escape(system)}</td>{''.join(_cell(m.get(name)) for name in names)}</tr>"
        for system, m in _all(record).items()
    )
    return f"<details open><summary>All figures</summary><table><tr>{head}</tr>{body}</table></details>"


def _cell(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return "<td></td>"
    known = (
        f"{figure['low']:.4f} to {figure['high']:.4f}, n {figure['n']}"
        if "low" in figure
        else f"n {figure['n']}"
    )
    return f'<td title="{known}">{figure["value"]:.4f}</td>'
