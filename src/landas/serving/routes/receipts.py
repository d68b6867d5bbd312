"""`/v1/receipts`: the stored record of one answer, and why an item is in it or not."""

from fastapi import APIRouter

from landas.ids import ItemId, ReceiptId
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi


def receipts_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["receipts"])

    @router.get("/v1/receipts/{receipt_id}", summary="A receipt")
    def receipt(receipt_id: str) -> JsonResponse:
        return JsonResponse(project.receipt(ReceiptId(receipt_id)))

    @router.get(
        "/v1/receipts/{receipt_id}/why/{item_id:path}", summary="Why an item is or isn't in an answer"
    )
    def why(receipt_id: str, item_id: str) -> JsonResponse:
        """`{item_id, shown, step, rule, reason}`, with rank, features and evidence where there are any."""
        return JsonResponse(project.why(ReceiptId(receipt_id), ItemId(item_id)))

    return router
