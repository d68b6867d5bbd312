"""The candidate sources of every surface, in one visible list. Each is quiet where it has nothing to go by."""

from landas.retrieval.embedder import Embedder
from landas.retrieval.sources.covisitation import CovisitationSource
from landas.retrieval.sources.expansion import ExpansionSource
from landas.retrieval.sources.external import ExternalSource
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.sources.ordered import OrderedSource
from landas.retrieval.sources.popular import PopularSource
from landas.retrieval.sources.source import Source
from landas.retrieval.sources.vector import VectorSource


def SOURCES(embedder: Embedder) -> tuple[Source, ...]:  # noqa: N802
    return (
        LexicalSource(),
        VectorSource(embedder),
        ExpansionSource(),
        OrderedSource(),
        CovisitationSource(),
        PopularSource(),
        ExternalSource(),
    )
