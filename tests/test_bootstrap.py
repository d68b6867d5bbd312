"""A project's folder holds all that is the project's."""

from pathlib import Path

import pytest

from landas.bootstrap import open_project

PROJECT = """
[project]
name = "lamps"
database = "{address}"
[catalog]
id = "sku"
title = "name"
"""


@pytest.mark.parametrize(
    ("address", "file"),
    [("sqlite", ".landas/landas.db"), ("sqlite:///shop.db", "shop.db"), ("data/shop.db", "data/shop.db")],
)
def test_a_relative_database_is_in_the_projects_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, file: str
) -> None:
    folder, elsewhere = tmp_path / "lamps", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "landas.toml").write_text(PROJECT.format(address=address))
    monkeypatch.chdir(elsewhere)
    with open_project(folder) as project:
        assert project.items.latest_number() == 0
    assert (folder / file).is_file()
    assert not list(elsewhere.iterdir())
