"""`/v1/events`: what was shown and what people did, idempotent by event id."""

from typing import Any

from fastapi import APIRouter

from landas.events.importing import receive_events
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi


def events_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["events"])

    @router.post("/v1/events", summary="Send events")
    def post_events(events: list[Any]) -> JsonResponse:
        """Usable events are stored; the others are kept apart and named with the reason in `problems`."""
        return JsonResponse(receive_events(events, project.events, project.items.get).to_document())

    return router
