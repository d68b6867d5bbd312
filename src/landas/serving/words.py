"""What `explain` in a body asks for: the words of a slate, at once or to be fetched when they are ready."""

from typing import Any, Literal

from starlette.requests import Request as HttpRequest

from landas.recommend.draft import Request
from landas.serving.apart import begun
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi

Explain = Literal["now", "later"]


def explained(project: ProjectApi, asked: Request, when: Explain, http: HttpRequest) -> JsonResponse:
    """The slate with its explanation; with `later` the slate alone (202), unless no model would word it."""
    if when == "now" or not project.explainer.asks_models:
        return JsonResponse(project.explainer.explain(asked))
    slate, _ = begun(lambda tell: project.late_turns.explain(asked, tell))
    return words_come_later(slate, http, f"/v1/{'search' if asked.surface == 'search' else 'recommend'}")


def words_come_later(slate: dict[str, Any], http: HttpRequest, route: str) -> JsonResponse:
    """The slate, and where its words will be: under the same project as `route`, with which the path goes on."""
    before = http.url.path.rpartition(route)[0]
    return JsonResponse(slate, 202, {"Location": f"{before}/v1/receipts/{slate['receipt_id']}/wording"})
