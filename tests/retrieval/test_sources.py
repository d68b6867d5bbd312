"""Each source's own behaviour, and what all of them keep to."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from landas.events.events import Event
from landas.ids import EventId, ItemId, UserId
from landas.recommend.sources import SOURCES
from landas.request.intent import Sort
from landas.retrieval.fusion import fuse
from landas.retrieval.query import ExternalCandidate, RetrievalQuery
from landas.retrieval.sources.covisitation import CovisitationSource
from landas.retrieval.sources.external import ExternalSource
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.sources.ordered import OrderedSource
from landas.retrieval.sources.popular import PopularSource
from landas.retrieval.sources.source import Source
from landas.retrieval.sources.vector import VectorSource
from landas.retrieval.view import CatalogView
from tests.retrieval.catalogue import NOW, LetterEmbedder, World, item

HISTORIES = {
    "ana": ("lap-1", "bag-1"), "budi": ("lap-1", "bag-1", "mou-1"), "citra": ("lap-2", "mou-2"),
    "dewi": ("pri-1", "cab-1"), "eka": ("pri-1", "cab-1"), "fajar": ("lap-1", "mou-1"),
}  # fmt: skip


def events() -> list[Event]:
    return [
        Event(EventId(f"{user}-{n}"), "purchase", NOW + timedelta(minutes=n), UserId(user), item_id=ItemId(i))
        for user, items in HISTORIES.items()
        for n, i in enumerate(items)
    ]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> CatalogView:
    return World(tmp_path_factory.mktemp("releases"), events=events()).live().current()


def proposed(source: Source, view: CatalogView, query: RetrievalQuery, limit: int = 10) -> list[str]:
    return [view.item_id(p.row) for p in source.propose(query, view, view.alive, limit)]


QUERIES = (
    RetrievalQuery(text="laptop bag"),
    RetrievalQuery(text="tas laptop", language="id"),
    RetrievalQuery(text="mouse", sort=Sort("price", "lower")),
    RetrievalQuery(anchor=ItemId("lap-1")),
    RetrievalQuery(history=(ItemId("lap-1"), ItemId("pri-1"))),
    RetrievalQuery(text="printer", candidates=(ExternalCandidate(ItemId("pri-1"), 2.0),)),
    RetrievalQuery(),
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("number", range(6))
def test_every_source_proposes_only_allowed_rows_best_first_and_within_its_limit(
    view: CatalogView, query: RetrievalQuery, number: int
) -> None:
    source = SOURCES(LetterEmbedder())[number]
    allowed = view.alive.copy()
    allowed[::2] = False
    proposals = source.propose(query, view, allowed, 2)
    assert len(proposals) <= 2
    assert all(allowed[p.row] for p in proposals)
    assert [p.score for p in proposals] == sorted((p.score for p in proposals), reverse=True)
    assert query.anchor not in [view.item_id(p.row) for p in proposals]
    if query.candidates is not None:
        assert {view.item_id(p.row) for p in proposals} <= {c.item_id for c in query.candidates}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("laptop bags", {"bag-1", "bag-2"}),
        ("tas laptop", {"bag-1", "bag-2"}),
        ("laptopbag kelud", {"bag-2"}),
        ("kabel printer", {"cab-1", "cab-2"}),
        ("Merapi printers", {"pri-1", "pri-2"}),
    ],
)
def test_words_are_found_in_either_language_singular_or_plural_joined_or_apart(
    view: CatalogView, text: str, first: set[str]
) -> None:
    assert set(proposed(LexicalSource(), view, RetrievalQuery(text=text))[: len(first)]) == first


def test_an_english_query_finds_an_indonesian_item(tmp_path: Path) -> None:
    shop = [item("a", "Tas Laptop Kelud"), item("b", "Kabel Printer Toba"), item("c", "Sepatu Lari Bromo")]
    view = World(tmp_path, shop).live().current()
    assert proposed(LexicalSource(), view, RetrievalQuery(text="shoes")) == ["c"]
    assert proposed(LexicalSource(), view, RetrievalQuery(text="printer cable"))[0] == "b"


def test_a_query_of_words_the_shop_lacks_proposes_nothing(view: CatalogView) -> None:
    assert proposed(LexicalSource(), view, RetrievalQuery(text="zebra")) == []


def test_meaning_is_whatever_the_given_embedder_says(view: CatalogView) -> None:
    found = proposed(VectorSource(LetterEmbedder()), view, RetrievalQuery(text="Toba Printer Cable 2 m"))
    assert found[0] == "cab-1"


def test_what_goes_with_an_item_is_what_the_same_people_turned_to(view: CatalogView) -> None:
    assert set(proposed(CovisitationSource(), view, RetrievalQuery(anchor=ItemId("pri-1")))) == {"cab-1"}
    assert view.leading_item(ItemId("cab-1"), [ItemId("lap-1"), ItemId("pri-1")]) == "pri-1"
    assert view.leading_item(ItemId("cab-2"), [ItemId("lap-1")]) is None


def test_popular_items_are_those_most_turned_to(view: CatalogView) -> None:
    assert proposed(PopularSource(), view, RetrievalQuery())[0] == "lap-1"


def test_without_events_popularity_is_how_much_is_known_of_an_item(tmp_path: Path) -> None:
    view = World(tmp_path).live().current()
    popularity = dict(zip([view.item_id(r) for r in range(view.size)], view.popularity, strict=True))  # type: ignore[arg-type]
    assert popularity[ItemId("mou-1")] > popularity[ItemId("cab-2")] > 0


def test_the_callers_candidates_keep_their_scores_and_unknown_ones_are_left_out(view: CatalogView) -> None:
    given = (
        ExternalCandidate(ItemId("lap-2"), 0.2), ExternalCandidate(ItemId("lap-1"), 0.9),
        ExternalCandidate(ItemId("none"), 5.0), ExternalCandidate(ItemId("lap-2"), 0.4),
    )  # fmt: skip
    proposals = ExternalSource().propose(RetrievalQuery(candidates=given), view, view.alive, 1)
    assert [(view.item_id(p.row), p.score) for p in proposals] == [("lap-1", 0.9), ("lap-2", 0.4)]


def test_a_wished_order_brings_the_first_by_that_field_among_what_was_asked(view: CatalogView) -> None:
    cheapest = RetrievalQuery(text="laptop bag", sort=Sort("price", "lower"))
    assert proposed(OrderedSource(), view, cheapest, 1) == ["bag-2"]
    of_kind = RetrievalQuery(categories=("laptop bag",), sort=Sort("price", "higher"))
    assert proposed(OrderedSource(), view, of_kind, 1) == ["bag-1"]


def test_fusion_keeps_every_sources_score_and_rank(view: CatalogView) -> None:
    query = RetrievalQuery(text="laptop bag")
    sources = SOURCES(LetterEmbedder())
    proposals = {s.name: s.propose(query, view, view.alive, 5) for s in sources}
    candidates = fuse(proposals, view)
    assert len({c.item_id for c in candidates}) == len(candidates)
    for name, proposed_rows in proposals.items():
        for rank, proposal in enumerate(proposed_rows, start=1):
            hit = next(c for c in candidates if c.item_id == view.item_id(proposal.row)).sources[name]
            assert (hit.score, hit.rank) == (proposal.score, rank)


def test_nothing_allowed_means_nothing_proposed(view: CatalogView) -> None:
    none = np.zeros(view.size, dtype=bool)
    for source in SOURCES(LetterEmbedder()):
        assert [source.propose(query, view, none, 5) for query in QUERIES] == [[]] * len(QUERIES)
