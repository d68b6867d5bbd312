"""A text file as numbered lines: gzip and byte order marks are seen through, broken bytes are marked."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from landas.catalog.feeds.rows import FeedCut
from landas.errors import FeedError

_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked where they are gzipped. Raises FeedError where there is no such file."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise FeedError(f"{path} can't be read: {error.strerror}.", "Check the path.") from error
    with raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not packed:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield io.BufferedReader(unpacked)


def beginning(path: Path, size: int = 65536) -> bytes:
    """The first bytes of the unpacked file, as far as they can be read."""
    with open_bytes(path) as source:
        read = b""
        try:
            while len(read) < size and (piece := source.read1(size - len(read))):  # type: ignore[attr-defined]
                read += piece
        except (EOFError, OSError, zlib.error) as error:
            if not read:
                raise FeedError(f"{path} can't be unpacked: {error}.", "Get a complete copy.") from error
        return read


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines with their line ends. Bytes that are not UTF-8 become lone surrogates.

    Raises FeedCut where a gzipped file ends early.
    """
    number = 0
    with open_bytes(path) as source:
        text = io.TextIOWrapper(source, _encoding(path), errors="surrogateescape", newline="")
        try:
            for number, line in enumerate(text, start=1):
                yield number, line
        except (EOFError, OSError, zlib.error) as error:
            raise FeedCut(number, str(error).rstrip(".")) from error
        finally:
            text.detach()


def _encoding(path: Path) -> str:
    return "utf-16" if beginning(path, 2)[:2] in _UTF16 else "utf-8-sig"


def encoding_fault(text: str) -> str | None:
    """What to report for text that holds bytes which are not UTF-8; None for sound text."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        byte = ord(text[error.start]) - 0xDC00
        shown = f" (byte 0x{byte:02X})" if 0x80 <= byte <= 0xFF else ""
        return f"not valid UTF-8{shown}; save the file as UTF-8"
    return None


def without_broken_bytes(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
