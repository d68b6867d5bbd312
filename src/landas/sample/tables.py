"""The sample's data tables: TOML files in `data/`, read from the installed package."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """`data/<name>.toml` as it stands."""
    path = files("landas.sample").joinpath("data", f"{name}.toml")
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a table that names its columns once: `columns = […]`, `rows = [[…], …]`."""
    found = table(name)
    return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
