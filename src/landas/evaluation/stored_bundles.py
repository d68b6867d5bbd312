"""Bundles and their answers as they are stored: those that people were given, and those in shadow."""

from collections.abc import Mapping
from typing import Any

from landas.clock import iso
from landas.dialogue.replay import said_in
from landas.dialogue.shadow import ShadowStore, as_receipt
from landas.errors import NotFound
from landas.evaluation.bundle_diff import Document, bundle_name, diff_bundles
from landas.recommend.parts import Parts
from landas.recommend.store import ReceiptStore


def bundle_rows(receipts: ReceiptStore, shadows: ShadowStore) -> list[Document]:
    """`{bundle, of, receipts, first, last}` of every bundle, the latest used first, those in shadow last."""
    rows = []
    for use in receipts.bundles():
        latest = receipts.of_bundle(use.bundle, limit=1)[0].document
        named = {"bundle": use.bundle, "of": bundle_name(use.bundle, latest)}
        rows.append({**named, "receipts": use.receipts, "first": iso(use.first), "last": iso(use.last)})
    for bundle, answers, first, last in shadows.bundles():
        named = {"bundle": bundle, "of": "answer in shadow"}
        rows.append({**named, "receipts": answers, "first": iso(first), "last": iso(last)})
    return rows


def diff_stored(
    parts: Parts, receipts: ReceiptStore, shadows: ShadowStore, before: str, after: str, limit: int
) -> Document:
    """The same requests under two bundles, of which one may have run in shadow.

    Raises NotFound for a bundle that nothing stored holds.
    """
    old, new = (_stored(receipts, shadows, bundle, limit) for bundle in (before, after))
    return diff_bundles(old, new, lambda receipt: said_in(parts, receipt))


def _stored(receipts: ReceiptStore, shadows: ShadowStore, bundle: str, limit: int) -> list[Mapping[str, Any]]:
    found = receipts.of_bundle(bundle, limit=limit)
    if found:
        return [receipt.document for receipt in found]
    shadowed = shadows.of_bundle(bundle, limit=limit)
    if not shadowed:
        raise NotFound(f"no receipt holds the bundle {bundle!r}.", "List them with: landas diff")
    return [as_receipt(receipt, answer) for receipt, answer in shadowed]
