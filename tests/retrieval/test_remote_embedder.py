"""An embedder behind a server, in every mood the server may be in; what it gives, a build and a request can trust."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from landas.errors import ProviderError, SetupError
from landas.retrieval.kept_vectors import KeptVectors
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.remote_embedder import FAILURES, RemoteEmbedder
from landas.retrieval.sources.vector import VectorSource
from landas.settings import EmbeddingSection
from tests.llm import loopback_server
from tests.llm.loopback_server import Asked, LoopbackServer, serving
from tests.retrieval.catalogue import LetterEmbedder, World

BROKEN = ("500", "malformed", "a page", "wrong shape", "closes inside", "hangs before headers", "drips")


def embeds(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    """Twice the length a unit vector has, and in the wrong order."""
    vectors = 2 * LetterEmbedder().embed(asked.body["input"])
    data = [{"index": place, "embedding": vector.tolist()} for place, vector in enumerate(vectors)]
    return loopback_server._send(connection, json.dumps({"data": data[::-1]}).encode())


@pytest.fixture(autouse=True)
def _embedding_mood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(loopback_server.MOODS, "embeds", embeds)


@contextmanager
def embedding(
    mood: str, dimension: int = 26, deadline_ms: int = 300
) -> Iterator[tuple[RemoteEmbedder, LoopbackServer]]:
    with serving(mood) as server:
        remote = RemoteEmbedder(
            EmbeddingSection(
                provider="openai",
                base_url=server.base_url,
                model="small",
                dimension=dimension,
                deadline_ms=deadline_ms,
            )
        )
        yield remote, server
        remote.close()


def test_vectors_come_in_the_order_of_texts_and_with_length_one() -> None:
    with embedding("embeds") as (remote, server):
        assert np.allclose(remote.embed(["abba", "cab"]), LetterEmbedder().embed(["abba", "cab"]), atol=1e-6)
        assert np.allclose(remote.embed_query("abba"), LetterEmbedder().embed(["abba"])[0], atol=1e-6)
        assert server.asked[0].body["model"] == "small"
        assert "/v1/embeddings" in server.asked[0].headers


def test_vectors_of_one_model_cut_to_two_dimensions_are_never_mixed(tmp_path: Path) -> None:
    with embedding("embeds") as (long, _), embedding("embeds", dimension=12) as (short, _):
        assert (long.version, short.version) == ("small (26)", "small (12)")
        list(KeptVectors(tmp_path, long).of(["abba"], lambda done: None))
        asked_anew = KeptVectors(tmp_path, short).of(["abba"], lambda done: None)
        with pytest.raises(ProviderError, match="not 12"):
            list(asked_anew)


def test_a_dimension_that_is_not_the_models_is_told() -> None:
    with (
        embedding("embeds", dimension=12) as (remote, _),
        pytest.raises(ProviderError, match="of \\[26\\] numbers, not 12"),
    ):
        remote.embed(["abba"])


@pytest.mark.parametrize("mood", BROKEN)
def test_a_request_is_answered_by_the_other_sources_when_the_server_is_broken(
    mood: str, tmp_path: Path
) -> None:
    view = World(tmp_path).live().current()
    with embedding(mood, deadline_ms=100) as (remote, _):
        source = VectorSource(remote)
        assert source.propose(RetrievalQuery(text="laptop"), view, view.alive, 5) == []


def test_a_server_that_keeps_failing_is_left_alone() -> None:
    with embedding("500") as (remote, server):
        for _ in range(FAILURES + 3):
            with pytest.raises(ProviderError):
                remote.embed_query("laptop")
        assert len(server.asked) == FAILURES


def test_an_address_beyond_this_machine_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SetupError, match=r"OPENAI_API_KEY for \[embedding\]"):
        RemoteEmbedder(
            EmbeddingSection(
                provider="openai", base_url="https://embeddings.example/v1", model="m", dimension=8
            )
        )
