"""`/v1/verify`: a reply of anybody's, checked claim by claim against the facts it must rest on."""

from fastapi import APIRouter

from landas.errors import BadRequest
from landas.grounding.claims import is_faithful
from landas.grounding.verifier import verify as check
from landas.grounding.verify_request import VerifyRequest
from landas.language.pack import load_packs
from landas.serving.json_response import JsonResponse
from landas.serving.project import ProjectApi

ALWAYS = ("en", "id")
"""Languages that are verified whatever the project speaks."""


def verify_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["verify"])
    codes = tuple(dict.fromkeys((*ALWAYS, *project.settings.project.languages)))

    @router.post("/v1/verify", summary="Check a reply")
    def verify(body: VerifyRequest) -> JsonResponse:
        """`{faithful, claims: [{text, start, end, verdict, fact_ids}]}`; needs nothing of the catalogue."""
        if body.language is not None and body.language not in codes:
            raise BadRequest(f"language {body.language!r} is not known.", f"Use {', '.join(codes)}.")
        packs = load_packs(codes)
        claims = check(body.reply, body.grounds(packs), packs, body.language)
        return JsonResponse(
            {"faithful": is_faithful(claims), "claims": [claim.to_document() for claim in claims]}
        )

    return router
