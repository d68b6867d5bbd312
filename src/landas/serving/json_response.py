"""JSON as it leaves: quick, and never failing on what a feed or a caller may have sent."""

import json
from typing import Any

import orjson
from starlette.responses import Response

_OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY


class JsonResponse(Response):
    """A JSON document. Half a character (a lone surrogate) is written as its escape instead of raising."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json_bytes(content)


def json_bytes(content: Any) -> bytes:
    try:
        return orjson.dumps(content, default=str, option=_OPTIONS)
    except orjson.JSONEncodeError:
        return json.dumps(content, default=str).encode("ascii")
