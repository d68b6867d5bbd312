"""`/v1/conversations`: a conversation begins, and each of its turns is answered as JSON or as a stream."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from landas.dialogue.service import AskRequest, item_documents
from landas.ids import ConversationId, UserId
from landas.serving.apart import begun
from landas.serving.bodies import (
    Body,
    Candidates,
    Consent,
    Context,
    Identifier,
    Names,
    Text,
    consent_of,
    external,
)
from landas.serving.context import checked_context
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi
from landas.serving.stream import MEDIA_TYPE, streamed, wants_stream
from landas.serving.words import words_come_later


class ConversationBody(Body):
    user_id: Identifier | None = None
    locale: str | None = None
    context: Context | None = None
    consent: Consent | None = None


class TurnBody(Body):
    text: Text
    candidates: Candidates | None = None
    consent: Consent | None = None
    known_names: Names = Field(default_factory=list)
    wording: Literal["now", "later"] = "now"


def conversations_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["conversations"])

    @router.post("/v1/conversations", summary="Begin a conversation", status_code=201)
    def begin(body: ConversationBody | None = None) -> JsonResponse:
        body = body or ConversationBody()
        conversation_id = project.dialogue.create_conversation(
            UserId(body.user_id) if body.user_id else None,
            body.locale,
            checked_context(body.context, project.schema),
            consent_of(body.consent),
        )
        return JsonResponse({"conversation_id": conversation_id}, 201)

    @router.post("/v1/conversations/{conversation_id}/turns", summary="Say something")
    def turn(conversation_id: str, body: TurnBody, request: Request) -> Response:
        """The turn; with `Accept: text/event-stream` as events `items` (before any model is asked to word
        them), `reply` (a sentence each) and `done`, or `error`.

        With `"wording": "later"` a turn that a model may word is answered at its slate (202); the words are fetched
        from the address in `Location`.
        """
        asked = AskRequest(
            body.text,
            conversation_id=ConversationId(conversation_id),
            external=external(body.candidates),
            consent=consent_of(body.consent),
            known_names=tuple(body.known_names),
        )
        if wants_stream(request):
            events = streamed(lambda tell: project.dialogue.ask(asked, lambda of: tell(item_documents(of))))
            return StreamingResponse(events, media_type=MEDIA_TYPE)
        if body.wording == "later" and project.dialogue.asks_models:
            slate, _ = begun(lambda tell: project.late_turns.ask(asked, tell))
            return words_come_later(slate, request, "/v1/conversations/")
        return JsonResponse(project.dialogue.ask(asked))

    return router
