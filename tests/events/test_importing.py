"""Events from files and requests: each row is stored, counted once, or kept with its reason."""

import gzip
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from landas.catalog.feeds.reading import read_rows
from landas.errors import FeedError
from landas.events.importing import import_events, receive_events
from landas.events.log_words import LogWords
from landas.events.report import EventImportReport
from landas.ids import ItemId
from landas.language.pack import load_packs
from landas.storage.database import Database
from landas.storage.events import SqlEventStore

HEADER = "event_id,type,time,user_id,item_id,value\n"


@dataclass(frozen=True)
class Row:
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    fault: str | None = None


def shop(item_ids: Collection[ItemId]) -> set[ItemId]:
    """The items of a shop that has two."""
    return {item_id for item_id in item_ids if item_id in ("chair", "lamp")}


@pytest.fixture
def store(sqlite_database: Database) -> SqlEventStore:
    return SqlEventStore(sqlite_database)


def taken_from(path: Path, store: SqlEventStore, **options: Any) -> EventImportReport:
    return import_events(read_rows(path), store, shop, **options)


def counts(report: EventImportReport) -> tuple[int, int, int, int, int]:
    return report.rows, report.stored, report.duplicate, report.rejected, report.unknown_item


def test_importing_a_file_twice_adds_nothing(tmp_path: Path, store: SqlEventStore) -> None:
    file = tmp_path / "events.csv"
    file.write_text(HEADER + "e-1,view,2026-03-01,ani,chair,\ne-2,cart,2026-03-02,ani,lamp,\n")
    assert counts(taken_from(file, store)) == (2, 2, 0, 0, 0)
    assert counts(taken_from(file, store)) == (2, 0, 2, 0, 0)


def test_bad_rows_are_kept_with_their_line_while_the_good_ones_land(
    tmp_path: Path, store: SqlEventStore
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        HEADER
        + "e-1,view,2026-03-01,ani,chair,\n"
        + "e-2,teleport,2026-03-01,ani,chair,\n"
        + "e-3,view,soon,ani,chair,\n"
        + ",view,2026-03-01,ani,chair,\n"
        + "e-5,rating,2026-03-01,ani,chair,five\n"
        + "e-6,view,2026-03-01,ani,chair,,too,many\n"
        + "e-7,view,2026-03-01,budi,sofa,\n"
    )
    report_path = tmp_path / "reports" / "problems.jsonl"
    report = taken_from(file, store, report_path=report_path)
    assert counts(report) == (7, 2, 0, 5, 1)
    listed = [json.loads(line) for line in report_path.read_text().splitlines()]
    assert listed == [problem.to_document() for problem in report.problems]
    assert [(one["line"], one["stored"]) for one in listed] == [
        (3, False),
        (4, False),
        (5, False),
        (6, False),
        (7, False),
        (8, True),
    ]
    assert listed[-1]["reason"] == "item 'sofa' is not in the catalogue; kept until it is"
    assert len(store.rejected(10)) == 5
    assert {"event_id": "e-2", "type": "teleport"}.items() <= max(
        (one.raw for one in store.rejected(10)), key=lambda raw: raw.get("type") == "teleport"
    ).items()


def test_a_clean_import_leaves_no_report_and_removes_an_old_one(tmp_path: Path, store: SqlEventStore) -> None:
    file, report_path = tmp_path / "events.csv", tmp_path / "problems.jsonl"
    report_path.write_text("old")
    file.write_text(HEADER + "e-1,view,2026-03-01,ani,chair,\n")
    assert taken_from(file, store, report_path=report_path).report_file is None
    assert not report_path.exists()


def test_the_same_events_in_every_format_are_the_same_events(tmp_path: Path, store: SqlEventStore) -> None:
    rows = [{"userId": 1, "filmId": 31, "rating": 2.5, "timestamp": 1260759144}] * 2
    rows.append({"userId": 1, "filmId": 32, "rating": 4.0, "timestamp": 1260759144})
    text = "userId,filmId,rating,timestamp\n" + "".join(
        ",".join(map(str, row.values())) + "\n" for row in rows
    )
    (tmp_path / "r.csv").write_text(text)
    with gzip.open(tmp_path / "r.csv.gz", "wt") as packed:
        packed.write(text)
    (tmp_path / "r.tsv").write_text(text.replace(",", "\t"))
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "r.parquet")
    assert counts(taken_from(tmp_path / "r.csv", store)) == (3, 2, 1, 0, 3)
    for name in ("r.csv.gz", "r.tsv", "r.jsonl", "r.parquet"):
        assert counts(taken_from(tmp_path / name, store)) == (3, 0, 3, 0, 3), name


