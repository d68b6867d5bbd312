"""The time split of the suite `ranking`: by sums the reader can do, and that it tells order from chance."""

import json
from pathlib import Path

import numpy as np
import pytest

from landas.errors import DataError, FeedError
from landas.evaluation.event_cases import holds_events, read_events
from landas.evaluation.held_out import Outcome, Split, popular_outcome, split_by_time
from landas.evaluation.ranking import evaluate_by_time
from landas.events.sequences import Sequences
from landas.recommend.windows import window_between


def timed(people: list[list[tuple[float, int]]], size: int) -> Sequences:
    rows = np.array([row for own in people for _, row in own], dtype=np.int32)
    times = np.array([time for own in people for time, _ in own], dtype=np.float64)
    return Sequences(rows, np.cumsum([0, *map(len, people)]), size, times)


def test_what_is_turned_to_anew_after_the_moment_is_wanted_from_what_lay_before() -> None:
    log = timed([[(1, 0), (2, 1), (8, 1), (9, 2), (9, 3)], [(1, 4)], [(9, 0)]], 5)
    window = window_between(log, 5)
    assert [rows.tolist() for rows in window.histories] == [[0, 1], []]
    assert (window.wanted // 5).tolist() == [0, 0, 1]
    assert (window.wanted % 5).tolist() == [2, 3, 0]
    assert [rows.tolist() for rows in window.of_known().histories] == [[0, 1]]


def test_the_last_tenth_of_the_entries_is_held_out() -> None:
    split = split_by_time(
        timed([[(time, time) for time in range(10)], [(time, time) for time in range(10)]], 12)
    )
    assert [rows.tolist() for rows in split.known] == [list(range(9))] * 2
    assert (split.targets.tolist(), split.owners.tolist(), split.unseen.tolist()) == ([9, 9], [0, 1], [3, 3])


def test_several_wanted_items_are_worked_out_by_hand() -> None:
    """Two of three wanted items are at places 1 and 3: nDCG (1 + 1/2) / (1 + 0.631 + 0.5), recall 2/3, MRR 1."""
    empty = Sequences.of([[]], 20)
    split = Split(empty, empty, np.array([1, 2, 3]), np.zeros(3, dtype=int), 0, np.array([20]))
    outcome = Outcome(np.array([0.0, 2.0, 15.0]), np.zeros((1, 10), dtype=int))
    assert split.gains(outcome, 10)[0] == pytest.approx(1.5 / 2.1309, abs=1e-4)
    assert split.hits(outcome, 10)[0] == pytest.approx(2 / 3)
    assert split.reciprocals(outcome)[0] == 1


def test_popular_ranks_each_wanted_item_among_what_is_unseen() -> None:
    log = timed([[(1, 0), (9, 1), (9, 2)], [(1, 0), (2, 1)], [(1, 1), (2, 0), (3, 2)]], 4)
    known, histories = split_by_time(log).known, Sequences.of([[0]], 4)
    split = Split(known, histories, np.array([1, 2]), np.zeros(2, dtype=int), 0, np.array([3]))
    assert popular_outcome(split).ranks.tolist() == [0, 1]


def fashion_events(path: Path, people: int = 400) -> Path:
    """Every day somebody new turns to three of ten rows in fashion; a fashion lasts fifty days."""
    chance = np.random.default_rng(0)
    with path.open("w") as file:
        for day in range(people):
            for place, row in enumerate(chance.permutation(10)[:3].tolist()):
                time = 1_600_000_000 + day * 86400 + place
                told = {"type": "view", "time": time, "user_id": f"u{day}", "item_id": f"i{day // 50}-{row}"}
                file.write(json.dumps(told) + "\n")
        file.write(json.dumps({"type": "view", "time": "never", "user_id": "u", "item_id": "i"}) + "\n")
    return path


def test_newcomers_are_answered_by_what_is_in_fashion_and_popular_is_beaten(tmp_path: Path) -> None:
    """Chance would give nDCG@10 0.1 among 80 items, what was popular over all time hardly more."""
    log, counts = read_events(fashion_events(tmp_path / "events.jsonl"))
    assert counts == {"rows": 1201, "rejected": 1, "duplicate": 0}
    record = evaluate_by_time(log)
    own, popular = record["metrics"]["ndcg@10"], record["baselines"]["popular"]["ndcg@10"]
    assert own["low"] > 0.4
    assert own["low"] > popular["high"]
    assert record["asked"] == {"known": 0, "newcomers": 40}
    assert record["order"] == {"known": "trending", "newcomers": "newcomers"}
    assert record["popularity"]["half_life_days"]["newcomers"] <= 30
    assert set(record["baselines"]) == {"popular", "noop", "shuffle"}
    assert {"novelty@10", "diversity@10", "coverage@10", "popularity_lift@10"} < set(record["metrics"])


def test_event_files_are_told_by_their_names() -> None:
    assert [holds_events(Path(name)) for name in ("a.jsonl", "A.CSV.gz", "b.parquet", "c.txt.gz", "d.txt")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_an_event_file_that_a_project_imports_is_read_by_the_same_names(tmp_path: Path) -> None:
    rows = "tipe,waktu,user_id,ref\nview,2024-01-01,u,a\nview,2024-01-02,u,b\n"
    (tmp_path / "kejadian.csv").write_text(rows)
    assert len(read_events(tmp_path / "kejadian.csv", item_column="ref")[0].rows) == 2
    with pytest.raises(FeedError, match="names the item"):
        read_events(tmp_path / "kejadian.csv")


def test_files_that_tell_nothing_are_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "nobody.csv").write_text("type,time,item_id\nview,2024-01-01,a\n")
    (tmp_path / "untyped.csv").write_text("time,user_id,item_id\n2024-01-01,u,a\n")
    (tmp_path / "few.csv").write_text("type,time,user_id,item_id\nview,2024-01-01,u,a\n")
    with pytest.raises(DataError, match="no event in which somebody turns to an item"):
        read_events(tmp_path / "nobody.csv")
    with pytest.raises(FeedError, match="type of event"):
        read_events(tmp_path / "untyped.csv")
    assert len(read_events(tmp_path / "untyped.csv", "view")[0].rows) == 1
    with pytest.raises(DataError, match="nobody turns to anything new"):
        evaluate_by_time(read_events(tmp_path / "few.csv")[0])
