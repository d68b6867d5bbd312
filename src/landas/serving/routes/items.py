"""`/v1/items`: rows of the feed come in and items are withdrawn; serving follows within a second."""

from typing import Any

from fastapi import APIRouter

from landas.catalog.importing import upsert_rows
from landas.errors import NotFound
from landas.ids import ItemId
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi


def items_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["items"])

    @router.put("/v1/items", summary="Write items")
    def put_items(rows: list[Any]) -> JsonResponse:
        """Rows as the project's feed has them. Good rows land, each bad one is named in `errors`."""
        return JsonResponse(upsert_rows(rows, project.schema, project.items, project.clock).to_document())

    @router.delete("/v1/items/{item_id:path}", summary="Withdraw an item")
    def delete_item(item_id: str) -> JsonResponse:
        """Takes an item out of the catalogue; its history stays for receipts."""
        if not project.items.withdraw([ItemId(item_id)], observed_at=project.clock()):
            raise NotFound(
                f"no item {item_id!r} in the catalogue.", "Check the id; it may be withdrawn already."
            )
        return JsonResponse({"item_id": item_id, "withdrawn": 1})

    return router
