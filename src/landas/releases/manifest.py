"""The manifest of a release: what it was made from, so that a reader knows whether it fits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson

from landas.errors import SetupError
from landas.ids import OverlayNumber, ReleaseId
from landas.releases.seals import Seal, check_seals

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
    files: dict[str, Seal] = field(default_factory=dict)
    """What every other file was when it was written; empty in releases of before."""
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


def check_release(folder: Path, *, only_needed: bool = False) -> None:
    """Raises SetupError for a release with a damaged file, which it names. `only_needed`: what answers can do without
    may be damaged."""
    with reading_release(folder):
        manifest = read_manifest(folder)
        check_seals(folder, manifest.files, only_needed=only_needed)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))


def read_manifest(folder: Path) -> Manifest:
    """Raises SetupError for a release of another format, OSError or ValueError for a damaged manifest."""
    try:
        document = orjson.loads((folder / MANIFEST).read_bytes())
    except orjson.JSONDecodeError as error:
        raise ValueError(f"{MANIFEST}: {error}") from error
    if document.get("format") != FORMAT:
        raise SetupError(
            f"release {folder.name} has format {document.get('format')}, this version reads {FORMAT}.",
            "Build a new one: landas build",
        )
    return Manifest(**document)
