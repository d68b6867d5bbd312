"""`/v1/parse`: what a text is understood to ask for, and nothing more."""

from fastapi import APIRouter

from landas.recommend.steps.redact import check_text, parse_text
from landas.serving.bodies import Body, Text
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi


class ParseBody(Body):
    text: Text
    locale: str | None = None


def parse_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["parse"])

    @router.post("/v1/parse", summary="The intent of a text")
    def parse(body: ParseBody) -> JsonResponse:
        """The intent: categories, constraints with the span of the words they come from, unparsed words."""
        check_text(body.text, body.locale, project.settings.project.languages)
        intent = parse_text(project.recommender.parts, body.text, body.locale)
        return JsonResponse(intent.to_document())

    return router
