"""Every format gives the same rows; what is broken costs one row and says why."""

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet as parquet
import pytest

from landas.catalog.feeds.delimited import LONGEST_CELL
from landas.catalog.feeds.reading import feed_format, read_rows
from landas.catalog.feeds.rows import FeedCut, FeedRow
from landas.errors import FeedError

ROWS = [{"sku": "a", "nama": "Kopi, bubuk"}, {"sku": "b", "nama": 'Teh "hijau"'}]
CSV = 'sku,nama\na,"Kopi, bubuk"\nb,"Teh ""hijau"""\n'
RSS = """<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Toko</title>
<item><g:sku>a</g:sku><g:nama>Kopi, bubuk</g:nama></item>
<item><g:sku>b</g:sku><g:nama>Teh "hijau"</g:nama></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><g:sku>a</g:sku><g:nama>Kopi, bubuk</g:nama></entry>
<entry><g:sku>b</g:sku><g:nama>Teh "hijau"</g:nama></entry></feed>"""


def read(folder: Path, content: str | bytes, name: str) -> list[FeedRow]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_rows(path))


def values(rows: list[FeedRow]) -> list[dict[str, Any]]:
    return [dict(row.values) for row in rows]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CSV, "feed.csv"),
        (CSV.replace("sku,nama\na,", "sku;nama\na;").replace("b,", "b;"), "feed.csv"),
        ('sku\tnama\na\tKopi, bubuk\nb\t"Teh ""hijau"""\n', "feed.tsv"),
        ("\ufeff" + CSV, "feed.csv"),
        (CSV.encode("utf-16"), "feed.csv"),
        (gzip.compress(CSV.encode(), mtime=0), "feed.csv.gz"),
        (gzip.compress(CSV.encode(), mtime=0), "named-wrongly.csv"),
        ("".join(json.dumps(row) + "\n\n" for row in ROWS), "feed.jsonl"),
        (json.dumps(ROWS), "feed.json"),
        (json.dumps({"count": 2, "items": ROWS}, indent=1), "feed.json"),
        (gzip.compress(json.dumps(ROWS).encode(), mtime=0), "feed.json.gz"),
        (RSS, "feed.xml"),
        (gzip.compress(RSS.encode(), mtime=0), "feed.xml.gz"),
        (ATOM, "feed.xml"),
    ],
)
def test_every_format_gives_the_same_rows(tmp_path: Path, content: str | bytes, name: str) -> None:
    assert values(read(tmp_path, content, name)) == ROWS


def test_parquet_gives_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "feed.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    assert feed_format(path) == "parquet"
    assert values(list(read_rows(path))) == ROWS


def test_nested_objects_and_specification_lists_become_columns(tmp_path: Path) -> None:
    row = {"size": {"w": 3}, "specs": [{"name": "RAM", "value": 8}], "tags": ["a"], "none": None, "blank": ""}
    assert values(read(tmp_path, json.dumps(row), "feed.jsonl")) == [
        {"size.w": 3, "specs.RAM": 8, "tags": ["a"]}
    ]


def test_repeated_elements_become_a_list_and_google_s_win(tmp_path: Path) -> None:
    item = "<item><title>plain</title><g:title>ours</g:title><g:pic>1</g:pic><g:pic>2</g:pic></item>"
    feed = f'<rss xmlns:g="http://base.google.com/ns/1.0">{item}</rss>'
    assert values(read(tmp_path, feed, "feed.xml")) == [{"title": "ours", "pic": ["1", "2"]}]


def test_a_quoted_cell_may_span_lines_and_the_line_is_where_it_begins(tmp_path: Path) -> None:
    rows = read(tmp_path, 'sku,nama\na,"dua\nbaris"\nb,satu\n', "feed.csv")
    assert [(row.line, row.values["nama"]) for row in rows] == [(2, "dua\nbaris"), (4, "satu")]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    rows = read(tmp_path, 'sku,nama\na,"Kopi\nb,Teh\nc,Gula\n', "feed.csv")
    assert [row.fault for row in rows] == ["a quote is opened and never closed", None, None]
    assert rows[0].values["sku"] == "a"


def test_rows_of_another_width_and_broken_bytes_have_a_fault(tmp_path: Path) -> None:
    rows = read(tmp_path, b"sku,nama\na\nb,Caf\xe9\nc,Teh,\n", "feed.csv")
    assert [row.fault for row in rows] == [
        "1 cells where the header names 2 columns",
        "not valid UTF-8 (byte 0xE9); save the file as UTF-8",
        None,
    ]


def test_a_header_that_is_not_utf_8_can_still_be_named(tmp_path: Path) -> None:
    assert values(read(tmp_path, b"sku,caf\xe9\na,1\n", "feed.csv")) == [{"sku": "a", "caf?": "1"}]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            gzip.compress(
                ("sku,nama\n" + "".join(f"{n},Barang {n * 37}\n" for n in range(9000))).encode(), mtime=0
            )[:-900],
            "f.csv.gz",
        ),
        (RSS[: RSS.index("<item><g:sku>b")], "f.xml"),
    ],
)
def test_what_comes_before_a_cut_is_read(tmp_path: Path, content: str | bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    source = read_rows(path)
    assert next(source).values
    with pytest.raises(FeedCut, match="cut off or damaged after line"):
        list(source)


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "f.csv", "is empty"),
        (b"   \n", "f.csv", "is empty"),
        (b"%PDF-1.7", "f.csv", "is a PDF"),
        (b"\x00\x01", "f.csv", "binary file of unknown kind"),
        (b'{"a": ', "f.json", "is not valid JSON"),
        (b"3", "f.json", "holds no list of objects"),
        (b"sku", "f.xml", "is named .xml but doesn't begin with '<'"),
    ],
)
def test_an_unusable_file_says_what_to_do(tmp_path: Path, content: bytes, name: str, message: str) -> None:
    with pytest.raises(FeedError) as caught:
        read(tmp_path, content, name)
    assert message in str(caught.value)
    assert caught.value.remedy


def test_a_long_cell_is_read_and_an_endless_one_costs_one_row(tmp_path: Path) -> None:
    long, endless = "x" * 200_000, "y" * (LONGEST_CELL + 1)
    rows = read(tmp_path, f"sku;nama\na;{long}\nb;{endless}\nc;Kopi\n", "feed.csv")
    assert [row.values.get("sku") for row in rows if row.fault is None] == ["a", "c"]
    assert rows[0].values["nama"] == long
    assert rows[1].fault == f"the line has {LONGEST_CELL + 4:,} characters"
