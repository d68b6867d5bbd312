"""`/v1/receipts`: the stored record of one answer, why an item is in it or not, and what people said of it."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from landas.ids import ItemId, ReceiptId
from landas.recommend.intact import with_intact
from landas.recommend.steps.redact import redacted
from landas.serving.bodies import Body, Text
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi


class FeedbackBody(Body):
    rating: Annotated[float, Field(ge=-1e6, le=1e6)]
    reason: Text | None = None


def receipts_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["receipts"])

    @router.get("/v1/receipts/{receipt_id}", summary="A receipt")
    def receipt(receipt_id: str) -> JsonResponse:
        """The document, and `intact`: false where it was changed after it was stored, null where that can't be told."""
        with project.reading(ReceiptId(receipt_id)) as (document, intact):
            return JsonResponse(with_intact(document, intact))

    @router.get(
        "/v1/receipts/{receipt_id}/why/{item_id:path}", summary="Why an item is or isn't in an answer"
    )
    def why(receipt_id: str, item_id: str) -> JsonResponse:
        """`{item_id, shown, step, rule, reason}`, with rank, features and evidence where there are any."""
        return JsonResponse(project.why(ReceiptId(receipt_id), ItemId(item_id)))

    @router.get("/v1/receipts/{receipt_id}/wording", summary="The words of a turn that come later")
    def wording(receipt_id: str) -> JsonResponse:
        """`{receipt_id, status}`, 202 while `pending`; when `ready` with reply, language, clarification, claims,
        wording, fallback and usage. Kept for an hour."""
        words = project.late_turns.words(ReceiptId(receipt_id))
        pending = words["status"] == "pending"
        return JsonResponse(words, 202, {"Retry-After": "1"}) if pending else JsonResponse(words)

    @router.post("/v1/receipts/{receipt_id}/feedback", summary="Say how good an answer was", status_code=201)
    def feedback(receipt_id: str, body: FeedbackBody) -> JsonResponse:
        """`{receipt_id, rating, reason}` as it is kept: `rating` on a scale of yours, `reason` redacted."""
        reason = redacted(project.recommender.parts, body.reason).text if body.reason else None
        kept = project.receipts.add_feedback(ReceiptId(receipt_id), body.rating, reason, project.clock())
        return JsonResponse({"receipt_id": receipt_id, "rating": kept.rating, "reason": kept.reason}, 201)

    return router
