"""The score is an explained sum: better than chance, told from accessories, and led by a wished order."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from landas.catalog.fields import Field
from landas.ids import ItemId
from landas.ranking.features import WEIGHTS
from landas.ranking.scorer import score
from landas.recommend.sources import SOURCES
from landas.request.candidates import Candidate, SourceHit
from landas.request.intent import Constraint, Sort
from landas.retrieval.fusion import fuse
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.view import CatalogView
from tests.retrieval.catalogue import SHOP_FIELDS, LetterEmbedder, World, item, schema_of

GRADES = {
    "laptop": {"lap-1": 3, "lap-2": 3, "bag-1": 0, "bag-2": 0},
    "laptop bag": {"bag-1": 3, "bag-2": 3, "lap-1": 0, "lap-2": 0},
    "printer": {"pri-1": 3, "pri-2": 3, "cab-1": 0, "cab-2": 0},
    "printer cable": {"cab-1": 3, "cab-2": 3, "pri-1": 0, "pri-2": 0},
    "toba mouse": {"mou-1": 3, "mou-2": 1, "lap-2": 0},
    "kabel printer": {"cab-1": 3, "cab-2": 3, "pri-1": 0, "pri-2": 0},
}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> CatalogView:
    return World(tmp_path_factory.mktemp("releases")).live().current()


def candidates_for(view: CatalogView, query: RetrievalQuery) -> tuple[Candidate, ...]:
    return fuse({s.name: s.propose(query, view, view.alive, 20) for s in SOURCES(LetterEmbedder())}, view)


def ranked(view: CatalogView, query: RetrievalQuery, soft: tuple[Constraint, ...] = ()) -> list[str]:
    scored = score(candidates_for(view, query), query, view, soft, query.sort)
    return [c.item_id for c in sorted(scored, key=lambda c: (-c.score, c.item_id))]


def ndcg(order: Sequence[str], grades: dict[str, int]) -> float:
    def gain(items: Sequence[str]) -> float:
        return sum((2 ** grades.get(i, 0) - 1) / math.log2(n + 2) for n, i in enumerate(items))

    return gain(order) / gain(sorted(grades, key=lambda i: -grades[i]))


def test_ranking_is_far_better_than_a_random_order(view: CatalogView) -> None:
    ours = [ndcg(ranked(view, RetrievalQuery(text=text)), grades) for text, grades in GRADES.items()]
    chance = random.Random(1)
    shuffled = []
    for grades in GRADES.values():
        order = [view.item_id(row) for row in range(view.size)]  # type: ignore[arg-type]
        chance.shuffle(order)
        shuffled.append(ndcg(order, grades))
    threshold = 0.95
    assert sum(ours) / len(ours) >= threshold
    assert sum(shuffled) / len(shuffled) < threshold


@pytest.mark.parametrize(
    ("text", "thing", "accessory"), [("laptop", "lap-2", "bag-2"), ("printer", "pri-1", "cab-2")]
)
def test_a_thing_stands_above_its_accessories(
    view: CatalogView, text: str, thing: str, accessory: str
) -> None:
    order = ranked(view, RetrievalQuery(text=text))
    assert order.index(thing) < order.index(accessory)


def test_all_candidates_are_given_back_in_their_order_and_the_score_is_the_weighted_sum(
    view: CatalogView,
) -> None:
    query = RetrievalQuery(text="laptop bag")
    given = candidates_for(view, query)
    scored = score(given, query, view, (), None)
    assert [c.item_id for c in scored] == [c.item_id for c in given]
    for candidate in scored:
        explained = sum(WEIGHTS[name][1] * value for name, value in candidate.features.items())
        assert candidate.score == pytest.approx(explained)


def test_a_candidate_the_view_does_not_know_scores_nothing(view: CatalogView) -> None:
    stranger = Candidate(ItemId("none"), {"external": SourceHit(1.0, 1)})
    assert score([stranger], RetrievalQuery(), view, (), None)[0].score == 0.0


def test_a_soft_limit_lifts_what_keeps_it_and_drops_nothing(view: CatalogView) -> None:
    query = RetrievalQuery(text="laptop")
    light = Constraint("price", "lte", 500.0, strength="soft")
    assert set(ranked(view, query, (light,))) == set(ranked(view, query))
    assert ranked(view, query, (light,))[0] == "lap-2"
    dear = Constraint("price", "gte", 600.0, strength="soft")
    assert ranked(view, query, (dear,))[0] == "lap-1"


def test_what_was_wished_for_counts_more_than_a_word_that_few_things_have(view: CatalogView) -> None:
    query = RetrievalQuery(text="mouse wireless school", categories=("mouse",))
    soft = (Constraint("price", "lte", 10.0, strength="soft"),)
    assert ranked(view, query)[0] != "mou-2"
    assert ranked(view, query, soft)[0] == "mou-2"
    # What is cheap need not be what was asked for, where nothing says what kind of thing that is.
    assert ranked(view, replace(query, categories=()), soft)[0] != "mou-2"


@pytest.mark.parametrize(("direction", "first"), [("lower", "bag-2"), ("higher", "bag-1")])
def test_a_wished_order_leads_among_what_was_asked_for(view: CatalogView, direction: str, first: str) -> None:
    query = RetrievalQuery(text="laptop bag", sort=Sort("price", direction))  # type: ignore[arg-type]
    assert ranked(view, query)[0] == first


def test_with_a_wished_order_a_missing_value_goes_behind_all_others(tmp_path: Path) -> None:
    world = World(
        tmp_path,
        [item("a", "Toba Mouse"), item("b", "Kelud Mouse", price=9.0), item("c", "Bromo Mouse", price=5.0)],
    )
    view = world.live().current()
    query = RetrievalQuery(text="mouse", sort=Sort("price", "lower"))
    assert ranked(view, query) == ["c", "b", "a"]
    query = RetrievalQuery(text="mouse", sort=Sort("price", "higher"))
    assert ranked(view, query) == ["b", "c", "a"]


def test_without_anything_to_go_by_scores_are_equal_or_popularity(view: CatalogView) -> None:
    query = RetrievalQuery()
    scored = score(candidates_for(view, query), query, view, (), None)
    assert {name for c in scored for name in c.features} <= {"popularity"}


def test_a_declared_kind_that_was_understood_counts_though_no_word_of_the_title_says_it(
    tmp_path: Path,
) -> None:
    schema = schema_of(*SHOP_FIELDS, Field("department", "category", "department"), category="department")
    shop = [
        item("a", "Merapi X1", department="Notebooks"),
        item("b", "Toba Laptop Stand", department="Stands"),
    ]
    view = World(tmp_path, shop, schema).live().current()
    query = RetrievalQuery(text="laptop stand or merapi", categories=("Notebooks",))
    scored = {c.item_id: c.features for c in score(candidates_for(view, query), query, view, (), None)}
    assert scored[ItemId("a")]["category"] == 1.0
    assert "category" not in scored[ItemId("b")]
