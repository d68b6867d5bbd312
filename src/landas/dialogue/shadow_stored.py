"""The bundle in shadow over stored answers: what it would have said to requests that were asked before."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from landas.clock import Deadline, parse_iso
from landas.dialogue.draft import ChatDraft
from landas.dialogue.replay import task_of
from landas.dialogue.shadow import Shadow, ShadowStore
from landas.ids import ConversationId, ItemId, ReceiptId
from landas.recommend.draft import Place, Request, ScreenedText, surface_named
from landas.recommend.parts import Parts
from landas.safety.injection import Signal
from landas.safety.moderation import Moderated

Receipt = Mapping[str, Any]


def shadow_stored(
    parts: Parts,
    shadow: Shadow,
    store: ShadowStore,
    receipts: Iterable[Receipt],
    told: Callable[[int], None] = lambda done: None,
) -> int:
    """Words the receipts' answers where the bundle in shadow hasn't yet; gives how many it worded.

    Receipts of erased people and of answers that show nothing are passed over.
    """
    done = 0
    for receipt in receipts:
        if not _has_words(receipt) or store.has(ReceiptId(receipt["receipt_id"]), shadow.bundle):
            continue
        shadow.answer(stored_draft(parts, receipt))
        done += 1
        told(done)
    return done


def _has_words(receipt: Receipt) -> bool:
    return bool(
        not receipt.get("erased") and receipt["spoken"] and receipt.get("wording") and receipt["slate"]
    )


def stored_draft(parts: Parts, receipt: Receipt) -> ChatDraft:
    """The draft of a stored answer, as far as its words rest on it."""
    task, asked = task_of(parts, receipt), receipt["request"]
    request = Request(
        surface_named(asked["surface"]),
        parse_iso(receipt["created_at"]),
        text=asked["text"],
        context=asked["context"],
        conversation_id=ConversationId(asked["conversation_id"]) if asked["conversation_id"] else None,
        turn=asked["turn"],
    )
    # Their values that may not be told are looked up as they are now; the receipt has only those that may.
    versions = parts.read_items([item.item_id for item in task.shown])
    return ChatDraft(
        request,
        ReceiptId(receipt["receipt_id"]),
        parts.live.current(),
        deadline=Deadline.after_ms(0),
        signals=tuple(_signal(found) for found in receipt["signals"]),
        moderated=Moderated(tuple(receipt["moderation"])),
        slate=tuple(
            Place(item.candidate, versions[item.item_id], item.title, item.facts)
            for item in task.shown
            if item.item_id in versions
        ),
        evidence=tuple(entry for of_item in task.evidence.values() for entry in of_item),
        task=task,
        shown=task.shown,
        relaxations=task.relaxations,
        question=task.question,
    )


def _signal(found: Mapping[str, Any]) -> ScreenedText:
    item_id = None if found["item_id"] is None else ItemId(found["item_id"])
    return ScreenedText(item_id, Signal(found["score"], tuple(found["cues"])))
