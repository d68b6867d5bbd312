"""The manifest of a release: what it was made from, so that a reader knows whether it fits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson

from landas.errors import SetupError
from landas.ids import OverlayNumber, ReleaseId

FORMAT = 6
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`overlay` is the catalogue change up to which the release holds everything."""

    release_id: ReleaseId
    overlay: OverlayNumber
    embedder: str
    """Name and version of the embedder whose vectors the release holds."""
    schema_hash: str
    items: int
    created_at: str
    counts: dict[str, int] = field(default_factory=dict)
    format: int = FORMAT


@contextmanager
def reading_release(folder: Path) -> Iterator[None]:
    """Turns what a damaged file of a release raises into a SetupError that names the release."""
    try:
        yield
    except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError) as error:
        raise SetupError(
            f"release {folder.name} is damaged: {type(error).__name__}: {error}.",
            "Build a new one: landas build",
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))


def is_readable(folder: Path) -> bool:
    """False for a release of another format."""
    found: bool = orjson.loads((folder / MANIFEST).read_bytes()).get("format") == FORMAT
    return found


def read_manifest(folder: Path) -> Manifest:
    """Raises SetupError for a release of another format."""
    document = orjson.loads((folder / MANIFEST).read_bytes())
    if document.get("format") != FORMAT:
        raise SetupError(
            f"release {folder.name} has format {document.get('format')}, this version reads {FORMAT}.",
            "Build a new one: landas build",
        )
    return Manifest(**document)
