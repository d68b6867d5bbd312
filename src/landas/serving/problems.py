"""Every error as an RFC 9457 problem document that says what was wrong and what to do.

The status comes from whose fault it is (see `errors`); what a caller can't mend is not shown to them.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from landas.errors import (
    BadRequest,
    CallerError,
    Cancelled,
    Conflict,
    DataError,
    DependencyError,
    LandasError,
    NotFound,
    SetupError,
)
from landas.serving.headers import SECURITY_HEADERS
from landas.serving.json_response import JsonResponse

_log = logging.getLogger(__name__)
_SHOWN = 20
_LONGEST_QUOTED = 40
_LARGEST_QUOTED = 10**15
_WANTED = "Input should be"
_PLAINLY = {
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), f"{_WANTED} an object"),
    "list_type": f"{_WANTED} a list",
    "string_type": f"{_WANTED} a text",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), f"{_WANTED} a whole number"),
    **dict.fromkeys(("float_type", "float_parsing"), f"{_WANTED} a number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), f"{_WANTED} true or false"),
}
"""What pydantic says in the words of Python, in those of JSON."""
_KINDS: tuple[tuple[type[LandasError], int, str, str], ...] = (
    (BadRequest, 400, "bad-request", "A value can't be used"),
    (NotFound, 404, "not-found", "Not found"),
    (Conflict, 409, "conflict", "Another request was first"),
    (Cancelled, 409, "cancelled", "The request was taken back"),
    (CallerError, 400, "bad-request", "The request can't be used"),
    (DataError, 422, "unusable-data", "The data can't be used"),
    (DependencyError, 503, "dependency", "Something outside failed"),
    (SetupError, 503, "not-ready", "A step before this one is missing"),
)
"""The first class that fits decides."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem document. `kind` ends the URN that is its type."""

    status: int
    kind: str
    title: str
    detail: str
    remedy: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        return {
            "type": f"urn:landas:problem:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "remedy": self.remedy,
            **self.more,
        }

    def response(self, headers: Mapping[str, str] | None = None) -> JsonResponse:
        return JsonResponse(self.document(), self.status, headers, media_type="application/problem+json")


def problem_of(error: LandasError) -> Problem:
    for kind, status, name, title in _KINDS:
        if isinstance(error, kind):
            return Problem(status, name, title, error.problem, error.remedy)
    return UNEXPECTED


UNEXPECTED = Problem(
    500,
    "internal",
    "Landas failed",
    "An unexpected error, which is a defect of Landas.",
    "Look into the server's log; sending the same request again is safe.",
)


def install_problems(app: FastAPI) -> None:
    """Makes every error of the app a problem document."""

    @app.exception_handler(LandasError)
    def _landas(request: Request, error: LandasError) -> JsonResponse:
        problem = problem_of(error)
        if problem.status >= 500:
            # The route's template: the path that was sent may name a person.
            route = getattr(request.scope.get("route"), "path", "none")
            _log.error("request failed", extra={"status": problem.status, "route": route}, exc_info=error)
        return problem.response()

    @app.exception_handler(RequestValidationError)
    def _validation(request: Request, error: RequestValidationError) -> JsonResponse:
        return validation_problem(error.errors(), error.body).response()

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> JsonResponse:
        return _http_problem(request, error).response(error.headers)

    @app.exception_handler(Exception)
    def _unexpected(request: Request, error: Exception) -> JsonResponse:
        # Careful: this one is answered outside every middleware, so it brings the headers itself.
        return UNEXPECTED.response(SECURITY_HEADERS)


def validation_problem(errors: Sequence[Mapping[str, Any]], body: Any = None) -> Problem:
    """What pydantic found: malformed JSON is 400, a field that is unknown, missing or of a wrong type 422."""
    first = errors[0]
    if first["type"] == "json_invalid":
        reason = first.get("ctx", {}).get("error", "invalid")
        return Problem(
            400,
            "invalid-json",
            "The body is not JSON",
            f"The body is not JSON: {reason}.",
            "Send one JSON document.",
        )
    found = [{"where": _where(error, body), "problem": _said(error)} for error in errors[:_SHOWN]]
    place = found[0]["where"] or ("" if first["type"] == "missing" else "the body")
    detail = f"{place}: {found[0]['problem']}" if place else found[0]["problem"]
    remedy = (
        "Remove the field or correct its spelling" if first["type"] == "extra_forbidden" else "Correct it"
    )
    return Problem(
        422,
        "invalid-request",
        "The request can't be used",
        f"{detail}.",
        f"{remedy}; the fields of every path are in /openapi.json.",
        {"errors": found},
    )


def _where(error: Mapping[str, Any], body: Any) -> str:
    """`candidates[0].score`"""
    part, *steps = error["loc"]
    steps = _sent(steps, body, error["type"] == "missing") if part == "body" else [part, *steps]
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).removeprefix(".")


def _sent(steps: Sequence[str | int], body: Any, last_is_missing: bool) -> list[str | int]:
    """The steps that lead through what was sent. Pydantic names the shapes between them too, as it calls them."""
    found: list[str | int] = []
    for step in steps:
        places = (
            body if isinstance(body, Mapping) else dict(enumerate(body if isinstance(body, list) else ()))
        )
        if step in places:
            found.append(step)
            body = places[step]
    return [*found, steps[-1]] if last_is_missing and steps else found


def _said(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "unknown field"
    if error["type"] == "missing":
        return "is missing" if len(error["loc"]) > 1 else "a JSON body is missing"
    said = _PLAINLY.get(error["type"], str(error["msg"]).removeprefix("Value error, "))
    return f"{said}, not {_quoted(error['input'])}" if said.startswith(_WANTED) and "input" in error else said


def _quoted(given: Any) -> str:
    """What was sent in place of the wanted, shortly."""
    if isinstance(given, Mapping):
        return "an object"
    if isinstance(given, Sequence) and not isinstance(given, str):
        return "a list"
    if isinstance(given, str):
        return repr(given) if len(given) <= _LONGEST_QUOTED else f"{given[:_LONGEST_QUOTED]!r}…"
    if given is None or isinstance(given, bool):
        return "null" if given is None else str(given).lower()
    return str(given) if abs(given) <= _LARGEST_QUOTED else "a number of that size"


def _http_problem(request: Request, error: HTTPException) -> Problem:
    path = request.url.path
    if error.status_code == 404:
        return Problem(
            404, "no-such-path", "No such path", f"There is nothing at {path}.", "See /openapi.json."
        )
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "another method")
        return Problem(
            405,
            "method",
            "Method not allowed",
            f"{path} does not answer to {request.method}.",
            f"Use {allowed}.",
        )
    if error.status_code == 400:
        return Problem(
            400, "invalid-json", "The body is not JSON", f"{error.detail}.", "Send one JSON document."
        )
    return Problem(error.status_code, "http", "The request failed", str(error.detail), "See docs/http.md.")
