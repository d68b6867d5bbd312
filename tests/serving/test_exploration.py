"""Places given by chance to what nobody turned to yet: they obey what every other item obeys, and are told as shown."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project, open_project
from landas.catalog.importing import upsert_rows
from landas.ids import ReceiptId
from landas.recommend.build import build_release
from tests.serving.conftest import PROJECT_FILE, client_of, embedder, home, ids, row

SOLD = 310
"""Lamps that people turned to: more than sources propose, so that what nobody turned to is no candidate."""
NEW = [f"N{number:02}" for number in range(20)]
MORE = """
[catalog.fields.maker]
type = "category"
[catalog.fields.fits]
type = "tags"
"""


def _rows() -> list[dict[str, Any]]:
    sold = [
        row(
            f"S{n:03}",
            f"Lamp {n}",
            "desk lamp",
            10 + n,
            maker="Orbel",
            model=f"m{n}",
            fits=[f"E{n % 3}", f"G{n % 2}"],
        )
        for n in range(SOLD)
    ]
    new = [row(sku, f"New lamp {sku}", "desk lamp", 9, maker="Tavo", model=sku) for sku in NEW]
    return [*sold, *new]


@pytest.fixture(scope="session")
def known_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop in which people turned to 310 lamps, S000 most of all, and to none of 20 new ones."""
    folder = tmp_path_factory.mktemp("explored") / "lamps"
    folder.mkdir()
    text = PROJECT_FILE.replace('category = "kind"', 'category = "kind"\ngroup = "model"') + MORE
    (folder / "landas.toml").write_text(text, encoding="utf-8")
    with open_project(folder) as project:
        project.embedder = embedder()
        upsert_rows(_rows(), project.schema, project.items, project.clock)
        seen = [{"sku": n, "people": 1 + 5 * (n < 10) + (n == 0)} for n in range(SOLD)]
        events = [
            {
                "event_id": f"{each['sku']}-{one}",
                "type": "view",
                "user_id": f"u{each['sku']}-{one}",
                "item_id": f"S{each['sku']:03}",
                "time": "2026-01-05T10:00:00Z",
            }
            for each in seen
            for one in range(each["people"])
        ]
        with client_of(project) as client:
            assert client.post("/v1/events", json=events).status_code == 200
        build_release(project.build_parts)
    return folder


@pytest.fixture
def explored(known_shop: Path, tmp_path: Path) -> Iterator[Callable[[str], Project]]:
    opened: list[Project] = []

    def open_with(more: str) -> Project:
        folder = tmp_path / f"shop{len(opened)}"
        shutil.copytree(known_shop, folder)
        path = folder / "landas.toml"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
        opened.append(open_project(folder))
        opened[-1].embedder = embedder()
        return opened[-1]

    yield open_with
    for project in opened:
        project.close()


HALF = "[surfaces.home]\nexploration = 0.5\n"


def drawn(project: Project, answer: dict[str, Any]) -> dict[str, tuple[int, float]]:
    """Item -> the place and the odds that the receipt tells."""
    receipt = project.receipt(ReceiptId(answer["receipt_id"]))
    told = [e for e in receipt["effects"] if e["step"] == "explore"]
    words = {e["item_id"]: e["what"].replace(",", "").split() for e in told}
    return {item: (int(said[1]), float(said[5])) for item, said in words.items()}


def test_items_are_told_at_the_place_where_they_are_shown_and_never_first(
    explored: Callable[[str], Project],
) -> None:
    project = explored(HALF)
    with client_of(project) as client:
        for _ in range(20):
            answer = home(client, k=5)
            told, shown = drawn(project, answer), ids(answer)
            assert len(shown) == 5
            assert {place: item for item, (place, _) in told.items()} == {
                place: item for place, item in enumerate(shown, start=1) if item in NEW
            }
            assert shown[0] == "S000"
            assert len(told) in (2, 3)
            assert all(0 < odds <= 1 for _, odds in told.values())
            assert project.replay(ReceiptId(answer["receipt_id"]), rerun=True)["same"]


def test_the_odds_are_those_of_the_draw(explored: Callable[[str], Project]) -> None:
    """Of twenty new lamps 2.5 a slate are shown."""
    project = explored(HALF)
    with client_of(project) as client:
        odds = [odds for _, odds in drawn(project, home(client, k=5)).values()]
        assert odds == [pytest.approx(2.5 / 20)] * len(odds)


