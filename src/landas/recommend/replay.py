"""Replaying a receipt: the words again without a model, or retrieval, policy and ranking again on its release."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from landas.catalog.items import ItemVersion
from landas.catalog.store import ItemStore
from landas.clock import parse_iso
from landas.errors import BadRequest
from landas.ids import ConversationId, ItemId, OverlayNumber, ReceiptId, ReleaseId, SessionId, UserId
from landas.recommend.draft import ALL_PURPOSES, Draft, External, HistoryEvent, Request, Shown
from landas.recommend.expanding import accepted_before
from landas.recommend.parts import Parts
from landas.recommend.preferences import used_preference
from landas.recommend.receipt import Document, place_document, slate_hash
from landas.recommend.run import Step, run_steps
from landas.recommend.steps.history import HideRefused
from landas.recommend.steps.leave_done import LeaveOutDone
from landas.recommend.steps.order_by_model import OrderAsAccepted
from landas.request.intent import Constraint, Intent
from landas.retrieval.view import CatalogView
from landas.surface_settings import MerchandisingRule

StepsOf = Callable[[Parts], Sequence[Step[Draft]]]
"""Builds the step list of one surface from a project's parts."""


def request_of(receipt: Mapping[str, Any]) -> Request:
    """The request that a receipt's answer was made for, as of its own moment."""
    asked = receipt["request"]
    external = asked["candidates"]
    return Request(
        surface=asked["surface"],
        now=parse_iso(receipt["created_at"]),
        k=asked["k"],
        text=asked["text"] or "",
        user_id=UserId(asked["user_id"]) if asked["user_id"] else None,
        session_id=SessionId(asked["session_id"]) if asked.get("session_id") else None,
        anchor=ItemId(asked["anchor"]) if asked["anchor"] else None,
        exclude=tuple(ItemId(i) for i in asked["exclude"]),
        context=asked["context"] or {},
        filters=tuple(Constraint.from_document(c) for c in asked["filters"]),
        external=None
        if external is None
        else tuple(External(ItemId(e["item_id"]), e["score"]) for e in external),
        rules=tuple(MerchandisingRule.model_validate(rule) for rule in asked.get("rules", ())),
        pinned=tuple(ItemId(item_id) for item_id in asked.get("pinned", ())),
        locale=asked["locale"],
        conversation_id=ConversationId(asked["conversation_id"]) if asked["conversation_id"] else None,
        turn=asked["turn"],
        # Receipts of before had every purpose.
        purposes=frozenset(asked.get("purposes", ALL_PURPOSES)),
    )


def draft_of(parts: Parts, receipt: Mapping[str, Any], view: CatalogView) -> Draft:
    """A draft with the receipt's request, intent and history, over `view`."""
    history = tuple(
        HistoryEvent(
            e["event_id"],
            e["kind"],
            ItemId(e["item_id"]),
            parse_iso(e["time"]) if e.get("time") else None,
        )
        for e in receipt["history"]
    )
    intent = Intent.from_document(receipt["intent"])
    now = parse_iso(receipt["created_at"])
    # Receipts of before hold none.
    remembered = tuple(used_preference(p, now) for p in receipt.get("remembered", ()))
    features_before = receipt.get("ranker", {}).get("features_before")
    return Draft(
        request_of(receipt),
        ReceiptId(receipt["receipt_id"]),
        view,
        intent=intent,
        words=receipt["words"],
        history=history,
        shown_before=tuple(map(Shown.from_document, receipt.get("shown", ()))),
        remembered=remembered,
        features_before=parse_iso(features_before) if features_before else None,
        expanded=accepted_before(expansion) if (expansion := receipt.get("expansion")) else None,
    )


class LeaveOutAsRecorded:
    """Stands in for a step that reads events in a rerun: leaves out what a receipt says it left out."""

    def __init__(self, name: str, removals: Sequence[Mapping[str, Any]]) -> None:
        self.name = name
        self._removals = removals

    def __call__(self, draft: Draft) -> None:
        for rule in {removal["rule"] for removal in self._removals}:
            reasons = {r["item_id"]: r["reason"] for r in self._removals if r["rule"] == rule}
            draft.leave_out(self.name, rule, reasons)


class _ItemsAsOf:
    """Reads items as they were when change `overlay` had been made."""

    def __init__(self, items: ItemStore, overlay: OverlayNumber) -> None:
        self._items = items
        self._overlay = overlay

    def __call__(self, item_ids: Collection[ItemId]) -> Mapping[ItemId, ItemVersion]:
        return self._items.get_as_of(item_ids, self._overlay)


FROM_RECEIPT = frozenset({"redact", "screen", "understand", "history", "preferences", "expand"})
"""Steps whose outcome the receipt holds, so that a rerun takes it from there."""
LAST_OF_RERUN = frozenset({"live", "explore"})
"""What makes the slate: nothing after the last of them changes it."""


def rerun(parts: Parts, receipt: Mapping[str, Any], steps_of: StepsOf) -> Document:
    """Repeats retrieval, policy and ranking on the receipt's release and overlay with that surface's own steps.

    Gives `{same, slate_hash, expected, items}`. Raises SetupError when that release is no longer kept, BadRequest for
    a receipt that was erased.
    """
    if receipt.get("erased"):
        raise BadRequest(
            f"receipt {receipt['receipt_id']} was erased: what was asked and by whom is gone.",
            "Only receipts that were not erased can be repeated.",
        )
    overlay = OverlayNumber(receipt["overlay"])
    view = parts.live.at(ReleaseId(receipt["release"]), overlay)
    draft = draft_of(parts, receipt, view)
    then = replace(parts, read_items=_ItemsAsOf(parts.items, overlay))
    run_steps(_repeated(steps_of(then), receipt), draft)
    slate = [place_document(place, rank) for rank, place in enumerate(draft.slate, start=1)]
    found = slate_hash({"slate": slate})
    return {
        "same": found == receipt["slate_hash"],
        "slate_hash": found,
        "expected": receipt["slate_hash"],
        "items": [place["item_id"] for place in slate],
    }


def _repeated(steps: Sequence[Step[Draft]], receipt: Mapping[str, Any]) -> list[Step[Draft]]:
    """The steps of a surface from retrieval to the slate; what a model decided is taken from the receipt."""
    last = max(place for place, step in enumerate(steps) if step.name in LAST_OF_RERUN)
    order = receipt.get("order")
    as_accepted = OrderAsAccepted(order["accepted"] if order else ())
    taken = {as_accepted.name: as_accepted, **_left_out(receipt)}
    return [taken.get(step.name, step) for step in steps[: last + 1] if step.name not in FROM_RECEIPT]


def _left_out(receipt: Mapping[str, Any]) -> dict[str, Step[Draft]]:
    """What the person's events kept out, as the receipt tells it: events that came since change no answer of before.

    Where a receipt could not hold all that was kept out, the events are asked again.
    """
    removals = receipt["removals"]
    if receipt["removals_total"] > len(removals):
        return {}
    return {
        name: LeaveOutAsRecorded(name, [r for r in removals if r["step"] == name])
        for name in (HideRefused.name, LeaveOutDone.name)
    }
