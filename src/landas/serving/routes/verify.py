"""`/v1/verify`: a reply of anybody's, checked claim by claim against the facts it must rest on."""

import json
import threading

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


LONGEST_REPLY, MOST_GROUNDS = 10_000, 100_000
"""Characters over HTTP: a reply, and all that it must rest on. The command line takes more, and nobody waits for it."""
_turns = threading.BoundedSemaphore(2)
"""How many replies a worker checks at once, so that people who wait for an answer of their own get one."""


def verify_routes(project: ProjectApi) -> APIRouter:
    router = APIRouter(tags=["verify"])
    codes = tuple(dict.fromkeys((*ALWAYS, *project.settings.project.languages)))

    @router.post("/v1/verify", summary="Check a reply")
    def verify(body: VerifyRequest) -> JsonResponse:
        """`{faithful, claims: [{text, start, end, verdict, fact_ids}]}`; needs nothing of the catalogue."""
        if body.language is not None and body.language not in codes:
            raise BadRequest(f"language {body.language!r} is not known.", f"Use {', '.join(codes)}.")
        _check_size(body)
        packs = load_packs(codes)
        with _turns:
            claims = check(body.reply, body.grounds(packs), packs, body.language)
        return JsonResponse(
            {"faithful": is_faithful(claims), "claims": [claim.to_document() for claim in claims]}
        )

    return router


def _check_size(body: VerifyRequest) -> None:
    grounds = len(body.text) if body.text is not None else _written(body)
    for what, size, most in (("reply", len(body.reply), LONGEST_REPLY), ("grounds", grounds, MOST_GROUNDS)):
        if size > most:
            raise BadRequest(
                f"the {what} has {size:,} characters, more than {most:,}.",
                "Send it in parts, or use: landas verify FILE",
            )


def _written(body: VerifyRequest) -> int:
    """Characters of the facts as JSON. Not pydantic's own, which refuses half a character."""
    given = body.model_dump(exclude={"reply", "text", "language"}, exclude_none=True)
    return len(json.dumps(given, ensure_ascii=False, separators=(",", ":")))
