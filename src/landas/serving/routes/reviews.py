"""`/v1/reviews`: answers where the stakes are high, for a person to look at and decide."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from landas.serving.bodies import Body, Identifier, Text
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi


class DecisionBody(Body):
    decision: Literal["approved", "rejected"]
    by: Identifier
    note: Text | None = None


def reviews_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["reviews"])

    @router.get("/v1/reviews", summary="Answers to be reviewed")
    def reviews(
        status: Literal["open", "approved", "rejected", "all"] = "open",
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> JsonResponse:
        """`{reviews: [{review_id, receipt_id, surface, reasons, status, …}]}`, the oldest first."""
        found = project.oversight.reviews(None if status == "all" else status, limit)
        return JsonResponse({"reviews": [review.to_document() for review in found]})

    @router.post("/v1/reviews/{review_id}", summary="Decide about an answer")
    def decide(review_id: str, body: DecisionBody) -> JsonResponse:
        """The review as it is closed. A decision is in the audit and can't be changed."""
        closed = project.oversight.close(review_id, body.decision, body.by, body.note, project.clock())
        return JsonResponse(closed.to_document())

    return router