def test_fewer_things_to_explore_than_places_have_odds_of_at_most_one(
    explored: Callable[[str], Project],
) -> None:
    project = explored(HALF)
    with client_of(project) as client:
        answer = home(client, k=8, exclude=NEW[1:])
        assert drawn(project, answer).popitem()[1][1] == 1.0


def test_what_the_person_hid_is_not_explored_though_no_source_proposed_it(
    explored: Callable[[str], Project],
) -> None:
    project = explored(HALF)
    base = {"user_id": "ani", "time": "2026-01-05T10:00:00Z"}
    sent = [{**base, "event_id": f"h{n}", "type": "hide", "item_id": item} for n, item in enumerate(NEW[1:])]
    with client_of(project) as client:
        assert client.post("/v1/events", json=sent).json()["stored"] == len(sent)
        for _ in range(10):
            answer = home(client, k=6, user_id="ani")
            assert set(drawn(project, answer)) == {NEW[0]} == set(ids(answer)) & set(NEW)
            assert project.replay(ReceiptId(answer["receipt_id"]), rerun=True)["same"]


def test_one_variant_of_a_group_is_explored_and_none_of_a_shown_one(
    explored: Callable[[str], Project],
) -> None:
    project = explored(HALF)
    changed = [row(sku, f"New {sku}", "desk lamp", 9, model="m0" if sku < "N10" else "new") for sku in NEW]
    upsert_rows(changed, project.schema, project.items, project.clock)
    build_release(project.build_parts)
    with client_of(project) as client:
        for _ in range(10):
            shown = ids(home(client, k=8))
            assert shown[0] == "S000"  # of group m0
            assert len(set(NEW) & set(shown)) == 1
            assert not set(NEW[:10]) & set(shown)


def test_a_cap_is_strict_for_what_is_explored(explored: Callable[[str], Project]) -> None:
    project = explored(HALF + "[surfaces.home.caps]\nmaker = 1\n")
    with client_of(project) as client:
        for _ in range(10):
            shown = ids(home(client, k=8))
            assert sorted(item[0] for item in shown) == ["N", "S"]


PINS = """
[[merchandising.rules]]
name = "campaign"
effect = "pin"
items = ["S300"]
place = 1
[[merchandising.rules]]
name = "third"
effect = "pin"
items = ["S301"]
place = 3
[[merchandising.rules]]
name = "not these"
effect = "bury"
items = ["N00", "N01", "N02", "N03", "N04", "N05", "N06", "N07"]
"""


def test_pins_keep_their_places_and_what_is_buried_is_not_explored(
    explored: Callable[[str], Project],
) -> None:
    project = explored(HALF + PINS)
    with client_of(project) as client:
        for _ in range(20):
            answer = home(client, k=6)
            told, shown = drawn(project, answer), ids(answer)
            assert (shown[0], shown[2]) == ("S300", "S301")
            assert len(told) == 3
            assert all(shown[place - 1] == item for item, (place, _) in told.items())
            assert not set(told) & set(NEW[:8])


def test_what_sold_out_before_the_slate_was_read_gives_its_place_to_nothing_explored(
    explored: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = explored(HALF)
    with client_of(project) as client:
        home(client)
        monkeypatch.setattr(project.live, "_poll_seconds", 1e9)
        gone = [
            row("S000", "Lamp", "desk lamp", 9, stock=0),
            *(row(n, n, "desk lamp", 9, stock=0) for n in NEW[:15]),
        ]
        upsert_rows(gone, project.schema, project.items, project.clock)
        for _ in range(10):
            answer = home(client, k=6)
            told, shown = drawn(project, answer), ids(answer)
            assert shown[0].startswith("S")
            assert "S000" not in shown
            assert not set(told) & set(NEW[:15])
            assert all(shown[place - 1] == item for item, (place, _) in told.items())


def test_a_cap_on_a_list_counts_each_of_its_values(explored: Callable[[str], Project]) -> None:
    project = explored("[surfaces.home.caps]\nfits = 1\n")
    with client_of(project) as client:
        answer = home(client, k=6)
        assert ids(answer)[0] == "S000"  # fits E0 and G0, which leaves one place for the other G
        assert len(ids(answer)) == 2
        removed = project.receipt(ReceiptId(answer["receipt_id"]))["removals"]
        assert {r["rule"] for r in removed} == {"cap on fits"}
