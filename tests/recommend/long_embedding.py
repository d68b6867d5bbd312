"""A build that embeds everything with a new version of the embedder; run as a program so that it can be killed.

usage: long_embedding.py FOLDER VERSION. Says "embedding" when the first texts are embedded; each text that the
embedder was given is a line of FOLDER/asked.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from landas.bootstrap import Project, open_project
from landas.recommend.build import build_release
from landas.retrieval import kept_vectors
from landas.retrieval.embedder import Vectors
from tests.retrieval.catalogue import LetterEmbedder

ASKED, BATCH = "asked", 10


class VersionedEmbedder(LetterEmbedder):
    """Each version turns the letters round by one more place, so that no two give a text the same vector."""

    def __init__(self, version: str, asked: Path | None = None) -> None:
        self.version = version
        self._asked = asked

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self._asked is not None:
            with self._asked.open("a") as file:
                file.write("".join(f"{text}\n" for text in texts))
            sys.stdout.write("embedding\n")
            sys.stdout.flush()
            time.sleep(0.002)
        turned: Vectors = np.roll(super().embed(texts), int(self.version), axis=1)
        return turned


def built(project: Project, embedder: VersionedEmbedder) -> dict[str, object]:
    project.embedder = embedder
    return build_release(project.build_parts)


if __name__ == "__main__":
    kept_vectors.BATCH = BATCH
    folder, version = Path(sys.argv[1]), sys.argv[2]
    with open_project(folder) as opened:
        built(opened, VersionedEmbedder(version, folder / ASKED))