def test_a_field_that_appears_late_in_json_lines_is_not_lost(store: SqlEventStore) -> None:
    early = [
        Row(n, {"event_id": f"e-{n}", "type": "view", "time": n, "item_id": "chair"}) for n in range(1, 2101)
    ]
    late = Row(
        2101, {**early[0].values, "event_id": "late", "type": "rating", "value": 4, "receipt_id": "r-1"}
    )
    assert import_events([*early, late], store, shop).stored == 2101
    (found,) = [event for event in store.scan() if event.event_id == "late"]
    assert (found.value, found.receipt_id) == (4.0, "r-1")


def test_a_file_cut_off_in_the_middle_fails_after_the_rows_before_are_stored(store: SqlEventStore) -> None:
    def cut() -> Iterator[Row]:
        for n in range(1, 2500):
            yield Row(n, {"event_id": f"e-{n}", "type": "view", "time": n, "item_id": "chair"})
        raise FeedError("the file is cut off after line 2499.")

    with pytest.raises(FeedError, match="cut off"):
        import_events(cut(), store, shop)
    assert store.count() == 2499


def test_a_file_of_other_things_is_refused_and_nothing_is_stored(
    tmp_path: Path, store: SqlEventStore
) -> None:
    file = tmp_path / "products.csv"
    file.write_text("sku,name,price\n1,Chair,5\n")
    with pytest.raises(FeedError, match=r"gives the time\..*The columns are: sku, name, price"):
        taken_from(file, store)
    assert (store.count(), store.rejected(1)) == (0, [])


def test_progress_is_heard_chunk_by_chunk(store: SqlEventStore) -> None:
    heard: list[int] = []
    rows = [Row(n, {"event_id": f"{n}", "type": "view", "time": n, "item_id": "chair"}) for n in range(4500)]
    import_events(rows, store, shop, progress=heard.append)
    assert heard == [2000, 4000, 4500]


def test_an_empty_file_is_no_failure(store: SqlEventStore) -> None:
    assert import_events([], store, shop).notes == ("The file holds no rows.",)


def test_events_of_a_request_are_answered_one_by_one(store: SqlEventStore) -> None:
    good = {"event_id": "e-1", "type": "click", "time": "2026-03-01T08:00:00Z", "item_id": "chair"}
    report = receive_events(
        [good, {**good, "type": "fly"}, "odd", {**good, "event_id": "e-2", "item_id": "x"}], store, shop
    )
    assert counts(report) == (4, 2, 0, 2, 1)
    assert [(problem.line, problem.stored) for problem in report.problems] == [
        (2, False),
        (3, False),
        (4, True),
    ]
    document = report.to_document()
    assert document["rows"] == document["stored"] + document["duplicate"] + document["rejected"]


def test_a_hundred_thousand_real_ratings_import_in_one_go(store: SqlEventStore) -> None:
    file = Path(os.environ.get("LANDAS_DATA", "../shared/data")) / "movielens_small" / "ratings.csv.gz"
    if not file.exists():
        pytest.skip(
            f"the real ratings are not there: set LANDAS_DATA to the folder that holds {file.parent.name}"
        )
    report = taken_from(file, store)
    assert (report.rows, report.stored, report.rejected) == (100_004, 100_004, 0)


def test_an_indonesian_log_with_words_of_its_own_is_taken_in(tmp_path: Path, store: SqlEventStore) -> None:
    file = tmp_path / "catatan.csv"
    file.write_text(
        "Waktu,Pelanggan,Aksi,Produk\n2026-03-01,ani,Beli,chair\n2026-03-02,ani,masuk_keranjang,lamp\n"
    )
    report = taken_from(file, store, words=LogWords(load_packs(["en", "id"])))
    assert counts(report) == (2, 2, 0, 0, 0)
    assert [event.type for event in store.scan()] == ["purchase", "cart"]
