"""One variant of a group a slate: the best, or the one that the shop pins; none of what the slate stands beside."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from landas.bootstrap import Project, open_project
from landas.catalog.importing import upsert_rows
from landas.ids import ReceiptId
from landas.recommend.build import build_release
from tests.serving.conftest import PROJECT_FILE, client_of, embedder, home, ids, row

SIZES = ("S", "M", "L")
MODELS = ("arc", "bow", "cap", "dot")
PIN = {"name": "campaign", "effect": "pin", "items": ["bow-M"], "place": 1}


@pytest.fixture
def sized(tmp_path: Path) -> Iterator[Project]:
    """Four lamps in three sizes each; the small ones are filled in best, so that they rank first."""
    text = PROJECT_FILE.replace('category = "kind"', 'category = "kind"\ngroup = "model"')
    (tmp_path / "landas.toml").write_text(text, encoding="utf-8")
    with open_project(tmp_path) as project:
        project.embedder = embedder()
        rows = [
            row(
                f"{model}-{size}", f"{model} lamp {size}", "desk lamp", 9,
                model=model, grams=300, about="For a desk." if size == "S" else "",
            )
            for model in MODELS
            for size in SIZES
        ]  # fmt: skip
        upsert_rows(rows, project.schema, project.items, project.clock)
        build_release(project.build_parts)
        yield project


def models(shown: list[str]) -> list[str]:
    return [item_id.split("-")[0] for item_id in shown]


def test_an_item_page_shows_no_other_size_of_the_item(sized: Project) -> None:
    with client_of(sized) as client:
        body = {"surface": "related", "item_id": "bow-M", "k": 12}
        answer = client.post("/v1/recommend", json=body).json()
        assert sorted(models(ids(answer))) == ["arc", "cap", "dot"]
        why = client.get(f"/v1/receipts/{answer['receipt_id']}/why/bow-S").json()
        assert "variant of bow-M, which the slate stands beside" in why["reason"]
        assert sized.replay(ReceiptId(answer["receipt_id"]), rerun=True)["same"]


def test_a_cart_is_shown_no_other_size_of_what_is_in_it(sized: Project) -> None:
    with client_of(sized) as client:
        put = {
            "event_id": "e1",
            "type": "cart",
            "user_id": "ani",
            "item_id": "cap-L",
            "time": "2026-01-05T10:00:00Z",
        }
        assert client.post("/v1/events", json=[put]).status_code == 200
        answer = client.post("/v1/recommend", json={"surface": "cart", "user_id": "ani", "k": 12}).json()
        assert sorted(models(ids(answer))) == ["arc", "bow", "dot"]
        assert sized.replay(ReceiptId(answer["receipt_id"]), rerun=True)["same"]


def test_the_pinned_size_is_shown_and_not_the_one_that_ranks_higher(sized: Project) -> None:
    with client_of(sized) as client:
        assert "bow-S" in ids(home(client, k=4))
        answer = home(client, k=4, rules=[PIN])
        assert ids(answer)[0] == "bow-M"
        assert sorted(models(ids(answer))) == sorted(MODELS)
        why = client.get(f"/v1/receipts/{answer['receipt_id']}/why/bow-S").json()
        assert "variant of bow-M, which is pinned" in why["reason"]
