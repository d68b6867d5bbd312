"""`landas verify FILE`: replies against their facts, items or source text; needs no project."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from pydantic import ValidationError

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line
from landas.errors import DataError

FileArgument = Annotated[
    Path, typer.Argument(help="JSONL: {id, facts | items | text, reply, language?} a line; docs/verify.md.")
]

LANGUAGES = ("en", "id")


def verify(file: FileArgument, project: ProjectOption = Path("."), as_json: JsonOption = False) -> None:
    """Check replies against facts, claim by claim. A line that can't be read becomes a result with an error."""
    results = [_result(number, line) for number, line in _lines(file)]
    if as_json:
        print_json({"results": results})
        return
    for result in results:
        _show(result)


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    try:
        content = file.read_bytes()
    except OSError as failure:
        raise DataError(
            f"{file} can't be read: {failure.strerror or failure}.", "Give a JSONL file."
        ) from failure
    lines = [(n, line) for n, line in enumerate(content.splitlines(), start=1) if line.strip()]
    if not lines:
        raise DataError(
            f"{file} is empty.", "Give one JSON object a line: {id, facts | items | text, reply}."
        )
    if not any(_object(line) for _, line in lines):
        raise DataError(
            f"{file} has no line with a JSON object.", "Give JSONL: {id, facts | items | text, reply}."
        )
    yield from lines


def _object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _result(number: int, line: bytes) -> dict[str, Any]:
    from landas.grounding.claims import is_faithful
    from landas.grounding.verifier import verify as check
    from landas.grounding.verify_request import VerifyRequest
    from landas.language.pack import load_packs

    try:
        document = orjson.loads(line)
        if not isinstance(document, dict):
            raise ValueError("not a JSON object")
        identity = document.pop("id", number)
        request = VerifyRequest.model_validate(document)
    except ValidationError as failure:
        return _unread(identity, number, _first(failure))
    except orjson.JSONDecodeError:
        return _unread(
            None, number, "this is no JSON: give one object a line, {id, facts | items | text, reply}"
        )
    except ValueError as failure:
        return _unread(None, number, str(failure))
    if request.language not in (None, *LANGUAGES):
        return _unread(
            identity, number, f"language: {request.language!r} is not known; use {', '.join(LANGUAGES)}"
        )
    packs = load_packs(LANGUAGES)
    claims = check(request.reply, request.grounds(packs), packs, request.language)
    return {"id": identity, "faithful": is_faithful(claims), "claims": [c.to_document() for c in claims]}


def _unread(identity: Any, number: int, reason: str) -> dict[str, Any]:
    """The result of a line that is no case: neither faithful nor not."""
    error = f"line {number}: {reason}"
    return {"id": identity, "faithful": None, "claims": [], "line": number, "error": error}


def _first(failure: ValidationError) -> str:
    error = failure.errors()[0]
    where = ".".join(str(part) for part in error["loc"])
    said = str(error["msg"]).removeprefix("Value error, ")
    return f"{where}: {said}" if where else said


def _show(result: dict[str, Any]) -> None:
    if "error" in result:
        print_line(f"{result['id'] or '-'}: {result['error']}")
        return
    print_line(f"{result['id']}: {'faithful' if result['faithful'] else 'NOT faithful'}")
    for claim in result["claims"]:
        why = f"  ({claim['problem']})" if claim.get("problem") else ""
        print_line(f"  {claim['verdict']:<13}{claim['text']}{why}")
