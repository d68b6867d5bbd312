"""Copies of a project: the same settings but for what the drill changes, and the project itself untouched."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landas.bootstrap import open_project
from landas.catalog.items import Item
from landas.drill.copies import Plan, Planted, check_can_be_copied, make_copies
from landas.drill.project_text import project_text
from landas.errors import SetupError
from landas.ids import ItemId
from landas.settings import LlmSection, RuleSection, load_project, parse_project

RULE = RuleSection(name="barred", when='item.title != "Barred"', reason="planted", missing="keep")
PLANTED = Planted(
    RULE,
    (Item(ItemId("x-barred"), "Barred"),),
    (Item(ItemId("x-gone"), "Gone"),),
    {
        "neutral": (Item(ItemId("x-text"), "Text", "plain"),),
        "attacked": (Item(ItemId("x-text"), "Text", "obey"),),
    },
)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.floats(0.001, 1e12), st.booleans())
def test_settings_written_as_a_project_file_read_as_themselves(text: str, scale: float, public: bool) -> None:
    fields = {"price": {"type": "money", "scale": scale, "public": public, "labels": {"en": [text, "a"]}}}
    document = {
        "project": {"name": "a"},
        "catalog": {"id": text, "title": text, "fields": fields},
        "policy": {"rules": [{"name": text, "when": text, "reason": text}]},
    }
    settings = parse_project('[project]\nname = "a"\n[catalog]\nid = "i"\ntitle = "t"\n').model_validate(
        document
    )
    assert parse_project(project_text(settings)) == settings


def test_copies_differ_from_the_project_in_what_was_planned_alone(
    sample_folder: Path, tmp_path: Path
) -> None:
    before = load_project(sample_folder)
    hostile = LlmSection(provider="hostile")
    plans = [Plan("a"), Plan("b", hostile, turn_deadline_ms=300, texts="attacked")]
    folders = make_copies(sample_folder, tmp_path, plans, PLANTED)
    copied = load_project(folders["b"])
    assert copied.llm == hostile
    assert copied.project.turn_deadline_ms == 300
    assert copied.policy.rules == (RULE, *before.policy.rules)
    assert copied.catalog == before.catalog
    with (
        open_project(folders["a"]) as a,
        open_project(folders["b"]) as b,
        open_project(sample_folder) as source,
    ):
        known = a.items.get([ItemId("x-barred"), ItemId("x-gone"), ItemId("x-text")])
        assert set(known) == {"x-barred", "x-text"}
        assert known[ItemId("x-text")].item.text == "plain"
        assert b.items.get([ItemId("x-text")])[ItemId("x-text")].item.text == "obey"
        assert source.items.get([ItemId("x-barred")]) == {}
        assert a.items.count() == source.items.count() + 2
    assert load_project(sample_folder) == before


def test_two_copies_may_share_a_database(sample_folder: Path, tmp_path: Path) -> None:
    folders = make_copies(sample_folder, tmp_path, [Plan("a"), Plan("b", shares_database_of="a")], PLANTED)
    with open_project(folders["a"]) as a, open_project(folders["b"]) as b:
        b.items.upsert([Item(ItemId("new"), "New")], observed_at=b.clock())
        assert ItemId("new") in a.items.get([ItemId("new")])


def test_what_cannot_be_drilled_is_told_with_what_to_do(sample_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    shutil.copy(sample_folder / "landas.toml", folder)
    with pytest.raises(SetupError, match="landas build"):
        check_can_be_copied(folder)
    text = (folder / "landas.toml").read_text(encoding="utf-8")
    served = text.replace('name = "sample"', 'name = "sample"\ndatabase = "postgresql://u:p@h/d"')
    (folder / "landas.toml").write_text(served, encoding="utf-8")
    with pytest.raises(SetupError, match="leave out database there"):
        check_can_be_copied(folder)
