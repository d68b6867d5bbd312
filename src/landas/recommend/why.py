"""Why an item is, or isn't, in a stored answer: step, rule and reason, judged again where the receipt is silent."""

from collections.abc import Mapping
from typing import Any

from landas.errors import NotFound
from landas.grounding.wording.wishes import wish_text
from landas.ids import ItemId, OverlayNumber, ReleaseId
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.recommend.receipt import Document
from landas.recommend.replay import draft_of
from landas.recommend.steps.decide import judge_for
from landas.request.intent import Constraint
from landas.request.satisfaction import satisfies
from landas.retrieval.view import CatalogView


def why(parts: Parts, receipt: Mapping[str, Any], item_id: ItemId) -> Document:
    """`{item_id, shown, step, rule, reason, rank?, evidence?, wishes?}`: the step that kept or dropped the item, and
    what a shown one has in each wished field.

    Raises NotFound when neither the receipt nor the catalogue of that moment knows the item.
    """
    return (
        _shown(parts, receipt, item_id)
        or _removed(receipt, item_id)
        or _outranked(receipt, item_id)
        or _never_retrieved(parts, receipt, item_id)
    )


def _answer(item_id: str, *, shown: bool, step: str, rule: str | None, reason: str, **rest: Any) -> Document:
    return {"item_id": item_id, "shown": shown, "step": step, "rule": rule, "reason": reason, **rest}


def _shown(parts: Parts, receipt: Mapping[str, Any], item_id: str) -> Document | None:
    for place in receipt["slate"]:
        if place["item_id"] == item_id:
            evidence = [e for e in receipt["evidence"] if e["item_id"] == item_id]
            features = _features(receipt, item_id)
            reason = f"shown at rank {place['rank']} with score {place['score']}{_moved(receipt, item_id)}"
            reason += "".join(f"; {e['rule']}: {e['what']}" for e in _effects(receipt, item_id))
            return _answer(item_id, shown=True, step="slate", rule=None, reason=reason,
                           rank=place["rank"], features=features, evidence=evidence,
                           wishes=_wishes(parts, receipt, place))  # fmt: skip
    return None


def _wishes(parts: Parts, receipt: Mapping[str, Any], place: Mapping[str, Any]) -> list[Document]:
    """`{wish, field, op, value, has, met}` for each wish that stood: what the item has, as it was read then."""
    wording = receipt.get("wording") or {}
    # A turn about items holds them to no wish; one that asks for the reason has those that stand beside it.
    asked = wording.get("asked") or {} if wording.get("kind") == "reason" else {}
    stood = (*receipt["intent"]["constraints"], *receipt["request"]["filters"], *asked.get("wishes", ()))
    facts = {fact["field"]: fact["value"] for fact in place["facts"]}
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in facts.items()}
    language = parts.schema.languages[0]
    return [
        {
            "wish": wish_text(wish, parts.schema, language),
            **{key: document[key] for key in ("field", "op", "value")},
            "has": facts.get(wish.field),
            "met": satisfies(values, wish),
        }
        for document in stood
        for wish in (Constraint.from_document(document),)
    ]


def _effects(receipt: Mapping[str, Any], item_id: str) -> list[Mapping[str, Any]]:
    # Receipts of before hold none.
    return [effect for effect in receipt.get("effects", ()) if effect["item_id"] == item_id]


def _moved(receipt: Mapping[str, Any], item_id: str) -> str:
    """What a model's order did to the item; empty where it did nothing."""
    order = receipt.get("order")
    if order is None or item_id not in order["base"]:
        return ""
    before, after = order["base"].index(item_id) + 1, order["accepted"].index(item_id) + 1
    return (
        "" if before == after else f"; a model's order moved it from {before} to {after} among the candidates"
    )


def _removed(receipt: Mapping[str, Any], item_id: str) -> Document | None:
    for removal in receipt["removals"]:
        if removal["item_id"] == item_id:
            return _answer(
                item_id, shown=False, step=removal["step"], rule=removal["rule"], reason=removal["reason"]
            )
    return None


def _outranked(receipt: Mapping[str, Any], item_id: str) -> Document | None:
    for rank, candidate in enumerate(receipt["candidates"], start=1):
        if candidate["item_id"] == item_id:
            reason = f"ranked {rank}, and {len(receipt['slate'])} were shown"
            reason += "".join(f"; {e['rule']}: {e['what']}" for e in _effects(receipt, item_id))
            return _answer(item_id, shown=False, step="rank", rule="outranked", reason=reason,
                           rank=rank, features=candidate["features"])  # fmt: skip
    return None


def _features(receipt: Mapping[str, Any], item_id: str) -> Document:
    for candidate in receipt["candidates"]:
        if candidate["item_id"] == item_id:
            return dict(candidate["features"])
    return {}


def _never_retrieved(parts: Parts, receipt: Mapping[str, Any], item_id: ItemId) -> Document:
    """Judges an item that the receipt doesn't list, on the catalogue as it was."""
    view = parts.live.at(ReleaseId(receipt["release"]), OverlayNumber(receipt["overlay"]))
    row = view.row(item_id)
    if row is None:
        if parts.items.get([item_id]):
            return _answer(item_id, shown=False, step="catalogue", rule="catalogue",
                           reason="was not in the catalogue when this was answered")  # fmt: skip
        raise NotFound(f"no item {item_id!r} in the catalogue.", "Check the id, or import the item.")
    draft = draft_of(parts, receipt, view)
    if item_id in draft.request.exclude:
        return _answer(item_id, shown=False, step="exclude", rule="exclude", reason="excluded by the caller")
    if item_id == draft.request.anchor:
        return _answer(
            item_id, shown=False, step="retrieve", rule="anchor", reason="the item the slate is about"
        )
    removal = judge_for(draft, parts.rules, parts.schema, "policy")(view.item(row))
    if removal is not None:
        return _answer(item_id, shown=False, step=removal.step, rule=removal.rule, reason=removal.reason)
    other_kind = next((m for m in receipt["masked"] if m["step"] == "category"), None)
    kind = view.category(row)
    if other_kind is not None and kind not in draft.intent.categories:
        return _answer(
            item_id,
            shown=False,
            step="category",
            rule=other_kind["rule"],
            reason=f"another kind of thing: {kind}",
        )
    return _answer(
        item_id, shown=False, step="retrieve", rule="not_retrieved", reason=_not_retrieved(draft, view)
    )


def _not_retrieved(draft: Draft, view: CatalogView) -> str:
    if draft.request.external is not None:
        return "eligible, but the caller's candidates did not include it"
    kind = "words, meaning or history" if draft.request.text else "popularity or history"
    return f"eligible, but no source placed it among its best for this request by {kind}"
