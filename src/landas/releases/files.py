"""What a release's files are made of: arrays, lists of byte strings, and sorted tables of words; all memory-mapped.

The same classes hold the overlay's rows in memory, so that readers see no difference.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def save_array(folder: Path, name: str, array: Array) -> None:
    np.save(folder / f"{name}.npy", array, allow_pickle=False)


def new_array(folder: Path, name: str, shape: tuple[int, ...], dtype: Any) -> "np.memmap[Any, Any]":
    """An array on disk, to be filled part by part and flushed: it never has to fit into memory."""
    return np.lib.format.open_memmap(folder / f"{name}.npy", mode="w+", dtype=dtype, shape=shape)


def load_array(folder: Path, name: str) -> Array:
    """The array, read only and memory-mapped."""
    path = folder / f"{name}.npy"
    loaded: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    # An empty array can't be mapped by every numpy; a plain view also spares the cost of the memmap class.
    return np.asarray(loaded)


class Blobs:
    """Byte strings by number: one long blob and the offset of each."""

    def __init__(self, data: Array, offsets: Array) -> None:
        self._data = data
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._data[self._offsets[number] : self._offsets[number + 1]].data)

    def some(self, numbers: Array) -> list[bytes]:
        """As one by one, in a third of the time."""
        starts, ends = self._offsets[numbers].tolist(), self._offsets[numbers + 1].tolist()
        data = self._data.data
        return [data[start:end].tobytes() for start, end in zip(starts, ends, strict=True)]

    def __iter__(self) -> Iterator[bytes]:
        return (self[number] for number in range(len(self)))

    @classmethod
    def of(cls, entries: Sequence[bytes]) -> "Blobs":
        offsets = np.zeros(len(entries) + 1, dtype=np.int64)
        np.cumsum([len(entry) for entry in entries], out=offsets[1:])
        return cls(np.frombuffer(b"".join(entries), dtype=np.uint8), offsets)

    @classmethod
    def load(cls, folder: Path, name: str) -> "Blobs":
        return cls(load_array(folder, f"{name}.data"), load_array(folder, f"{name}.offsets"))

    def save(self, folder: Path, name: str) -> None:
        save_array(folder, f"{name}.data", self._data)
        save_array(folder, f"{name}.offsets", self._offsets)


_APART = 256


class WordTable:
    """Distinct words in the order of their UTF-8 bytes; a word's number is its place."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    def __len__(self) -> int:
        return len(self._blobs)

    def __getitem__(self, number: int) -> str:
        return self._blobs[number].decode("utf-8")

    def some(self, numbers: Array) -> list[str]:
        """The words with these numbers."""
        return [blob.decode("utf-8") for blob in self._blobs.some(numbers)]

    def __iter__(self) -> Iterator[str]:
        return (blob.decode("utf-8") for blob in self._blobs)

    @cached_property
    def _fence(self) -> list[bytes]:
        """One word of so many, so that the first half of a search reads no file."""
        return [bytes(self._blobs[number]) for number in range(0, len(self._blobs), _APART)]

    def find(self, word: str) -> int | None:
        """The number of a word, by binary search."""
        wanted = word.encode("utf-8")
        post = bisect_right(self._fence, wanted)
        low, high = max(post - 1, 0) * _APART, min(post * _APART, len(self._blobs))
        while low < high:
            middle = (low + high) // 2
            if self._blobs[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._blobs) and self._blobs[low] == wanted else None

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordTable":
        return cls(Blobs.of(sorted(word.encode("utf-8") for word in words)))

    @classmethod
    def load(cls, folder: Path, name: str) -> "WordTable":
        return cls(Blobs.load(folder, name))

    def save(self, folder: Path, name: str) -> None:
        self._blobs.save(folder, name)


class Lists:
    """Lists of numbers by number: all entries in one array, and where each list begins."""

    def __init__(self, entries: Array, offsets: Array) -> None:
        self.entries = entries
        self.offsets = offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> Array:
        found: Array = self.entries[self.offsets[number] : self.offsets[number + 1]]
        return found

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> "Lists":
        offsets = np.zeros(len(lists) + 1, dtype=np.int64)
        np.cumsum([len(entries) for entries in lists], out=offsets[1:])
        flat = np.fromiter((e for entries in lists for e in entries), dtype=np.int32, count=int(offsets[-1]))
        return cls(flat, offsets)

    @classmethod
    def load(cls, folder: Path, name: str) -> "Lists":
        return cls(load_array(folder, f"{name}.entries"), load_array(folder, f"{name}.offsets"))

    def save(self, folder: Path, name: str) -> None:
        save_array(folder, f"{name}.entries", self.entries)
        save_array(folder, f"{name}.offsets", self.offsets)
