"""`/v1/conversations`: a conversation begins, and each of its turns is answered as JSON or as a stream."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from landas.dialogue.service import AskRequest
from landas.ids import ConversationId, UserId
from landas.serving.bodies import Body, Candidates, Context, Identifier, Text, external
from landas.serving.context import checked_context
from landas.serving.json_response import JsonResponse
from landas.serving.metrics import Metrics
from landas.serving.project import ProjectApi
from landas.serving.stream import MEDIA_TYPE, turn_events, wants_stream


class ConversationBody(Body):
    user_id: Identifier | None = None
    locale: str | None = None
    context: Context | None = None


class TurnBody(Body):
    text: Text
    candidates: Candidates | None = None


def conversations_routes(project: ProjectApi, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["conversations"])

    @router.post("/v1/conversations", summary="Begin a conversation", status_code=201)
    def begin(body: ConversationBody | None = None) -> JsonResponse:
        body = body or ConversationBody()
        conversation_id = project.dialogue.create_conversation(
            UserId(body.user_id) if body.user_id else None,
            body.locale,
            checked_context(body.context, project.schema),
        )
        return JsonResponse({"conversation_id": conversation_id}, 201)

    @router.post("/v1/conversations/{conversation_id}/turns", summary="Say something")
    def turn(conversation_id: str, body: TurnBody, request: Request) -> Response:
        """The turn; with `Accept: text/event-stream` as events `items`, `reply` (a sentence each) and `done`."""
        answer = project.dialogue.ask(
            AskRequest(
                body.text,
                conversation_id=ConversationId(conversation_id),
                external=external(body.candidates),
            )
        )
        metrics.add(
            "landas_turns_total",
            project=project.settings.project.name,
            wording=answer["wording"],
            fallback=answer["fallback"] or "none",
        )
        count_calls(metrics, project.settings.project.name, answer["usage"]["tasks"])
        if wants_stream(request):
            return StreamingResponse(turn_events(answer), media_type=MEDIA_TYPE)
        return JsonResponse(answer)

    return router


def count_calls(metrics: Metrics, project: str, calls: Sequence[Mapping[str, Any]]) -> None:
    """Adds a turn's model calls, by task and bundle."""
    for call in calls:
        labels = {"project": project, "task": call["task"], "bundle": call["bundle"]}
        how = {"outcome": call["outcome"], "reason": call["reason"] or "none", "cached": str(call["cached"])}
        metrics.add("landas_model_calls_total", **labels, **how)
        metrics.add("landas_model_requests_total", call["attempts"], **labels)
        metrics.add("landas_model_tokens_total", call["input_tokens"], kind="input", **labels)
        metrics.add("landas_model_tokens_total", call["output_tokens"], kind="output", **labels)
        metrics.add("landas_model_cost_total", call["cost"] or 0.0, **labels)
