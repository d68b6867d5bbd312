"""Hits that stay in their table read as any other candidate's."""

import numpy as np

from landas.ids import ItemId
from landas.recommend.receipt import candidate_documents
from landas.request.candidates import Candidate, HitTable, SourceHit, TableHits

TABLE = HitTable(
    ("near", "popular"), np.array([[0.25, 0.0], [0.1234567, 1.0]]), np.array([[2, 0], [1, 3]], dtype=np.int64)
)


def test_a_source_that_said_nothing_is_no_hit() -> None:
    assert dict(TableHits(TABLE, 0)) == {"near": SourceHit(0.25, 2)}
    assert TableHits(TABLE, 1)["popular"] == SourceHit(1.0, 3)
    assert len(TableHits(TABLE, 1)) == 2


def test_a_receipt_tells_them_as_if_each_had_its_own() -> None:
    tabled = [Candidate(ItemId(f"i{place}"), TableHits(TABLE, place), 0.5) for place in (1, 0)]
    pinned = Candidate(ItemId("p"), {"pinned": SourceHit(0.0, 1)})
    own = [candidate._replace(sources=dict(candidate.sources)) for candidate in tabled]
    documents = candidate_documents([tabled[0], pinned, tabled[1]])
    assert documents == candidate_documents([own[0], pinned, own[1]])
    assert documents[0]["sources"] == {
        "near": {"score": 0.123457, "rank": 1},
        "popular": {"score": 1.0, "rank": 3},
    }


def test_the_largest_score_is_kept_as_it_was_given() -> None:
    table = HitTable(("external",), np.array([[1e308], [-1.7e308], [0.12345678]]), np.array([[1], [2], [3]]))
    tabled = [Candidate(ItemId(f"i{n}"), TableHits(table, n), 0.5) for n in range(3)]
    own = Candidate(ItemId("p"), {"external": SourceHit(1e308, 1)})
    told = [each["sources"]["external"]["score"] for each in candidate_documents([*tabled, own])]
    assert told == [1e308, -1.7e308, 0.123457, 1e308]
