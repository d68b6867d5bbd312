"""`/v1/conversations`: a conversation begins; each of its turns is answered as JSON or as a stream, which can be taken
up again and called off."""

from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Request
from pydantic import Field
from starlette.responses import Response

from landas.dialogue.service import AskRequest
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
from landas.serving.stream import LAST_EVENT_ID, followed, resumed, streamed, wants_stream
from landas.serving.words import words_come_later
from landas.understanding.turns.removing import TakenWish

TurnNumber = Annotated[int, Path(ge=1, le=1_000_000)]
LastEventId = Annotated[str | None, Header(max_length=200)]


class ConversationBody(Body):
    user_id: Identifier | None = None
    locale: str | None = None
    context: Context | None = None
    consent: Consent | None = None


class TakenBody(Body):
    """One wish as `state` shows it: of `field`, with `op` only such a one, with `value` only that value."""

    field: Identifier
    op: Literal["eq", "ne", "lt", "lte", "gt", "gte", "between", "in", "not_in", "sort"] | None = None
    value: bool | float | str | None = None


class TurnBody(Body):
    text: Text = ""
    """May be left out where `remove` is given."""
    remove: list[Identifier | TakenBody] = Field(default_factory=list, max_length=100)
    """Fields whose wishes of earlier turns are taken back, or single wishes."""
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
        """The turn; with `Accept: text/event-stream` as events `state`, `items` (before any model is asked to word
        them), `text` (a verified sentence each) and `done`, or `error`. With `Last-Event-ID` no new turn begins: the
        events after that one follow.

        With `"wording": "later"` a turn that a model may word is answered at its slate (202); the words are fetched
        from the address in `Location`.
        """
        heard = request.headers.get(LAST_EVENT_ID)
        if heard and wants_stream(request):
            return resumed(project.streamed_turns, ConversationId(conversation_id), heard)
        asked = AskRequest(
            body.text,
            conversation_id=ConversationId(conversation_id),
            external=external(body.candidates),
            consent=consent_of(body.consent),
            remove=tuple(
                TakenWish(each.field, each.op, each.value) if isinstance(each, TakenBody) else each
                for each in body.remove
            ),
            known_names=tuple(body.known_names),
        )
        if wants_stream(request):
            return streamed(project.streamed_turns, asked)
        if body.wording == "later" and project.dialogue.asks_models:
            slate, _ = begun(lambda tell: project.late_turns.ask(asked, tell))
            return words_come_later(slate, request, "/v1/conversations/")
        return JsonResponse(project.dialogue.ask(asked))

    @router.get("/v1/conversations/{conversation_id}/turns/{turn}/events", summary="A turn's events again")
    def events(conversation_id: str, turn: TurnNumber, last_event_id: LastEventId = None) -> Response:
        """The events of a streamed turn, as far as they are and as they come; with `Last-Event-ID` those after it, and
        204 where there are none. Kept for ten minutes."""
        known = ConversationId(conversation_id)
        if last_event_id:
            return resumed(project.streamed_turns, known, last_event_id, turn)
        return followed(project.streamed_turns, project.streamed_turns.of_turn(known, turn), 0)

    @router.delete("/v1/conversations/{conversation_id}/turns/{turn}", summary="Call a turn off")
    def cancel(conversation_id: str, turn: TurnNumber) -> JsonResponse:
        """Ends a streamed turn that is being answered: no model is waited for. `cancelled` is false where it had
        ended."""
        cancelled = project.streamed_turns.cancel(ConversationId(conversation_id), turn)
        return JsonResponse({"conversation_id": conversation_id, "turn": turn, "cancelled": cancelled})

    return router
