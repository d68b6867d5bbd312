"""`/v1/users`: what a person consents to; everything about them is erased, and looked for again to prove it."""

from fastapi import APIRouter

from landas.ids import UserId
from landas.recommend.consent import purposes_of
from landas.serving.bodies import Body
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi
from landas.settings import Purpose


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
        erased = erase(project, person)
        in_log = 0 if project.forget_erased() else 1
        left = {
            "events": len(project.events.of_user(person, limit=1)),
            # Erasing again finds what is left of conversations: their store has no other way to look.
            "conversations": project.conversations.erase_user(person),
            "receipts": len(project.receipts.of_user(person, limit=1)),
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


def erase(project: ProjectApi, person: UserId) -> dict[str, int]:
    """Conversations go first: a turn that is being answered then fails instead of writing after the rest is gone."""
    return {
        "conversations": project.conversations.erase_user(person),
        "events": project.events.erase_user(person),
        "receipts": project.receipts.erase_user(person, project.clock()),
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
