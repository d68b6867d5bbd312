"""Turns about items that were shown, judged by the raw feed: comparisons, answers, yes and no, and what isn't known."""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.ids import ReceiptId
from landas.settings import LlmSection
from tests.dialogue.talking import conversation

Row = dict[str, Any]
FIRST = {"en": "light laptop under 12 million rupiah", "id": "laptop ringan di bawah 12 juta"}


@pytest.fixture(scope="module")
def rows(sample_folder: Path) -> dict[str, Row]:
    lines = (sample_folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["sku"]: row for row in map(json.loads, lines)}


def ids(turn: Row) -> list[str]:
    return [item["item_id"] for item in turn["items"]]


def kilograms(row: Row, language: str) -> str:
    grams = row["weight_g"]
    if grams < 1000:
        return f"{grams} g"
    text = f"{grams / 1000:g}"
    return f"{text.replace('.', ',') if language == 'id' else text} kg"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "how much does the first one weigh?", 0),
        ("en", "how heavy is the third one?", 2),
        ("en", "what is the weight of the last one?", 2),
        ("id", "berapa berat yang pertama?", 0),
        ("id", "yang kedua beratnya berapa?", 1),
        ("id", "berapa bobot yang terakhir?", 2),
    ],
)
def test_a_value_that_is_asked_for_is_the_feeds(
    sample: Project, rows: dict[str, Row], language: str, text: str, place: int
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert (answer["intent"]["intent_type"], answer["language"]) == ("ask_item", language)
    assert ids(answer) == [ids(first)[place]]
    assert kilograms(rows[ids(answer)[0]], language) in answer["reply"]
    assert [c["verdict"] for c in answer["claims"]] == ["supported"]
    assert answer["claims"][0]["fact_ids"][0].startswith(f"{ids(answer)[0]}#weight@")


@pytest.mark.parametrize(
    ("language", "text", "field", "value", "yes", "no"),
    [
        ("en", "is the second one white?", "colour", "white", "Yes,", "No,"),
        ("en", "is the second one black?", "colour", "black", "Yes,", "No,"),
        ("id", "apakah yang kedua warnanya putih?", "colour", "white", "putih", "hitam"),
        ("en", "does the second one have Bluetooth?", "bluetooth", True, "Yes,", "No,"),
        ("id", "apakah yang kedua punya bluetooth?", "bluetooth", True, "Ya,", "Tidak,"),
    ],
)
def test_yes_and_no_are_the_feeds(
    sample: Project,
    rows: dict[str, Row],
    language: str,
    text: str,
    field: str,
    value: object,
    yes: str,
    no: str,
) -> None:
    _, answer = conversation(sample, FIRST[language], text)
    has = rows[ids(answer)[0]].get(field)
    said = yes if has == value else no
    assert said in answer["reply"], (has, answer["reply"])


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "does the second one have NFC?", "isn't stated in the data"),
        ("id", "apakah yang kedua punya NFC?", "tidak disebutkan di data"),
        ("en", "what is the reading time of the first one?", "isn't stated in the data"),
        ("id", "berapa waktu baca yang pertama?", "tidak disebutkan di data"),
    ],
)
def test_what_nobody_knows_is_said_to_be_unknown(
    sample: Project, language: str, text: str, said: str
) -> None:
    _, answer = conversation(sample, FIRST[language], text)
    assert answer["intent"]["intent_type"] == "ask_item"
    assert said in answer["reply"]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "compare the first two", [0, 1]),
        ("en", "compare the first and the third", [0, 2]),
        ("en", "what is the difference between the second and the last?", [1, 2]),
        ("en", "compare them", [0, 1, 2]),
        ("id", "bandingkan yang pertama dan kedua", [0, 1]),
        ("id", "bedanya yang kedua dan ketiga apa?", [1, 2]),
        ("id", "bandingkan ketiganya", [0, 1, 2]),
    ],
)
def test_a_comparison_shows_the_items_meant_with_prices_and_gaps_of_the_feed(
    sample: Project, rows: dict[str, Row], language: str, text: str, places: list[int]
) -> None:
    first, compared = conversation(sample, FIRST[language], text)
    assert (compared["intent"]["intent_type"], compared["language"]) == ("compare", language)
    assert ids(compared) == [ids(first)[place] for place in places]
    mark = "," if language == "en" else "."
    prices = [rows[item_id]["price"] for item_id in ids(compared)]
    gaps = [abs(price - prices[0]) for price in prices[1:]]
    for amount in (*prices, *gaps):
        assert f"{amount:,}".replace(",", mark) in compared["reply"]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "which one is lighter?"), ("id", "yang mana lebih ringan?")]
)
def test_which_one_is_at_the_end_that_is_asked_for(
    sample: Project, rows: dict[str, Row], language: str, text: str
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    lightest = min(ids(first), key=lambda item_id: rows[item_id]["weight_g"])
    title = next(item["title"] for item in first["items"] if item["item_id"] == lightest)
    assert answer["reply"].startswith(title)


@pytest.mark.parametrize(
    ("language", "text", "yes"),
    [
        ("en", "which one has a fingerprint reader?", "fingerprint reader"),
        ("id", "yang mana yang ada sidik jarinya?", "fingerprint reader"),
    ],
)
def test_which_one_has_something_is_asked_of_those_shown(
    sample: Project, rows: dict[str, Row], language: str, text: str, yes: str
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    assert ids(answer) == ids(first)
    assert answer["intent"]["intent_type"] == "ask_item"
    having = {item for item in ids(first) if yes in rows[item].get("features", ())}
    said = {c["item_id"] for c in answer["claims"] if c.get("item_id")}
    assert having <= said or not having


def test_it_is_what_was_spoken_of_last_and_the_list_stays_what_it_was(sample: Project) -> None:
    first, second, it, third, refined = conversation(
        sample, FIRST["en"], "how heavy is the second one?", "how much is it?", "and the third one's price?",
        "only black ones",
    )  # fmt: skip
    assert ids(second) == ids(it) == [ids(first)[1]]
    assert ids(third) == [ids(first)[2]]
    assert {c["field"] for c in refined["intent"]["constraints"]} >= {"price", "weight", "colour"}


def test_an_item_is_known_by_its_name_too(sample: Project, rows: dict[str, Row]) -> None:
    (answer,) = conversation(sample, "how much RAM does the Veltuna Kapas 12 have?")
    assert answer["items"]
    for item_id in ids(answer):
        assert rows[item_id]["model_code"] == "Veltuna Kapas 12"
        assert f"{rows[item_id]['ram_gb']} GB" in answer["reply"]


@pytest.mark.parametrize(
    "text",
    ["is there a lighter one?", "laptop under 9 million", "ada yang lebih murah?", "cheaper", "a black phone?",
     "show me the first laptop with 16 GB"],
)  # fmt: skip
def test_a_search_stays_a_search(sample: Project, text: str) -> None:
    _, turn = conversation(sample, FIRST["en"], text)
    assert turn["intent"]["intent_type"] == "find"


def test_turns_about_items_are_replayed_and_run_again(sample: Project) -> None:
    turns = conversation(
        sample, FIRST["en"], "compare the first two", "is the second one white?", "which is cheaper?"
    )
    for turn in turns:
        receipt_id = ReceiptId(turn["receipt_id"])
        assert sample.replay(receipt_id)["same"], turn["reply"]
        assert sample.replay(receipt_id, rerun=True)["same"], turn["reply"]


def test_a_model_words_comparisons_and_values_but_never_yes_or_no(own_sample: Project) -> None:
    lines = [
        {"task": "comparison", "repeat": True, "reply": {"sentences": [
            {"item": 1, "text": "{i1.title} costs {e1.value}."}, {"item": 2, "text": "{i2.title} costs {e7.value}."}]}},
        {"task": "item_answer", "repeat": True, "reply": {"text": "Yes, it has everything."}},
    ]  # fmt: skip
    (own_sample.folder / "replies.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    tasks = {"explanation": {"wording": "template"}, "item_answer": {"wording": "open"}}
    section = {"provider": "scripted", "replies": "replies.jsonl", "tasks": tasks}
    own_sample.use_model(LlmSection.model_validate(section))
    _, compared, flag, value = conversation(
        own_sample, FIRST["en"], "compare the first two", "does the first one have Bluetooth?",
        "how heavy is the first one?",
    )  # fmt: skip
    assert compared["wording"] == "slots", compared["usage"]
    assert (flag["wording"], flag["usage"]["calls"]) == ("template", 0)
    assert (value["wording"], value["fallback"], value["usage"]["calls"]) == ("template", "check_failed", 1)
    assert own_sample.replay(ReceiptId(compared["receipt_id"]))["same"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what life does the battery of the first one have?"),
        ("id", "baterai yang pertama daya tahan-nya berapa?"),
    ],
)
def test_a_field_is_asked_after_by_its_words_in_any_order(
    sample: Project, rows: dict[str, Row], language: str, text: str
) -> None:
    first, answer = conversation(sample, FIRST[language], text)
    hours = f"{rows[ids(first)[0]]['battery_life_h']:g}".replace(".", "," if language == "id" else ".")
    assert answer["intent"]["intent_type"] == "ask_item"
    assert hours in answer["reply"]


@pytest.mark.parametrize(
    ("first", "about", "text"),
    [
        ("laptop under 15 million rupiah", "how heavy is the third one?", "compare it with the first"),
        ("laptop di bawah 15 juta", "yang ketiga beratnya berapa?", "bandingin sama yang pertama"),
    ],
)
def test_what_was_spoken_of_is_compared_with_what_is_pointed_at(
    sample: Project, first: str, about: str, text: str
) -> None:
    shown, _, compared = conversation(sample, first, about, text)
    ids = [item["item_id"] for item in shown["items"]]
    assert {item["item_id"] for item in compared["items"]} == {ids[0], ids[2]}
