"""Settings as the text of a project file: what the drill writes into its copies of a project."""

import json
from typing import Any

from landas.settings import ProjectSettings

DELETE = "\x7f"
"""The one control character that JSON leaves as it is and TOML refuses."""


def project_text(settings: ProjectSettings) -> str:
    """TOML that reads as these settings. Keys that were never set stay out, so that defaults remain defaults."""
    document = settings.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    return "\n".join(f"{_key(name)} = {_value(value)}" for name, value in document.items()) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return f"[{', '.join(_value(entry) for entry in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)} = {_value(entry)}' for key, entry in value.items())}}}"
    raise TypeError(f"a project file holds no {type(value).__name__}")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(DELETE, "\\u007f")


_key = _text
