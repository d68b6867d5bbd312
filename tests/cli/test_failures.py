"""What can't be done says whose fault it is, before any work, and never with a stack of calls."""

from pathlib import Path

import pytest

from tests.cli.runner import landas

PROJECT = """
[project]
name = "lamps"
[catalog]
id = "sku"
title = "name"
[[policy.rules]]
name = "open"
when = "item.opened > 0"
reason = "closed"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "landas.toml").write_text(PROJECT)
    (tmp_path / "feed.csv").write_text("sku,name\na,Sorva lamp\n")
    return tmp_path


def test_a_rule_that_can_not_be_used_stops_the_build(folder: Path) -> None:
    assert landas("import", "items", folder / "feed.csv", "--project", folder).status == 0
    ran = landas("build", "--project", folder)
    assert ran.status == 1
    assert ran.err.startswith("landas: landas.toml: policy rule 'open' can't be used:")
    assert not (folder / ".landas" / "releases").exists()


def test_a_page_that_could_not_be_written_is_told_before_the_work(folder: Path) -> None:
    (folder / "cases.txt").write_text("u a b c\n")
    page = folder / "none" / "page.html"
    ran = landas("evaluate", "ranking", "--cases", folder / "cases.txt", "--report", page)
    assert ran.status == 2
    assert ran.err == (
        f"landas: {page} can't be written: there is no folder {page.parent}. Name a file in a folder that is there.\n"
    )


def test_a_folder_that_can_not_be_made_is_named(folder: Path) -> None:
    blocked = folder / "feed.csv" / "project"
    ran = landas("init", blocked, "--items", folder / "feed.csv")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"landas: {blocked}: Not a directory. "
        "Check that the path can be read and written, and that the disk isn't full.\n"
    )


def test_an_empty_text_is_refused_by_parse(folder: Path) -> None:
    ran = landas("parse", "  ", "--project", folder)
    assert (ran.status, ran.err) == (2, "landas: the text is empty. Say what is looked for.\n")


def test_a_rule_that_can_not_be_used_stops_serving_before_it_begins(folder: Path) -> None:
    ran = landas("serve", "--project", folder, "--port", "0")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("landas: landas.toml: policy rule 'open' can't be used:")
