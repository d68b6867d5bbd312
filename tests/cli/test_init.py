"""`landas init` and `landas import items` as commands: what they print, write and refuse."""

import gzip
import json
from pathlib import Path

import pytest

from landas.settings import load_project
from tests.cli.runner import landas

HEADER = "sku,nama,kategori,harga,berat_gram,warna\n"
KINDS = ("Ransel", "Dompet", "Topi")
COLOURS = ("Hitam", "Putih")
ROWS = "".join(
    f"T-{n:03d},{KINDS[n % 3]} Kanata {n},{KINDS[n % 3]},{45_000 + 1500 * n},{200 + n},{COLOURS[n % 2]}\n"
    for n in range(60)
)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def shop(tmp_path: Path, feed: Path) -> Path:
    assert landas("init", tmp_path / "Toko Kita", "--items", feed).status == 0
    return tmp_path / "Toko Kita"


def test_init_writes_a_project_file_that_loads(shop: Path) -> None:
    settings = load_project(shop)
    assert settings.project.name == "toko-kita"
    assert settings.project.currency == "IDR"
    assert settings.catalog.id == "sku"
    assert settings.catalog.category == "kategori"
    assert settings.catalog.fields["weight"].unit == "g"
    assert "# guessed: " in (shop / "landas.toml").read_text(encoding="utf-8")


def test_the_feed_it_was_proposed_from_imports_without_a_problem(shop: Path, feed: Path) -> None:
    report = landas("import", "items", feed, "--project", shop, "--json")
    assert report.status == 0
    assert report.document["created"] == 60
    assert report.document["bad_rows"] == report.document["values_left_out"] == 0
    again = landas("import", "items", feed, "--project", shop, "--json").document
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 60)


def test_init_as_json_says_what_was_guessed_and_left_out(tmp_path: Path, feed: Path) -> None:
    document = landas("init", tmp_path, "--items", feed, "--json").document
    assert {"key": "project.currency", "value": "IDR"}.items() <= document["guessed"][0].items()
    assert document["unique_id"] is True
    assert document["left_out"] == []
    assert {"price", "weight", "color"} <= {field["name"] for field in document["fields"]}


def test_init_refuses_to_replace_a_project_file_unless_forced(shop: Path, feed: Path) -> None:
    (shop / "landas.toml").write_text("mine")
    refused = landas("init", shop, "--items", feed)
    assert refused.status == 2
    assert "landas.toml is there already. Add --force to replace it" in refused.err
    assert (shop / "landas.toml").read_text() == "mine"
    assert landas("init", shop, "--items", feed, "--force").status == 0


def test_init_takes_an_existing_folder_from_project_too(tmp_path: Path, feed: Path) -> None:
    assert landas("init", "--items", feed, "--project", tmp_path).status == 0
    assert (tmp_path / "landas.toml").is_file()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x03", "is a binary file of unknown kind"),
        (b"sku,nama\n", "holds no usable rows"),
        (gzip.compress(b"sku,nama\n" * 500, mtime=0)[:20], "feed.csv"),
    ],
)
def test_init_of_an_unusable_file_fails_and_writes_nothing(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(content)
    failed = landas("init", tmp_path / "shop", "--items", path)
    assert failed.status == 1
    assert message in failed.err
    assert not (tmp_path / "shop").exists()


def test_init_of_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    failed = landas("init", tmp_path, "--items", tmp_path / "none.csv")
    assert failed.status == 1
    assert "can't be read: No such file or directory" in failed.err


def test_init_tells_the_id_by_the_events(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    rows = [{"sku": f"S{n}", "code": f"C{n}", "title": f"Thing {n}"} for n in range(50)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    events = tmp_path / "events.csv"
    events.write_text("user_id,item_id,time,type\n" + "".join(f"u,C{n},2026-01-01,view\n" for n in range(20)))
    document = landas("init", tmp_path / "s", "--items", path, "--events", events, "--json").document
    assert document["id"] == "code"


def test_import_reports_bad_rows_with_line_and_reason(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(HEADER + "N-1,Topi Kanata,Topi,gratis,90,Hitam\nN-2,Topi Kanata,Topi,50000,90,Hitam\n")
    report = landas("import", "items", path, "--project", shop)
    assert report.status == 0
    assert "1 bad rows refused" in report.out
    assert "line 2: harga = 'gratis' is not an amount of money" in report.out


def test_import_of_a_gzipped_snapshot_withdraws_what_it_lacks(shop: Path, feed: Path, tmp_path: Path) -> None:
    landas("import", "items", feed, "--project", shop)
    half = tmp_path / "half.csv.gz"
    half.write_bytes(gzip.compress((HEADER + "".join(ROWS.splitlines(keepends=True)[:40])).encode()))
    report = landas("import", "items", half, "--full", "--project", shop, "--json").document
    assert (report["unchanged"], report["withdrawn"]) == (40, 20)


def test_import_without_a_project_says_what_to_do(tmp_path: Path, feed: Path) -> None:
    failed = landas("import", "items", feed, "--project", tmp_path)
    assert failed.status == 1
    assert "no landas.toml" in failed.err
    assert "landas init DIR --items FILE" in failed.err


def test_init_takes_events_whose_columns_have_odd_names(tmp_path: Path, feed: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("x,y\n" + "".join(f"T-{n:03d},{n}\n" for n in range(30)))
    document = landas("init", tmp_path / "p", "--items", feed, "--events", log, "--json").document
    assert document["id"] == "sku"


def test_events_of_another_catalogue_are_said_to_be_of_no_use(tmp_path: Path, feed: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("item_id,time\n" + "".join(f"other {n},{n}\n" for n in range(30)))
    ran = landas("init", tmp_path / "p", "--items", feed, "--events", log)
    assert ran.status == 0
    assert "No column of log.csv holds ids of this feed, so the events were not used." in ran.out
