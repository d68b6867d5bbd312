"""`/v1/users/{id}/preferences`: what a person lets be remembered is theirs to see, to correct and to delete."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import AwareDatetime, Field

from landas.errors import BadRequest, NotFound
from landas.ids import ConversationId, UserId
from landas.recommend.consent import purposes_of
from landas.recommend.preferences import (
    LEARNT_STRENGTH,
    RememberedPreference,
    SourceTurn,
    may_be_kept,
    new_preference,
)
from landas.request.intent import Constraint, Op
from landas.serving.bodies import Body, Identifier
from landas.serving.filters import filter_constraints
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi

Strength = Annotated[float, Field(gt=0, le=1)]
Value = str | float | bool | list[str | float]


class SourceBody(Body):
    conversation_id: Identifier
    turn: Annotated[int, Field(ge=1)]

    def turn_said(self) -> SourceTurn:
        return SourceTurn(ConversationId(self.conversation_id), self.turn)


class PreferenceBody(Body):
    field: Annotated[str, Field(max_length=200)]
    value: Value
    op: Op = "eq"
    unit: Annotated[str, Field(max_length=50)] | None = None
    strength: Strength = LEARNT_STRENGTH
    expires_at: Annotated[AwareDatetime, Field(strict=False)] | None = None
    source: SourceBody | None = None
    purpose: Literal["recommend"] = "recommend"


class CorrectionBody(Body):
    """What is left out stays as it is."""

    value: Value | None = None
    op: Op | None = None
    unit: Annotated[str, Field(max_length=50)] | None = None
    strength: Strength | None = None
    expires_at: Annotated[AwareDatetime, Field(strict=False)] | None = None


def preferences_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["users"])
    of_user = "/v1/users/{user_id:path}/preferences"

    @router.get(of_user, summary="What is remembered of a person")
    def remembered(user_id: str) -> JsonResponse:
        """`{user_id, consented, preferences}`, the newest first."""
        return JsonResponse(preferences_document(project, UserId(user_id)))

    @router.put(of_user, summary="Let something be remembered")
    def remember(user_id: str, body: PreferenceBody) -> JsonResponse:
        """Kept in the place of an earlier one about the same value. Needs the consent `remember`."""
        person, now = UserId(user_id), project.clock()
        _check_consent(project, person)
        wish = checked_wish(project, body.field, body.op, body.value, body.unit)
        source = _source(project, body.source) if body.source else None
        kept = new_preference(wish, now, _end(project, now, body.expires_at), source, body.strength)
        project.preferences.put(person, [kept], now)
        return JsonResponse(kept.to_document())

    @router.delete(of_user, summary="Forget all that is remembered of a person")
    def forget_all(user_id: str) -> JsonResponse:
        return JsonResponse(
            {"user_id": user_id, "forgotten": project.preferences.erase_user(UserId(user_id))}
        )

    @router.patch(f"{of_user}/{{preference_id}}", summary="Correct what is remembered")
    def correct(user_id: str, preference_id: str, body: CorrectionBody) -> JsonResponse:
        person, now = UserId(user_id), project.clock()
        _check_consent(project, person)
        kept = corrected(project, _found(project, person, preference_id), body, now)
        project.preferences.put(person, [kept], now)
        return JsonResponse(kept.to_document())

    @router.delete(f"{of_user}/{{preference_id}}", summary="Forget one thing")
    def forget(user_id: str, preference_id: str) -> JsonResponse:
        if not project.preferences.forget(UserId(user_id), preference_id):
            raise _unknown(preference_id)
        return JsonResponse({"user_id": user_id, "forgotten": 1})

    return router


def preferences_document(project: ProjectApi, person: UserId) -> dict[str, Any]:
    kept = project.preferences.of_user(person, project.clock())
    return {
        "user_id": person,
        "consented": "remember" in _purposes(project, person),
        "preferences": [preference.to_document() for preference in kept],
    }


def corrected(
    project: ProjectApi, kept: RememberedPreference, body: CorrectionBody, now: datetime
) -> RememberedPreference:
    """The preference as the person says it is. Raises BadRequest as `checked_wish`."""
    wish = kept.wish
    if body.value is not None or body.op is not None:
        value = kept.used_document()["value"] if body.value is None else body.value
        unit = body.unit if body.value is not None else None
        wish = checked_wish(project, kept.field, body.op or kept.op, value, unit)
    return replace(
        kept,
        op=wish.op,
        value=wish.value,
        strength=kept.strength if body.strength is None else body.strength,
        expires_at=kept.expires_at if body.expires_at is None else _end(project, now, body.expires_at),
    )


def checked_wish(project: ProjectApi, field: str, op: Op, value: Value, unit: str | None) -> Constraint:
    """A wish that may outlive its conversation. Raises BadRequest for one that the catalogue can't mean or nobody may
    keep."""
    condition = {op: value, **({"unit": unit} if unit else {})}
    [wish] = filter_constraints({field: condition}, project.schema, project.packs)
    declared = project.schema.fields[field]
    if not may_be_kept(declared, wish.value, project.packs):
        raise BadRequest(
            f"preferences about {field!r} of that value are never remembered.",
            "Say it in the conversation; what is a person's alone to say outlives none.",
        )
    if declared.type in ("category", "tags") and not _is_known(project, wish):
        # Else any words at all could be kept about a person.
        raise BadRequest(f"no item has that value of {field!r}.", "Use a value as the catalogue has it.")
    return wish


def _source(project: ProjectApi, given: SourceBody) -> SourceTurn:
    """The turn that a preference was said in. Raises BadRequest for none that is kept: any words could stand there."""
    source = given.turn_said()
    if source.turn > len(project.conversations.turns(source.conversation_id)):
        raise BadRequest(
            f"there is no turn {source.turn} of a conversation {source.conversation_id!r}.",
            "Name a turn that was answered, or leave source out.",
        )
    return source


def _is_known(project: ProjectApi, wish: Constraint) -> bool:
    view = project.live.current()
    values = wish.value if isinstance(wish.value, tuple) else (wish.value,)
    return all(view.mask(replace(wish, op="eq", value=value)).any() for value in values)


def _end(project: ProjectApi, now: datetime, wanted: datetime | None) -> datetime:
    days = project.settings.privacy.preferences_days
    latest = now + timedelta(days=days)
    if wanted is None:
        return latest
    if not now < wanted <= latest:
        raise BadRequest(
            f"expires_at {wanted.isoformat()} is over or too late.",
            f"Choose a time within {days} days ([privacy] preferences_days).",
        )
    return wanted


def _check_consent(project: ProjectApi, person: UserId) -> None:
    if "remember" not in _purposes(project, person):
        raise BadRequest(
            "this person doesn't consent to being remembered.",
            'Ask them, then: PUT /v1/users/{user_id}/consent {"remember": true}.',
        )


def _purposes(project: ProjectApi, person: UserId) -> frozenset[str]:
    return frozenset(purposes_of(project.settings.privacy, project.consents.of(person), None))


def _found(project: ProjectApi, person: UserId, preference_id: str) -> RememberedPreference:
    for preference in project.preferences.of_user(person, project.clock()):
        if preference.preference_id == preference_id:
            return preference
    raise _unknown(preference_id)


def _unknown(preference_id: str) -> NotFound:
    return NotFound(f"nothing is remembered as {preference_id!r} of this person.", "List what is first.")
