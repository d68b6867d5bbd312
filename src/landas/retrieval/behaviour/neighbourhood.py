"""The shape most sources share: every row has neighbours, and a history speaks through those of its items."""

from dataclasses import dataclass
from pathlib import Path

from scipy.sparse import csr_matrix

from landas.events.sequences import Sequences
from landas.releases.files import load_array, save_array
from landas.retrieval.behaviour.source import Matrix, faded, strongest

NEIGHBOURS = 300


@dataclass(frozen=True)
class Neighbourhood:
    """Scores are the neighbours' strengths summed over the history, the newest item counting most."""

    matrix: Matrix
    fading: float
    first: int = 0
    reach: int = 50

    def scores(self, histories: Sequences) -> Matrix:
        return faded(histories, self.fading, self.first, self.reach) @ self.matrix

    def save(self, folder: Path, name: str) -> None:
        for part in ("data", "indices", "indptr"):
            save_array(folder, f"{name}.{part}", getattr(self.matrix, part))

    @classmethod
    def load(cls, folder: Path, name: str, fading: float, first: int = 0, reach: int = 50) -> "Neighbourhood":
        data, indices, offsets = (load_array(folder, f"{name}.{p}") for p in ("data", "indices", "indptr"))
        size = len(offsets) - 1
        return cls(csr_matrix((data, indices, offsets), shape=(size, size)), fading, first, reach)


def neighbourhood(matrix: Matrix, fading: float, first: int = 0, reach: int = 50) -> Neighbourhood:
    """Of a matrix rows x rows the strongest neighbours of each row."""
    return Neighbourhood(strongest(matrix, NEIGHBOURS), fading, first, reach)
