"""`/v1/search`: items by text, filters, or both."""

from typing import Any

from fastapi import APIRouter
from fastapi import Request as HttpRequest
from pydantic import Field

from landas.ids import UserId
from landas.recommend.draft import Request
from landas.recommend.steps.redact import check_locale
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
from landas.serving.words import Explain, explained


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
    explain: Explain | None = None
    locale: str | None = None


def search_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["search"])

    @router.post("/v1/search", summary="Items by text and filters")
    def search(body: SearchBody, http: HttpRequest) -> JsonResponse:
        """`{items, intent, receipt_id}`; `filters` is field → value, list, or `{operator: value}`. With `explain`, a
        verified explanation and the evidence of each item too, or (202) where to fetch the explanation later."""
        check_locale(body.locale, project.settings.project.languages)
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
            locale=body.locale,
        )
        if body.explain:
            return explained(project, request, body.explain, http)
        return JsonResponse(project.recommender.search(request))

    return router
