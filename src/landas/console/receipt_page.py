"""A receipt made ready for its page: names instead of codes, counts by rule, steps with their share of the time."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from landas.catalog.fields import Schema
from landas.console.values import shown_value
from landas.console.words import Words

CANDIDATES_SHOWN = 15


def receipt_view(
    receipt: Mapping[str, Any], titles: Mapping[str, str], schema: Schema, language: str, words: Words
) -> dict[str, Any]:
    """What `receipt.html` shows beside the receipt itself."""
    return {
        "constraints": [
            _constraint(c, receipt, schema, language, words) for c in receipt["intent"]["constraints"]
        ],
        "candidates": [_candidate(c, titles, words) for c in receipt["candidates"][:CANDIDATES_SHOWN]],
        "order": _order(receipt.get("order"), titles, words),
        "removed": _removed(receipt),
        "slate": [_place(place, schema, language, words) for place in receipt["slate"]],
        "timings": _timings(receipt["timings_ms"]),
    }


def _constraint(
    constraint: Mapping[str, Any], receipt: Mapping[str, Any], schema: Schema, language: str, words: Words
) -> dict[str, Any]:
    name, value = constraint["field"], constraint["value"]
    values = value if isinstance(value, list) else [value]
    shown = [shown_value(schema, name, one, constraint["unit"], language, words) for one in values]
    condition = words["op"][constraint["op"]].format(value=", ".join(shown), low=shown[0], high=shown[-1])
    return {
        "field": label(schema, name, language),
        "condition": condition,
        "words": _quoted(constraint["span"], receipt),
        "strength": constraint["strength"],
        "assumption": constraint.get("assumption"),
    }


def _quoted(span: list[int] | None, receipt: Mapping[str, Any]) -> str | None:
    """The person's words of this turn; wishes of earlier turns have no span, erased texts no words."""
    text = receipt["request"]["text"]
    return text[span[0] : span[1]] if span and text else None


def label(schema: Schema, name: str, language: str) -> str:
    declared = schema.fields.get(name)
    return declared.label(language) if declared else name.replace("_", " ")


def _candidate(candidate: Mapping[str, Any], titles: Mapping[str, str], words: Words) -> dict[str, Any]:
    sources = [
        f"{words['source'].get(name, name)} ({words['item']['source_rank'].format(rank=hit['rank'])})"
        for name, hit in candidate["sources"].items()
    ]
    return {
        "item_id": candidate["item_id"],
        "title": titles.get(candidate["item_id"]),
        "score": candidate["score"],
        "sources": sources,
    }


def _order(order: Mapping[str, Any] | None, titles: Mapping[str, str], words: Words) -> dict[str, Any] | None:
    """What a model did to the order; None where none was asked. Places count from 1."""
    if order is None:
        return None
    before = {item_id: place for place, item_id in enumerate(order["base"], 1)}
    rows = [
        {"item_id": item_id, "title": titles.get(item_id), "place": place, "before": before[item_id]}
        for place, item_id in enumerate(order["accepted"], 1)
    ]
    changed = sum(row["place"] != row["before"] for row in rows)
    kept = order["base_kept"]
    return {
        "outcome": words["base_kept"].get(kept, kept) if kept else words["order"]["accepted"],
        "changed": changed,
        "rows": rows if changed else [],
    }


def _removed(receipt: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Masks with their counts, and single removals added up by step and rule, the largest first."""
    rows: Counter[tuple[str, str, str]] = Counter()
    for mask in receipt["masked"]:
        rows[mask["step"], mask["rule"], mask["reason"]] += mask["count"]
    reasons: dict[tuple[str, str], list[str]] = {}
    for removal in receipt["removals"]:
        reasons.setdefault((removal["step"], removal["rule"]), []).append(removal["reason"])
    for (step, rule), found in reasons.items():
        different = list(dict.fromkeys(found))
        rows[step, rule, ", ".join(different[:3]) + (", …" if len(different) > 3 else "")] += len(found)
    return [
        {"step": step, "rule": rule, "reason": reason, "count": count}
        for (step, rule, reason), count in rows.most_common()
    ]


def _place(place: Mapping[str, Any], schema: Schema, language: str, words: Words) -> dict[str, Any]:
    facts = [
        {
            "label": label(schema, fact["field"], language),
            "value": shown_value(schema, fact["field"], fact["value"], fact["unit"], language, words),
            "fact_id": fact["fact_id"],
        }
        for fact in place["facts"]
    ]
    return {**place, "facts": facts}


def _timings(timings: Mapping[str, float]) -> list[dict[str, Any]]:
    """The longest first: a stored receipt has its keys in the order of names, not of steps."""
    longest = max(timings.values(), default=0.0) or 1.0
    return [
        {"step": step, "ms": round(ms, 1), "share": round(100 * ms / longest)}
        for step, ms in sorted(timings.items(), key=lambda entry: -entry[1])
    ]
