"""Why an item was shown, and why one that is named was not: wish by wish, by the raw feed."""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.ids import ItemId, ReceiptId
from tests.dialogue.talking import conversation

Row = dict[str, Any]
FIRST = {"en": "black laptop under 12 million rupiah", "id": "laptop hitam di bawah 12 juta"}


@pytest.fixture(scope="module")
def laptops(sample_folder: Path) -> list[Row]:
    lines = (sample_folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        row
        for row in map(json.loads, lines)
        if row.get("category") == "laptop" and row.get("stock") and row.get("colour")
    ]


def ids(turn: Row) -> list[str]:
    return [item["item_id"] for item in turn["items"]]


@pytest.mark.parametrize(
    ("language", "text", "wishes"),
    [
        ("en", "why the second one?", ("“black”", "12,000,000")),
        ("id", "kenapa yang kedua?", ("“hitam”", "12.000.000")),
        ("id", "kok yang kedua muncul?", ("“hitam”", "12.000.000")),
    ],
)
def test_a_reason_tells_each_wish_and_what_the_item_has(
    sample: Project, language: str, text: str, wishes: tuple[str, ...]
) -> None:
    slate, answer = conversation(sample, FIRST[language], text)
    assert ids(answer) == [ids(slate)[1]]
    assert all(wish in answer["reply"] for wish in wishes)
    assert {c["verdict"] for c in answer["claims"]} <= {"supported", "not_a_claim"}
    matched = {
        e["field"] for item in answer["items"] for e in item["evidence"] if e["type"] == "constraint_match"
    }
    assert matched == {"colour", "price"}


@pytest.mark.parametrize(("language", "text"), [("en", "why not the {}?"), ("id", "kenapa bukan {}?")])
def test_a_named_item_that_breaks_a_wish_is_told_with_that_wish(
    sample: Project, laptops: list[Row], language: str, text: str
) -> None:
    dear = next(row for row in laptops if row["price"] > 20_000_000)
    slate, answer = conversation(sample, FIRST[language], text.format(dear["name"]))
    assert answer["intent"]["intent_type"] == "why"
    assert dear["name"] in answer["reply"]
    assert set(ids(answer)).isdisjoint(ids(slate))
    assert ("but " if language == "en" else "tetapi ") in answer["reply"]
    assert answer["state"]["constraints"] == [{**c, "span": None} for c in slate["state"]["constraints"]]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "why not {}?", "but I showed you others"),
        ("id", "kenapa bukan {}?", "tetapi saya menampilkan yang lain"),
    ],
)
def test_a_named_item_that_fits_is_said_to_fit(
    sample: Project, laptops: list[Row], language: str, text: str, said: str
) -> None:
    shown = ids(conversation(sample, FIRST[language])[0])
    fits = next(
        row
        for row in laptops
        if row["colour"] == "black" and row["price"] < 12_000_000 and row["sku"] not in shown
    )
    _, answer = conversation(sample, FIRST[language], text.format(fits["name"]))
    assert ids(answer) == [fits["sku"]]
    assert said in answer["reply"]


@pytest.mark.parametrize(
    ("language", "text", "but"),
    [
        ("en", "why no white one?", "but the colour of"),
        ("id", "kenapa nggak ada yang putih?", "tetapi warna"),
    ],
)
def test_what_is_missed_is_spoken_of_by_an_item_that_has_it(
    sample: Project, laptops: list[Row], language: str, text: str, but: str
) -> None:
    _, answer = conversation(sample, FIRST[language], text)
    white = {row["sku"] for row in laptops if row["colour"] == "white"}
    assert len(ids(answer)) == 1
    assert set(ids(answer)) <= white
    assert but in answer["reply"]


@pytest.mark.parametrize(("first", "text"), [("phone", "why not Zorblax?"), ("hp", "kenapa bukan Zorblax?")])
def test_a_name_that_nobody_knows_is_said_to_be_unknown(sample: Project, first: str, text: str) -> None:
    assert "“Zorblax”" in conversation(sample, first, text)[1]["reply"]


def test_a_reason_is_replayed_byte_for_byte(sample: Project) -> None:
    for text in ("why the first one?", "why no white one?", "why these?"):
        _, answer = conversation(sample, FIRST["en"], text)
        assert sample.replay(ReceiptId(answer["receipt_id"]))["same"]


def test_why_tells_wish_by_wish_what_a_shown_item_has(sample: Project, laptops: list[Row]) -> None:
    rows = {row["sku"]: row for row in laptops}
    slate, reason = conversation(sample, FIRST["en"], "why the first one?")
    for turn in (slate, reason):
        item_id = ids(turn)[0]
        wishes = sample.why(ReceiptId(turn["receipt_id"]), ItemId(item_id))["wishes"]
        told = {wish["field"]: (wish["has"], wish["met"]) for wish in wishes}
        assert told == {"colour": ("black", True), "price": (rows[item_id]["price"], True)}
