"""Seals: what each file of a release was when it was built, so that a damaged one is told before anything reads it.

Libraries in C end the whole process over a file that was cut off. Small files are known by their digest and large ones
by their size, since reading gigabytes would take far longer than opening them.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypedDict

from landas.errors import SetupError

DIGESTED = 4_000_000
"""Bytes up to which a file's content is compared."""


class Seal(TypedDict):
    """`sha256` is None for a large file; without what is not `needed` a release still answers."""

    bytes: int
    sha256: str | None
    needed: bool


def sealed(folder: Path, needed: Callable[[str], bool]) -> dict[str, Seal]:
    """The seal of each file of a folder by its name; `needed` says of a name whether nothing answers without it."""
    return {
        path.name: Seal(bytes=path.stat().st_size, sha256=_digest(path), needed=needed(path.name))
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def check_seals(folder: Path, seals: Mapping[str, Seal], *, only_needed: bool = False) -> None:
    """Raises SetupError that names what is missing, cut off or changed. A release of before has no seals."""
    found = list(_broken(folder, {n: s for n, s in seals.items() if s["needed"] or not only_needed}))
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise SetupError(
            f"release {folder.name} is damaged since it was built: {found[0]}{more}.",
            "Was it copied in part, or the disk full? Copy it again, or build a new one: landas build",
        )


def _broken(folder: Path, seals: Mapping[str, Seal]) -> Iterator[str]:
    for name, seal in seals.items():
        path = folder / name
        size = path.stat().st_size if path.is_file() else None
        if size is None:
            yield f"{name} is missing"
        elif size != seal["bytes"]:
            yield f"{name} has {size} bytes of {seal['bytes']}"
        elif seal["sha256"] is not None and seal["sha256"] != _digest(path):
            yield f"{name} holds something else than was written"


def _digest(path: Path) -> str | None:
    if path.stat().st_size > DIGESTED:
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest()
