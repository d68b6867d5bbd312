"""The pages as the server makes them."""

import json
import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.catalog.items import Item
from landas.ids import ItemId
from landas.settings import LlmSection, TaskSection

STATIC = Path(__file__).parents[2] / "src" / "landas" / "console" / "static"


def say(client: TestClient, text: str, **begin: Any) -> dict[str, Any]:
    conversation = client.post("/v1/conversations", json=begin).json()["conversation_id"]
    turn: dict[str, Any] = client.post(f"/v1/conversations/{conversation}/turns", json={"text": text}).json()
    return turn


def page_data(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_chat_page_speaks_the_browsers_language(client: TestClient) -> None:
    indonesian = client.get("/", headers={"Accept-Language": "id-ID,id;q=0.9"}).text
    assert '<html lang="id">' in indonesian
    assert "Sedang cari apa?" in indonesian
    assert "What are you looking for?" in client.get("/?lang=en", headers={"Accept-Language": "id"}).text


def test_the_page_knows_the_public_fields_by_their_labels(client: TestClient) -> None:
    data = page_data(client.get("/").text)
    price = {"type": "money", "labels": {"en": "price", "id": "harga"}, "units": {}, "values": {}}
    assert data["fields"]["price"] == price
    assert data["fields"]["weight"]["units"] == {"en": "kg", "id": "kg"}
    assert data["fields"]["colour"]["values"] == {"white": {"en": "white", "id": "putih"}}
    assert data["suggestions"] == []


def test_no_page_holds_a_script_or_style_of_its_own(client: TestClient) -> None:
    receipt = say(client, "desk lamp")["receipt_id"]
    for path in ("/", f"/receipts/{receipt}", "/receipts/none", "/users/ani/preferences"):
        html = client.get(path).text
        scripts = re.findall(r"<script([^>]*)>", html)
        assert all("src=" in script or "application/json" in script for script in scripts)
        assert "style=" not in html
        assert not re.search(r"\son\w+=", html)


def test_no_script_writes_markup() -> None:
    for script in STATIC.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), (
            script.name
        )


def test_everything_a_page_loads_is_its_own(client: TestClient) -> None:
    for name in ("chat.js", "base.css", "chat.css", "receipt.css", "icon.svg"):
        assert client.get(f"/static/{name}").status_code == 200
    for file in STATIC.iterdir():
        assert not re.search(r"(src|href|url|import)\W{1,3}https?:", file.read_text(encoding="utf-8")), (
            file.name
        )


def test_a_receipt_can_be_read(client: TestClient) -> None:
    turn = say(client, "a desk lamp under $50", user_id="u1")
    html = client.get(f"/receipts/{turn['receipt_id']}").text
    for words in (
        "a desk lamp under $50",
        "below $50",
        "under $50",
        "in_stock",
        "Orbel desk lamp",
        "supported",
    ):
        assert words in html
    assert "di bawah" in client.get(f"/receipts/{turn['receipt_id']}?lang=id").text


def test_a_receipt_without_words_can_be_read_too(client: TestClient) -> None:
    answer = client.post("/v1/recommend", json={"surface": "related", "item_id": "D1"}).json()
    html = client.get(f"/receipts/{answer['receipt_id']}").text
    assert "related" in html
    assert "Said" not in html


def test_a_receipt_tells_what_a_model_did_to_the_order(client: TestClient, project: Project) -> None:
    from tests.recommend.test_order_by_model import BACKWARDS, Ordering

    tasks = {"order": TaskSection(deadline_ms=30_000), "explanation": TaskSection(enabled=False)}
    project.use_model(
        LlmSection(provider="scripted", tasks=tasks), Ordering(BACKWARDS, reason="size <b>wins</b>")
    )
    turn = say(client, "lamp")
    html = client.get(f"/receipts/{turn['receipt_id']}").text
    for words in ("Ordered by a model", "its order is shown", "size &lt;b&gt;wins&lt;/b&gt;", "0.9"):
        assert words in html
    indonesian = client.get(f"/receipts/{turn['receipt_id']}?lang=id").text
    assert "Diurutkan oleh model" in indonesian
    project.use_model(LlmSection(provider="scripted", tasks=tasks), Ordering(BACKWARDS, confidence=0.0))
    sorted_by_person = say(client, "cheapest lamp")
    html = client.get(f"/receipts/{sorted_by_person['receipt_id']}").text
    assert "not asked: the request names an order" in html
    project.use_model(None)
    assert "Ordered by a model" not in client.get(f"/receipts/{say(client, 'lamp')['receipt_id']}").text


def test_a_receipt_of_an_erased_person_says_so(client: TestClient) -> None:
    turn = say(client, "a desk lamp for Zubaidah", user_id="u1")
    client.delete("/v1/users/u1")
    answer = client.get(f"/receipts/{turn['receipt_id']}")
    assert answer.status_code == 200
    assert "A person was erased" in answer.text
    assert "Zubaidah" not in answer.text


def test_an_unknown_receipt_is_a_page_that_leads_back(client: TestClient) -> None:
    answer = client.get("/receipts/r-none")
    assert answer.status_code == 404
    assert "There is no such receipt" in answer.text
    assert 'href="/"' in answer.text


def test_hostile_titles_and_words_are_text_on_the_receipt(client: TestClient, project: Project) -> None:
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    item = Item(ItemId("H1"), f"Orbel {hostile} lamp", "", {"category": "bulb", "price": 1.0, "stock": 1.0})
    project.items.upsert([item], observed_at=project.clock())
    candidates = [{"item_id": "H1", "score": 1}]
    body = {"text": f"bulb {hostile}", "candidates": candidates}
    receipt = client.post("/v1/search", json=body).json()["receipt_id"]
    html = client.get(f"/receipts/{receipt}").text
    assert "<img" not in html
    assert "<script>alert" not in html


def test_others_lists_what_was_considered_and_not_shown(client: TestClient) -> None:
    turn = say(client, "lamp")
    others = client.get(f"/receipts/{turn['receipt_id']}/others").json()
    shown = {item["item_id"] for item in turn["items"]}
    assert others
    assert all(one["title"] and one["item_id"] not in shown for one in others)
    assert client.get("/receipts/r-none/others").status_code == 404
