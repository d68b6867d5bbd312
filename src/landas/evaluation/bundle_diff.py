"""What changed between two bundles: the same requests, answered under each, side by side from their receipts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from landas.ids import content_hash

Receipt = Mapping[str, Any]
Document = dict[str, Any]

_ASKED = (
    "surface",
    "text",
    "user_id",
    "anchor",
    "k",
    "exclude",
    "context",
    "filters",
    "candidates",
    "locale",
    "turn",
)


def slot_text(receipt: Receipt) -> str | None:
    """What a receipt says, its slots bare; None where it says nothing."""
    return _spoken(receipt).get("slot_text")


def diff_bundles(
    before: Sequence[Receipt],
    after: Sequence[Receipt],
    filled: Callable[[Receipt], str | None] = slot_text,
) -> Document:
    """`{versions, before, after, pairs, changed: {items, wording, claims}, requests: […]}`.

    Receipts come newest first; of a request that was asked several times the latest answer counts. `requests` holds
    the pairs in which something differs. `versions` names the parts of the bundles that do, task by task.
    `filled` gives the words of a receipt as people read them.
    """
    old, new = _by_request(before), _by_request(after)
    pairs = [_pair(old[key], new[key], filled) for key in old if key in new]
    differing = [pair for pair in pairs if any(pair[part] for part in ("items", "wording", "claims"))]
    return {
        "versions": _versions(before, after),
        "before": _summary(before),
        "after": _summary(after),
        "pairs": len(pairs),
        "changed": {
            part: sum(pair[part] is not None for pair in pairs) for part in ("items", "wording", "claims")
        },
        "requests": differing,
    }


def bundle_name(bundle: str, receipt: Receipt) -> str:
    """What a bundle that a receipt holds is of: `answer`, or a model task with its model and prompt."""
    for known in receipt.get("bundles", ()):
        if known["hash"] == bundle:
            return f"{known['task']} {known['model']} {known['prompt']}"
    return "answer"


def _by_request(receipts: Sequence[Receipt]) -> dict[str, Receipt]:
    found: dict[str, Receipt] = {}
    for receipt in receipts:
        asked = receipt["request"]
        if receipt.get("erased") or asked.get("text") is None:
            continue
        # Of a later turn the words say what earlier turns left.
        earlier = receipt["words"] if (asked["turn"] or 1) > 1 else None
        found.setdefault(content_hash([[asked[key] for key in _ASKED], earlier]), receipt)
    return found


def _pair(old: Receipt, new: Receipt, filled: Callable[[Receipt], str | None]) -> Document:
    return {
        "text": old["request"]["text"],
        "surface": old["request"]["surface"],
        "receipts": [old["receipt_id"], new["receipt_id"]],
        "same_catalogue": all(old[key] == new[key] for key in ("release", "overlay")),
        "items": _items(old, new),
        "wording": _wording(old, new, filled),
        "claims": _claims(old, new),
    }


def _items(old: Receipt, new: Receipt) -> Document | None:
    """Items that came, went or moved; None where the slates are the same."""
    first, second = ([place["item_id"] for place in receipt["slate"]] for receipt in (old, new))
    if first == second:
        return None
    return {
        "added": [item for item in second if item not in first],
        "removed": [item for item in first if item not in second],
        "moved": [item for item in second if item in first and first.index(item) != second.index(item)],
    }


def _wording(old: Receipt, new: Receipt, filled: Callable[[Receipt], str | None]) -> Document | None:
    """Both texts with how they came about; None where the replies are the same."""
    first, second = (_spoken(old), _spoken(new))
    if first.get("reply_hash") == second.get("reply_hash") and first.get("mode") == second.get("mode"):
        return None
    keys = ("mode", "fallback", "slot_text")
    return {
        "before": {**{key: first.get(key) for key in keys}, "reply": filled(old)},
        "after": {**{key: second.get(key) for key in keys}, "reply": filled(new)},
    }


def _claims(old: Receipt, new: Receipt) -> Document | None:
    """Claims that only one of the replies makes; None where both make the same."""
    first, second = (_said(old), _said(new))
    if first == second:
        return None
    return {"added": _listed(second - first), "removed": _listed(first - second)}


def _said(receipt: Receipt) -> "Counter[tuple[str, str]]":
    return Counter((claim["text"], claim["verdict"]) for claim in _spoken(receipt).get("claims", ()))


def _listed(claims: "Counter[tuple[str, str]]") -> list[Document]:
    return [{"text": text, "verdict": verdict} for text, verdict in claims.elements()]


def _summary(receipts: Sequence[Receipt]) -> Document:
    """How the answers under one bundle came about, all of them, paired or not."""
    spoken = [_spoken(receipt) for receipt in receipts]
    calls = [call for said in spoken for call in said.get("calls", ())]
    verdicts = Counter(claim["verdict"] for said in spoken for claim in said.get("claims", ()))
    return {
        "receipts": len(receipts),
        "modes": dict(Counter(said["mode"] for said in spoken if said)),
        "fallbacks": dict(Counter(said["fallback"] for said in spoken if said.get("fallback"))),
        "verdicts": dict(verdicts),
        "model_calls": len(calls),
        "tokens": sum(call["input_tokens"] + call["output_tokens"] for call in calls),
        "cost": round(sum(call.get("cost") or 0.0 for call in calls), 9),
    }


def _versions(before: Sequence[Receipt], after: Sequence[Receipt]) -> list[Document]:
    old, new = _bundles(before), _bundles(after)
    rows = []
    for task in sorted(old.keys() | new.keys()):
        one, two = old.get(task, {}), new.get(task, {})
        parts = [part for part in {**one, **two} if one.get(part) != two.get(part)]
        rows += [
            {"task": task, "part": part, "before": one.get(part), "after": two.get(part)} for part in parts
        ]
    return rows


def _bundles(receipts: Sequence[Receipt]) -> dict[str, Mapping[str, Any]]:
    """The latest bundle of each task."""
    found: dict[str, Mapping[str, Any]] = {}
    for receipt in receipts:
        for bundle in receipt.get("bundles", ()):
            found.setdefault(bundle["task"], bundle)
    return found


def _spoken(receipt: Receipt) -> Mapping[str, Any]:
    return receipt.get("spoken") or {}
