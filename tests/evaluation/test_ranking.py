"""The suite `ranking`: its protocol, by sums the reader can do, and that it tells order from chance."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from landas.errors import DataError
from landas.evaluation.held_out import Outcome, popular_outcome, record_candidates, split_last
from landas.evaluation.ranking import evaluate_ranking
from landas.evaluation.sequence_cases import read_sequences
from landas.events.sequences import Sequences
from landas.ranking.learned.table import CandidateTable


def walks(people: int) -> Sequences:
    chance = np.random.default_rng(0)
    starts = chance.integers(0, 40, people)
    steps = 1 + (chance.random((people, 7)) < 0.2)
    return Sequences.of([(s + np.cumsum(step)) % 40 for s, step in zip(starts, steps, strict=True)], 40)


def test_nothing_is_learnt_from_the_last_two_and_the_last_is_wanted() -> None:
    split = split_last(Sequences.of([[0, 1, 2, 3], [0, 1], [0, 1, 0]], 5))
    assert [rows.tolist() for rows in split.known] == [[0, 1], [], [0]]
    assert [rows.tolist() for rows in split.histories] == [[0, 1, 2]]
    assert split.targets.tolist() == [3]
    assert (split.without_case, split.unseen.tolist()) == (2, [2])


def table(rows: list[int], histories: Sequences) -> CandidateTable:
    return CandidateTable(np.zeros(len(rows), dtype=int), np.array(rows), {}, histories)


def test_ties_count_half_and_what_was_not_proposed_shares_the_last_place() -> None:
    split = split_last(Sequences.of([[0, 1, 2, 3]], 10))
    outcome = Outcome.empty(split)
    record_candidates(outcome, split, 0, table([3, 4, 5], split.histories), np.array([1.0, 1.0, 2.0]))
    assert outcome.ranks.tolist() == [1.5]
    record_candidates(outcome, split, 0, table([4, 5], split.histories), np.array([1.0, 2.0]))
    assert outcome.ranks.tolist() == [2 + (7 - 2 - 1) / 2]


def test_popular_shows_what_most_people_turned_to_and_this_one_has_not() -> None:
    split = split_last(Sequences.of([[0, 1, 2, 3], [1, 3, 0, 2]], 4))
    outcome = popular_outcome(split)
    assert outcome.slates[0, :2].tolist() == [3, -1]
    assert outcome.ranks.tolist() == [0, 0]


def test_learned_ranking_beats_every_baseline_where_there_is_order_to_learn() -> None:
    record = evaluate_ranking(walks(500))
    ndcg = record["metrics"]["ndcg@10"]
    assert ndcg["low"] > 0.7
    assert all(
        ndcg["low"] > other["ndcg@10"]["high"] for n, other in record["baselines"].items() if n != "noop"
    )
    assert set(record["baselines"]) == {"popular", "noop", "shuffle"}
    assert {"novelty@10", "diversity@10", "coverage@10", "popularity_lift@10"} < set(record["metrics"])
    assert record["cases"] + record["without_case"] == 500


def test_sequence_files_are_read_plain_and_gzipped(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.txt", tmp_path / "a.txt.gz"
    plain.write_text("u1 b a\n\nu2 c\n")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        log = read_sequences(path)
        assert ([rows.tolist() for rows in log], log.size) == ([[1, 0], [2]], 3)


def test_a_person_given_twice_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "twice.txt"
    path.write_text("u1 a\nu1 b\n")
    with pytest.raises(DataError, match=r"twice.txt, line 2: person 'u1' was given before"):
        read_sequences(path)


def test_a_broken_or_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"u1 a b c\n" * 50)[:-20])
    (tmp_path / "empty.txt").write_text("\n")
    with pytest.raises(DataError, match="can't be read"):
        read_sequences(tmp_path / "cut.gz")
    with pytest.raises(DataError, match="holds no sequences"):
        read_sequences(tmp_path / "empty.txt")
    with pytest.raises(DataError, match="Give longer sequences"):
        evaluate_ranking(Sequences.of([[0, 1]], 2))
