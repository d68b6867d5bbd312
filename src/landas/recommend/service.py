"""Recommendations without words: the plain surfaces and search, each answer with its receipt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from landas.clock import Deadline, utc_now
from landas.errors import BadRequest, NotFound
from landas.ids import ItemId, ReceiptId, SessionId, UserId, fresh_id
from landas.recommend.consent import purposes_of
from landas.recommend.draft import Draft, Request, Surface
from landas.recommend.kept_request import kept_request
from landas.recommend.observing import observed
from landas.recommend.oversight import review_of
from landas.recommend.parts import Parts
from landas.recommend.receipt import receipt_of, source_documents
from landas.recommend.run import Step, run_steps
from landas.recommend.store import without_personal_parts
from landas.recommend.surfaces.cart import cart_steps
from landas.recommend.surfaces.home import home_steps
from landas.recommend.surfaces.related import related_steps
from landas.recommend.surfaces.search import search_steps

SURFACES: Mapping[str, Callable[[Parts], Sequence[Step[Draft]]]] = {
    "home": home_steps,
    "related": related_steps,
    "cart": cart_steps,
    "search": search_steps,
}


class Recommender:
    """One project's plain surfaces. Safe to use from several threads."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._steps = {name: build(parts) for name, build in SURFACES.items()}

    def recommend(self, request: Request) -> dict[str, Any]:
        """`{items: [{item_id, rank, title, score, sources}], receipt_id}` for a surface without text.

        Raises BadRequest for an unknown surface or context key, NotFound for an unknown anchor item.
        """
        check_plain(request)
        draft = self.answer(request)
        return {"items": slate_items(draft), "receipt_id": draft.receipt_id}

    def search(self, request: Request) -> dict[str, Any]:
        """As `recommend`, with the intent that text and filters were read as, its spans in the text as it was sent."""
        draft = self.answer(request)
        return {
            "items": slate_items(draft),
            "intent": draft.intent.moved(draft.redacted.span).to_document(),
            "receipt_id": draft.receipt_id,
        }

    def answer(self, request: Request) -> Draft:
        """Runs the surface's steps and stores the receipt before giving the draft back."""
        draft = new_draft(self.parts, request)
        with observed(self.parts.observer, draft, self.parts.bundle):
            run_steps(self._steps[request.surface], draft, self.parts.observer)
            bundles = self.parts.gateway.bundles_behind(draft.model_calls())
            store_receipt(self.parts, draft, {"bundles": bundles} if bundles else None)
        return draft


def check_plain(request: Request) -> None:
    """Raises BadRequest unless the request is for a surface without text, with the item that it needs."""
    if request.surface not in ("home", "related", "cart"):
        raise BadRequest(f"surface {request.surface!r} is unknown.", "Use home, related or cart.")
    if request.surface == "related" and request.anchor is None:
        raise BadRequest("surface 'related' needs an item.", "Send item_id.")


def new_draft(parts: Parts, request: Request) -> Draft:
    """A draft over the catalogue as it is now. Raises BadRequest or NotFound for what the request names."""
    for key in request.context:
        if key not in parts.schema.context:
            known = ", ".join(sorted(parts.schema.context)) or "none"
            raise BadRequest(f"context key {key!r} is not declared.", f"Declared in [context]: {known}.")
    view = parts.live.current()
    if request.anchor is not None and view.row(request.anchor) is None:
        raise NotFound(f"no item {request.anchor!r} in the catalogue.", "Check the id, or import the item.")
    person = parts.person(request.user_id) if request.user_id else None
    visit = SessionId(parts.person(UserId(request.session_id))) if request.session_id else None
    purposes = purposes_of(parts.privacy, parts.consents.of(person) if person else {}, request.consent)
    request = replace(kept_request(parts, request, view), user_id=person, session_id=visit, purposes=purposes)
    return Draft(request, ReceiptId(fresh_id("r")), view, Deadline.after_ms(parts.turn_deadline_ms))


def store_receipt(parts: Parts, draft: Draft, more: Mapping[str, Any] | None = None) -> None:
    """Stores the draft's receipt; `more` are entries that only its surface has.

    Without the purpose `improve` it is kept as if the person had been erased already. Where the stakes are high, the
    answer is put before a person too, and nothing is answered that isn't.
    """
    request = draft.request
    document = {**receipt_of(draft, parts.bundle), **(more or {})}
    kept = "improve" in request.purposes
    parts.receipts.put(
        draft.receipt_id,
        document if kept else without_personal_parts(document),
        user_id=request.user_id if kept else None,
        conversation_id=request.conversation_id if kept else None,
        created_at=request.now,
    )
    if request.surface in parts.safety.high_stakes:
        parts.oversight.begin(*review_of(draft, parts.bundle, fresh_id("v")))


def slate_items(draft: Draft) -> list[dict[str, Any]]:
    return [
        {
            "item_id": place.version.item.item_id,
            "rank": rank,
            "title": place.title,
            "score": round(place.candidate.score, 6),
            "sources": source_documents(place.candidate),
        }
        for rank, place in enumerate(draft.slate, start=1)
    ]


def plain_request(surface: Surface, *, k: int = 10, item: str | None = None, **rest: Any) -> Request:
    """A request as of now; `rest` are the other fields of `Request`."""
    return Request(surface, utc_now(), k=k, anchor=ItemId(item) if item else None, **rest)
