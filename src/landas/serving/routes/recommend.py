"""`/v1/recommend`: a slate for the surfaces without text. Waits for a language model only where words are asked for."""

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi import Request as HttpRequest
from pydantic import Field

from landas.ids import ItemId, SessionId, UserId
from landas.recommend.draft import Request
from landas.recommend.steps.redact import check_locale
from landas.serving.bodies import Body, Candidates, Consent, Context, Identifier, Rules, consent_of, external
from landas.serving.context import checked_context
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi
from landas.serving.words import Explain, explained

Count = Annotated[int, Field(ge=1, le=100)]


class RecommendBody(Body):
    surface: Literal["home", "related", "cart"]
    user_id: Identifier | None = None
    session_id: Identifier | None = None
    item_id: Identifier | None = None
    k: Count = 10
    exclude: list[Identifier] = Field(default_factory=list, max_length=10_000)
    context: Context | None = None
    candidates: Candidates | None = None
    consent: Consent | None = None
    rules: Rules = Field(default_factory=list)
    explain: Explain | None = None
    locale: str | None = None


def recommend_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["recommend"])

    @router.post("/v1/recommend", summary="A slate for a place without text")
    def recommend(body: RecommendBody, http: HttpRequest) -> JsonResponse:
        """`{items: [{item_id, rank, title, score, sources}], receipt_id}`; with `explain`, its verified explanation
        and the evidence of each item too, or (202) where to fetch the explanation later."""
        check_locale(body.locale, project.settings.project.languages)
        request = Request(
            body.surface,
            project.clock(),
            k=body.k,
            user_id=UserId(body.user_id) if body.user_id else None,
            session_id=SessionId(body.session_id) if body.session_id else None,
            anchor=ItemId(body.item_id) if body.item_id else None,
            exclude=tuple(ItemId(item_id) for item_id in body.exclude),
            context=checked_context(body.context, project.schema),
            external=external(body.candidates),
            consent=consent_of(body.consent),
            rules=tuple(body.rules),
            locale=body.locale,
        )
        if body.explain:
            return explained(project, request, body.explain, http)
        return JsonResponse(project.recommender.recommend(request))

    return router
