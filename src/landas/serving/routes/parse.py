"""`/v1/parse`: what a text is understood to ask for, and nothing more."""

from fastapi import APIRouter

from landas.errors import BadRequest
from landas.recommend.steps.redact import parse_text
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
        languages = project.settings.project.languages
        if body.locale is not None and body.locale not in languages:
            raise BadRequest(
                f"locale {body.locale!r} is not one of the project's languages.",
                f"Use {', '.join(languages)}.",
            )
        if not body.text.strip():
            raise BadRequest("the text is empty.", "Say what is looked for.")
        intent = parse_text(project.recommender.parts, body.text, body.locale)
        return JsonResponse(intent.to_document())

    return router
