"""What a caller sends beside the person's words, as it is kept: context values, filter values and ids may hold what
identifies a person too, and all of them stand in the receipt.

A value or id that the catalogue has is its own, whatever it looks like. One that it lacks can find nothing, so that
taking a person's part out of it changes no answer.
"""

import re
from dataclasses import replace
from typing import Any

from landas.errors import BadRequest
from landas.ids import ItemId
from landas.recommend.draft import External, Request
from landas.recommend.parts import Parts
from landas.recommend.steps.redact import redacted
from landas.request.intent import Constraint
from landas.retrieval.view import CatalogView
from landas.surface_settings import MerchandisingRule

_CODE = re.compile(r"[\w.:/#-]+")
_ODD_ID = ItemId("⟨id⟩")


def kept_request(parts: Parts, request: Request, view: CatalogView) -> Request:
    """The request without what identifies a person in its context, its filters, its candidates and its exclusions."""

    def item_id(given: ItemId) -> ItemId:
        return given if view.row(given) is not None else _unheard_id(parts, given)

    external = request.external
    if not (request.context or request.filters or request.exclude or request.rules or external):
        return request
    return replace(
        request,
        context={key: _text(parts, value) for key, value in request.context.items()},
        filters=tuple(_filter(parts, view, constraint) for constraint in request.filters),
        exclude=tuple(item_id(given) for given in request.exclude),
        rules=tuple(_rule(parts, rule) for rule in request.rules),
        external=None if external is None else tuple(External(item_id(e.item_id), e.score) for e in external),
    )


def _rule(parts: Parts, rule: MerchandisingRule) -> MerchandisingRule:
    """A rule as it is kept. One whose condition names a person can't be both kept and followed."""
    said = rule.model_dump_json()
    if redacted(parts, said).text != said:
        raise BadRequest(
            f"rule {redacted(parts, rule.name).text!r} holds what identifies a person.",
            "Write rules about items.",
        )
    return rule


def _unheard_id(parts: Parts, given: ItemId) -> ItemId:
    """An id that the catalogue lacks. One with spaces or brackets is words, or a number as people write it."""
    if parts.privacy.redact and not _CODE.fullmatch(given):
        return _ODD_ID
    return ItemId(redacted(parts, given).text)


def _text(parts: Parts, value: Any) -> Any:
    return redacted(parts, value).text if isinstance(value, str) else value


def _filter(parts: Parts, view: CatalogView, constraint: Constraint) -> Constraint:
    def kept(value: Any) -> Any:
        taken_out = _text(parts, value)
        if taken_out == value or view.mask(replace(constraint, op="eq", value=value)).any():
            return value
        return taken_out

    value = constraint.value
    changed = tuple(kept(one) for one in value) if isinstance(value, tuple) else kept(value)
    return replace(constraint, value=changed)
