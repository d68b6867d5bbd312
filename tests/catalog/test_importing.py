"""What a merchant may rely on when a feed is imported."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from landas.catalog.fields import Field, Schema
from landas.catalog.import_report import ImportReport
from landas.catalog.importing import import_items, upsert_rows
from landas.catalog.items import Item
from landas.catalog.schema import build_schema
from landas.errors import FeedError
from landas.ids import ItemId
from landas.settings import parse_project
from tests.catalog.memory_store import MemoryItemStore

SHOP = """
[project]
name = "shop"
currency = "IDR"
[catalog]
id = "sku"
title = "nama"
text = ["keterangan"]
category = "kategori"
group = "model"
offers = "penawaran"
[catalog.fields.price]
column = "harga"
type = "money"
[catalog.fields.weight]
column = "berat_gram"
type = "number"
unit = "kg"
feed_unit = "g"
[catalog.fields.ready]
column = "tersedia"
type = "flag"
[context]
region = "category"
"""
SCHEMA = build_schema(parse_project(SHOP))
HEADER = "sku;nama;harga;berat_gram;tersedia;kategori\n"


def noon() -> datetime:
    return datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store() -> MemoryItemStore:
    return MemoryItemStore()


Importer = Callable[..., ImportReport]


@pytest.fixture
def run(tmp_path: Path, store: MemoryItemStore) -> Importer:
    def _run(content: str | bytes, name: str = "feed.csv", **options: Any) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_items(path, SCHEMA, store, noon, report_path=tmp_path / "report.jsonl", **options)

    return _run


def item(store: MemoryItemStore, item_id: str) -> Item:
    return store.get([ItemId(item_id)])[ItemId(item_id)].item


def test_values_become_canonical(run: Importer, store: MemoryItemStore) -> None:
    run(HEADER + "a1;Ransel;Rp 1.500.000;1250;ya;Tas > Ransel\n")
    landed = item(store, "a1")
    assert landed.title == "Ransel"
    assert landed.values == {"price": 1_500_000.0, "weight": 1.25, "ready": True, "category": "Ransel"}


def test_the_same_file_twice_changes_nothing(run: Importer, store: MemoryItemStore) -> None:
    feed = (
        HEADER + "a1;Ransel;100000;1250;ya;Tas\na2;Dompet;50000;90;tidak;Tas\na1;Ransel;90000;1250;ya;Tas\n"
    )
    first = run(feed)
    second = run(feed)
    assert (first.counts.created, second.counts.unchanged) == (2, 2)
    assert store.latest_number() == 2
    assert item(store, "a1").values["price"] == 90_000.0


def test_a_bad_row_is_reported_with_its_line_and_the_good_ones_land(
    run: Importer, store: MemoryItemStore, tmp_path: Path
) -> None:
    report = run(
        HEADER
        + "a1;Ransel;abc;1250;ya;Tas\n"
        + ";Tanpa kode;1000;1;ya;Tas\n"
        + "a3;;1000;1;ya;Tas\n"
        + "a4;Topi;-5;1;ya;Tas\n"
        + "a5;Topi\n"
        + "a6;Topi;USD 5;1;ya;Tas\n"
        + "a7;Topi;5000;1;ya;Topi\n"
    )
    assert report.refused == 6
    assert [v.item.item_id for v in store.scan()] == ["a7"]
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert [line["line"] for line in lines] == [2, 3, 4, 5, 6, 7]
    assert "'abc' is not an amount of money" in lines[0]["reason"]
    assert lines[1]["reason"] == "no usable id"
    assert lines[2]["reason"] == "no title"
    assert lines[3]["reason"].endswith("is negative")
    assert lines[4]["reason"] == "2 cells where the header names 6 columns"
    assert "is in USD where the field is in IDR" in lines[5]["reason"]
    assert lines[0]["row"]["sku"] == "a1"


def test_a_bad_value_of_another_field_is_left_out_and_reported(run: Importer, store: MemoryItemStore) -> None:
    report = run(HEADER + "a1;Ransel;1000;berat;mungkin;Tas\n")
    assert item(store, "a1").values == {"price": 1000.0, "category": "Tas"}
    assert (report.landed, report.refused, report.values_left_out) == (1, 0, 2)
    assert [error.column for error in report.errors] == ["berat_gram", "tersedia"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e40"])
def test_a_number_that_is_no_number_is_reported(run: Importer, store: MemoryItemStore, number: str) -> None:
    report = run(f'{{"sku": "a", "nama": "A", "harga": 5, "berat_gram": {number}}}\n', "feed.jsonl")
    assert item(store, "a").values == {"price": 5.0}
    assert report.values_left_out == 1


def test_of_an_id_given_twice_the_last_good_row_counts(run: Importer, store: MemoryItemStore) -> None:
    report = run(HEADER + "a;Satu;1;1;ya;T\na;Dua;2;1;ya;T\na;Tiga;x;1;ya;T\n")
    assert item(store, "a").title == "Dua"
    assert (report.landed, report.repeated, report.refused) == (1, 1, 1)


def test_a_full_snapshot_withdraws_what_it_lacks(run: Importer, store: MemoryItemStore) -> None:
    run(HEADER + "a;A;1;1;ya;T\nb;B;1;1;ya;T\n")
    report = run(HEADER + "b;B;1;1;ya;T\n", full=True)
    assert report.withdrawn == 1
    assert [v.item.item_id for v in store.scan()] == ["b"]


def test_a_snapshot_keeps_the_former_version_of_an_item_whose_row_is_bad(
    run: Importer, store: MemoryItemStore
) -> None:
    run(HEADER + "a;A;1;1;ya;T\nb;B;1;1;ya;T\nc;C;1;1;ya;T\n")
    report = run(HEADER + "a;A;gratis;1;ya;T\nb;B;2;1;ya;T\nd;D;2;1;ya;T\n", full=True)
    assert report.withdrawn == 1
    assert item(store, "a").values["price"] == 1.0


def test_a_snapshot_of_mostly_bad_rows_withdraws_nothing(run: Importer, store: MemoryItemStore) -> None:
    run(HEADER + "a;A;1;1;ya;T\nb;B;1;1;ya;T\n")
    report = run(HEADER + "c;C;x;1;ya;T\nd;D;x;1;ya;T\ne;E;5;1;ya;T\n", full=True)
    assert report.withdrawn == 0
    assert report.notes[1:] == [
        "Nothing was withdrawn: 2 of 3 rows are bad, so what is absent can't be told. "
        "Correct the rows and import the snapshot again."
    ]


def test_a_truncated_gzip_lands_as_far_as_it_goes_and_withdraws_nothing(
    run: Importer, store: MemoryItemStore
) -> None:
    run(HEADER + "old;Lama;1;1;ya;T\n")
    rows = "".join(f"{n:05d};Barang {n * 7919 % 10007};{n};1;ya;T\n" for n in range(1, 3000))
    report = run(gzip.compress((HEADER + rows).encode())[:-4000], "feed.csv.gz", full=True)
    assert not report.complete
    assert report.landed > 100
    assert store.get([ItemId("old")])
    assert "cut off or damaged" in report.notes[0]
    assert report.notes[1] == "Nothing was withdrawn: a full snapshot must be read to its end."


def test_broken_lines_of_jsonl_are_reported_and_keep_their_items(
    run: Importer, store: MemoryItemStore
) -> None:
    good = '{"sku": 1, "nama": "A", "harga": 5}\n{"sku": 2, "nama": "B", "harga": 5}\n'
    run(good, "feed.jsonl")
    report = run(
        '{"sku": 1, "nama": "A", "harga": 5\n{"sku": 2, "nama": "B", "harga": 6}\n[1]\n' + good[36:],
        "x.jsonl",
        full=True,
    )
    assert report.withdrawn == 0
    assert store.count() == 2


def test_bytes_that_are_not_utf_8_cost_one_row(run: Importer, store: MemoryItemStore) -> None:
    report = run(HEADER.encode() + b"a;Caf\xe9;1;1;ya;T\nb;Toko;1;1;ya;T\n")
    assert [v.item.item_id for v in store.scan()] == ["b"]
    assert report.errors[0].reason == "not valid UTF-8 (byte 0xE9); save the file as UTF-8"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("", "feed.csv", "is empty"),
        (HEADER, "feed.csv", "holds no rows"),
        ("kode;nama\n1;A\n", "feed.csv", "has no column 'sku', which [catalog].id in landas.toml names"),
        (b"PK\x03\x04rest", "feed.xlsx", "is a ZIP or Excel file"),
        (b"\x00\x01\x02", "feed.bin", "is a binary file of unknown kind"),
        (b"PAR1 and no more", "feed.parquet", "can't be read as Parquet"),
        ("sku;nama;nama\n1;A;B\n", "feed.csv", "names the column 'nama' twice"),
        (
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss/>',
            "feed.xml",
            "document type or entities",
        ),
    ],
)
def test_an_unusable_file_is_refused_before_anything_is_written(
    run: Importer, store: MemoryItemStore, content: str | bytes, name: str, message: str
) -> None:
    with pytest.raises(FeedError) as caught:
        run(content, name)
    assert message in str(caught.value)
    assert caught.value.remedy
    assert store.transactions == 0


def test_offers_hold_where_the_context_says(run: Importer, store: MemoryItemStore) -> None:
    offers = [{"region": "bali", "price": "Rp 90.000"}, {"region": "jakarta", "harga": 80_000}]
    run(json.dumps({"sku": "a", "nama": "A", "harga": 100_000, "penawaran": offers}), "feed.jsonl")
    landed = item(store, "a")
    assert landed.in_context({"region": "bali"}).values["price"] == 90_000.0
    assert landed.in_context({"region": "jakarta"}).values["price"] == 80_000.0
    assert landed.in_context({}).values["price"] == 100_000.0


@pytest.mark.parametrize(
    ("offers", "reason"),
    [
        ([{"kota": "bali", "price": 1}], "offer 1: 'kota' is neither a field nor declared under [context]"),
        ([{"price": 1}], "offer 1 says no place"),
        ([{"region": "bali", "price": "x"}], "offer 1: price = 'x' is not an amount of money"),
        ("bali 5", "offers must be a list"),
    ],
)
def test_offers_that_can_t_be_used_refuse_the_row(run: Importer, offers: object, reason: str) -> None:
    report = run(json.dumps({"sku": "a", "nama": "A", "penawaran": offers}), "feed.jsonl")
    assert report.refused == 1
    assert report.errors[0].reason.startswith(reason)


def test_variants_share_their_group(run: Importer, store: MemoryItemStore) -> None:
    run('{"sku": "a", "nama": "A", "model": 7}\n{"sku": "b", "nama": "B", "model": "7"}\n', "feed.jsonl")
    assert item(store, "a").group_id == item(store, "b").group_id == "7"


def test_rows_over_http_land_with_an_error_for_each_bad_one(store: MemoryItemStore) -> None:
    rows = [{"sku": "a", "nama": "A", "harga": 5}, {"nama": "B"}, {"sku": "a", "nama": "A2", "harga": 6}]
    report = upsert_rows(rows, SCHEMA, store, noon)
    assert (report.landed, report.refused, report.repeated) == (1, 1, 1)
    assert report.errors[0].line == 2
    assert item(store, "a").title == "A2"
    assert store.transactions == 1


def test_a_declared_column_that_no_row_has_is_told(run: Importer) -> None:
    [note] = run("sku;nama;harga\na;A;1000\n").notes
    assert note.startswith(
        "No row has these columns, so nothing is known of them: 'berat_gram' of [catalog.fields.weight], "
        "'kategori' of [catalog.fields.category], 'keterangan' of [catalog].text, 'model' of [catalog].group, "
        "'tersedia' of [catalog.fields.ready]."
    )
    offered = '{"sku": "a", "nama": "A", "model": "m", "keterangan": "x", "kategori": "T", "penawaran": [{"harga": 5}]}'
    assert run(offered, "feed.jsonl").notes == []


def test_columns_that_are_not_declared_are_counted(run: Importer) -> None:
    assert run('{"sku": "a", "nama": "A", "x": 1, "y": {"z": 2}}', "feed.jsonl").undeclared_columns == 2


def test_a_scale_is_for_bare_numbers_and_not_for_amounts_that_name_their_currency() -> None:
    price = Field("price", "money", "p", scale=0.01, currency="USD")
    schema = Schema(("en", "id"), "USD", "id", "t", (), {"price": price})
    store = MemoryItemStore()
    rows: list[dict[str, Any]] = [{"id": "a", "t": "A", "p": 1299}, {"id": "b", "t": "B", "p": "USD 12.99"}]
    upsert_rows(rows, schema, store, noon)
    assert item(store, "a").values == item(store, "b").values == {"price": 12.99}


def test_what_is_too_long_to_be_a_title_a_value_or_a_text_is_reported(
    run: Importer, store: MemoryItemStore
) -> None:
    report = run(
        json.dumps({"sku": "a1", "nama": "T" * 3000, "harga": 5})
        + "\n"
        + json.dumps({"sku": "a2", "nama": "Tas", "harga": 5, "kategori": "K" * 20_000})
        + "\n"
        + json.dumps({"sku": "a3", "nama": "Topi", "harga": 5, "keterangan": "kata " * 40_000})
        + "\n",
        "feed.jsonl",
    )
    assert (report.refused, report.values_left_out) == (1, 2)
    assert report.errors[0].reason == "the title has 3,000 characters; at most 2,000 are kept"
    assert report.errors[1].reason.endswith("has 20,000 characters; at most 10,000 are kept")
    assert report.errors[2].reason == "keterangan has 199,999 characters; at most 100,000 are kept"
    assert "category" not in item(store, "a2").values
    assert len(item(store, "a3").text) == 100_000
