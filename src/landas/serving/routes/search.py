"""`/v1/search`: items by text, filters, or both."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from landas.ids import UserId
from landas.recommend.draft import Request
from landas.serving.bodies import (
    Body,
    Candidates,
    Consent,
    Context,
    Identifier,
    Names,
    Rules,
    Text,
    consent_of,
    external,
)
from landas.serving.context import checked_context
from landas.serving.filters import filter_constraints
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi
from landas.serving.routes.recommend import Count


class SearchBody(Body):
    text: Text | None = None
    filters: dict[str, Any] | None = None
    user_id: Identifier | None = None
    k: Count = 10
    context: Context | None = None
    candidates: Candidates | None = None
    consent: Consent | None = None
    rules: Rules = Field(default_factory=list)
    known_names: Names = Field(default_factory=list)


def search_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["search"])

    @router.post("/v1/search", summary="Items by text and filters")
    def search(body: SearchBody) -> JsonResponse:
        """`{items, intent, receipt_id}`; `filters` is field → value, list, or `{operator: value}`."""
        request = Request(
            "search",
            project.clock(),
            k=body.k,
            text=body.text or "",
            user_id=UserId(body.user_id) if body.user_id else None,
            context=checked_context(body.context, project.schema),
            filters=filter_constraints(body.filters, project.schema, project.packs),
            external=external(body.candidates),
            consent=consent_of(body.consent),
            rules=tuple(body.rules),
            known_names=tuple(body.known_names),
        )
        return JsonResponse(project.recommender.search(request))

    return router
