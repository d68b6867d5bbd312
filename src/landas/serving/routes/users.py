"""`/v1/users`: what a person consents to; everything about them is erased, and looked for again to prove it."""

from collections.abc import Collection

from fastapi import APIRouter

from landas.ids import SessionId, UserId
from landas.recommend.consent import purposes_of
from landas.serving.bodies import Body
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi
from landas.settings import Purpose

_LOOKED_AT = 1000
"""Events of a visit that are looked at for one of nobody."""


class ConsentBody(Body):
    """Purpose -> whether the person grants it; purposes that are left out stay as they are."""

    recommend: bool | None = None
    improve: bool | None = None
    models: bool | None = None
    remember: bool | None = None

    def granted(self) -> dict[Purpose, bool]:
        said: dict[Purpose, bool | None] = {
            "recommend": self.recommend,
            "improve": self.improve,
            "models": self.models,
            "remember": self.remember,
        }
        return {purpose: grants for purpose, grants in said.items() if grants is not None}


def users_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["users"])

    @router.get("/v1/users/{user_id:path}/consent", summary="What a person consents to")
    def consent(user_id: str) -> JsonResponse:
        """`said` is what they granted and withdrew, `purposes` what their data is used for."""
        return JsonResponse(consent_document(project, UserId(user_id)))

    @router.put("/v1/users/{user_id:path}/consent", summary="Grant or withdraw consent")
    def say(user_id: str, body: ConsentBody) -> JsonResponse:
        """Holds from the next request on; what was kept before stays until it is erased or its time is over, but for
        remembered preferences: those go with the consent to them."""
        granted = body.granted()
        project.consents.put(UserId(user_id), granted, project.clock())
        if granted.get("remember") is False:
            project.preferences.erase_user(UserId(user_id))
        return JsonResponse(consent_document(project, UserId(user_id)))

    @router.delete("/v1/users/{user_id:path}", summary="Erase a person")
    def erase_user(user_id: str) -> JsonResponse:
        """`erased` counts what was removed (of receipts: blanked), `left` what a search for the person finds after."""
        person = UserId(user_id)
        visits = project.events.visits_of(person) | project.receipts.visits_of(person)
        erased = erase(project, person, visits)
        in_log = 0 if project.forget_erased() else 1
        left = {
            "events": len(project.events.of_user(person, limit=1)) + _of_nobody(project, visits),
            # Erasing again finds what is left of conversations: their store has no other way to look.
            "conversations": project.conversations.erase_user(person),
            "receipts": len(project.receipts.of_user(person, limit=1))
            + sum(len(project.receipts.of_visit(visit, limit=1)) for visit in visits),
            **few(
                log=in_log,
                consents=len(project.consents.of(person)),
                late_words=project.late_words.erase_user(person),
                preferences=len(project.preferences.of_user(person, project.clock())),
                streams=project.turn_streams.erase_user(person),
                raw_texts=project.raw_texts.erase_user(person),
            ),
        }
        return JsonResponse(
            {"user_id": user_id, "erased": erased, "left": left, "proven": not any(left.values())}
        )

    return router


def consent_document(project: ProjectApi, person: UserId) -> dict[str, object]:
    said = project.consents.of(person)
    used = purposes_of(project.settings.privacy, said, None)
    return {"user_id": person, "said": dict(said), "purposes": sorted(used)}


def _of_nobody(project: ProjectApi, visits: Collection[SessionId]) -> int:
    """How many events of visits name no person."""
    found = (event for visit in visits for event in project.events.of_session(visit, limit=_LOOKED_AT))
    return sum(event.user_id is None for event in found)


def erase(project: ProjectApi, person: UserId, visits: Collection[SessionId]) -> dict[str, int]:
    """What a person sent or asked, and what was sent and asked without an id in `visits`, those in which theirs
    occurred: before they said who they were, it was them. Another person's in the same visit stays.

    Conversations go first: a turn that is being answered then fails instead of writing after the rest is gone.
    """
    return {
        "conversations": project.conversations.erase_user(person),
        "events": project.events.erase_user(person, visits),
        "receipts": project.receipts.erase_user(person, project.clock(), visits),
        **few(
            consents=project.consents.erase_user(person),
            late_words=project.late_words.erase_user(person),
            preferences=project.preferences.erase_user(person),
            streams=project.turn_streams.erase_user(person),
            raw_texts=project.raw_texts.erase_user(person),
            cached_replies=project.forget_replies(),
        ),
    }


def few(**counts: int) -> dict[str, int]:
    """Counted only where there were any: few projects keep them."""
    return {name: count for name, count in counts.items() if count}
