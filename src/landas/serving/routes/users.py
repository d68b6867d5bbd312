"""`/v1/users`: everything about a person is erased, and looked for again to prove it."""

from fastapi import APIRouter

from landas.ids import UserId
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi


def users_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["users"])

    @router.delete("/v1/users/{user_id:path}", summary="Erase a person")
    def erase_user(user_id: str) -> JsonResponse:
        """`erased` counts what was removed (of receipts: blanked), `left` what a search for the person finds after."""
        person = UserId(user_id)
        erased = erase(project, person)
        left = {
            "events": len(project.events.of_user(person, limit=1)),
            # Erasing again finds what is left of conversations: their store has no other way to look.
            "conversations": project.conversations.erase_user(person),
            "receipts": len(project.receipts.of_user(person, limit=1)),
            **raw_texts(project, person),
        }
        return JsonResponse(
            {"user_id": user_id, "erased": erased, "left": left, "proven": not any(left.values())}
        )

    return router


def erase(project: ProjectApi, person: UserId) -> dict[str, int]:
    """Conversations go first: a turn that is being answered then fails instead of writing after the rest is gone."""
    return {
        "conversations": project.conversations.erase_user(person),
        "events": project.events.erase_user(person),
        "receipts": project.receipts.erase_user(person),
        **raw_texts(project, person),
    }


def raw_texts(project: ProjectApi, person: UserId) -> dict[str, int]:
    """Counted only where there were any: few projects keep texts as they were typed."""
    erased = project.raw_texts.erase_user(person)
    return {"raw_texts": erased} if erased else {}
