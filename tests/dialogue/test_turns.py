"""Whole turns over the sample shop, judged by the raw feed it was imported from."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.catalog.items import Item
from landas.clock import utc_now
from landas.dialogue.listener import Listener
from landas.dialogue.service import AskRequest, slate_document
from landas.errors import BadRequest, NotFound
from landas.events.events import Event
from landas.ids import ConversationId, EventId, ItemId, ReceiptId, UserId
from landas.settings import LlmSection

Row = dict[str, Any]


@pytest.fixture(scope="session")
def rows(sample_folder: Path) -> dict[str, Row]:
    lines = (sample_folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["sku"]: row for row in map(json.loads, lines)}


def ask(project: Project, text: str, **rest: Any) -> Row:
    return project.dialogue.ask(AskRequest(text, **rest))


def offered(row: Row) -> list[float]:
    """Every price a row is sold at."""
    prices = [row.get("price"), *(offer.get("price") for offer in row.get("offers") or [])]
    return [float(price) for price in prices if price is not None]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("laptop under 9 million rupiah", lambda r: r["category"] == "laptop" and min(offered(r)) < 9e6),
        ("laptop di bawah 9 juta", lambda r: r["category"] == "laptop" and min(offered(r)) < 9e6),
        ("black laptop", lambda r: r["category"] == "laptop" and r["colour"] == "black"),
        (
            "laptop hitam atau perak",
            lambda r: r["category"] == "laptop" and r["colour"] in ("black", "silver"),
        ),
        ("laptop lighter than 1.5 kg", lambda r: r["category"] == "laptop" and r["weight_g"] < 1500),
        ("laptop bag", lambda r: r["category"] == "laptop bag"),
        ("tas laptop", lambda r: r["category"] == "laptop bag"),
        ("hp dengan RAM minimal 8GB", lambda r: r["category"] == "phone" and r["ram_gb"] >= 8),
    ],
)
def test_every_shown_item_fits_by_the_raw_feed(
    sample: Project, rows: dict[str, Row], text: str, fits: Any
) -> None:
    turn = ask(sample, text)
    assert turn["items"]
    assert all(fits(rows[item["item_id"]]) for item in turn["items"])


def test_every_statement_is_backed_and_no_claim_overlaps_another(sample: Project) -> None:
    turn = ask(sample, "laptop ringan di bawah 12 juta")
    assert {claim["verdict"] for claim in turn["claims"]} <= {"supported", "not_a_claim"}
    assert any(claim["verdict"] == "supported" and claim["fact_ids"] for claim in turn["claims"])
    for claim in turn["claims"]:
        assert turn["reply"][claim["start"] : claim["end"]] == claim["text"]
    ends = [claim["end"] for claim in turn["claims"]]
    starts = [claim["start"] for claim in turn["claims"]]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(("text", "language"), [("cheap laptop", "en"), ("laptop yang murah", "id")])
def test_the_reply_is_in_the_language_of_the_request(sample: Project, text: str, language: str) -> None:
    assert ask(sample, text)["language"] == language


def test_the_same_request_has_the_same_answer(sample: Project) -> None:
    first, second = (ask(sample, "phone under 5 million, not black") for _ in range(2))
    same = ("reply", "items", "claims", "intent")
    assert {key: first[key] for key in same} == {key: second[key] for key in same}


def test_when_nothing_fits_the_answer_says_what_to_give_up_and_shows_nothing(sample: Project) -> None:
    turn = ask(sample, "laptop under 100 thousand rupiah")
    assert turn["items"] == []
    receipt = sample.receipt(ReceiptId(turn["receipt_id"]))
    assert receipt["wording"]["relaxations"][0]["constraint"]["field"] == "price"
    assert receipt["wording"]["relaxations"][0]["count"] > 0


def test_a_wish_the_catalogue_lacks_is_named(sample: Project) -> None:
    turn = ask(sample, "laptop with a holographic projector")
    assert "holographic" in " ".join(turn["intent"]["unparsed"])
    assert "holographic" in turn["reply"]
    assert turn["items"]


def test_a_conversation_keeps_and_refines_its_wishes(sample: Project, rows: dict[str, Row]) -> None:
    first = ask(sample, "laptop di bawah 15 juta")
    second = ask(sample, "yang warna hitam", conversation_id=first["conversation_id"])
    assert (first["turn"], second["turn"]) == (1, 2)
    assert second["items"]
    for item in second["items"]:
        row = rows[item["item_id"]]
        assert row["category"] == "laptop"
        assert row["colour"] == "black"
        assert min(offered(row)) < 15e6


def test_replay_says_the_same_words_and_rerun_finds_the_same_slate(sample: Project) -> None:
    for text in ("laptop gaming di bawah 20 juta", "lightest phone", "laptop under 100 rupiah", "halo"):
        receipt_id = ReceiptId(ask(sample, text)["receipt_id"])
        assert sample.replay(receipt_id)["same"], text
        assert sample.replay(receipt_id, rerun=True)["same"], text


def test_why_names_the_step_and_rule_for_shown_and_unshown_items(
    sample: Project, rows: dict[str, Row]
) -> None:
    turn = ask(sample, "black laptop under 15 million rupiah")
    receipt_id = ReceiptId(turn["receipt_id"])
    shown = sample.why(receipt_id, ItemId(turn["items"][0]["item_id"]))
    assert shown["shown"]
    assert shown["evidence"]
    other = next(
        r["sku"] for r in rows.values() if r["category"] == "laptop" and r["colour"] not in ("black", None)
    )
    answer = sample.why(receipt_id, ItemId(other))
    assert not answer["shown"]
    assert answer["rule"]
    with pytest.raises(NotFound, match="no-such-thing"):
        sample.why(receipt_id, ItemId("no-such-thing"))


def test_a_price_that_falls_and_an_item_that_sells_out_are_seen_by_the_next_turn(own_sample: Project) -> None:
    turn = ask(own_sample, "cheapest laptop")
    best = ItemId(turn["items"][0]["item_id"])
    dear = max(
        (
            version.item
            for version in own_sample.items.scan()
            if version.item.values.get("category") == "laptop"
        ),
        key=lambda item: float(str(item.values.get("price") or 0)),
    )
    sold_out = own_sample.items.get([best])[best].item
    own_sample.items.upsert(
        [_changed(dear, price=1000.0, stock=5.0), _changed(sold_out, stock=0.0)], observed_at=utc_now()
    )
    wait_until_seen(own_sample)
    items = [item["item_id"] for item in ask(own_sample, "cheapest laptop")["items"]]
    assert items[0] == dear.item_id
    assert best not in items


def wait_until_seen(project: Project) -> None:
    """Until the changes made so far are part of the view that requests work on."""
    end = time.monotonic() + 5
    while project.live.current().overlay < project.items.latest_number():
        assert time.monotonic() < end, "the change was not followed"
        time.sleep(0.05)


def _changed(item: Item, **values: float) -> Item:
    return Item(item.item_id, item.title, item.text, {**item.values, **values}, item.group_id)


def test_hidden_items_are_not_recommended_again(own_sample: Project) -> None:
    user = UserId("somebody")
    first = ask(own_sample, "laptop bag", user_id=user)["items"][0]["item_id"]
    event = Event(EventId("hide-1"), "hide", utc_now(), user_id=user, item_id=ItemId(first))
    own_sample.events.append([event])
    assert first not in [item["item_id"] for item in ask(own_sample, "laptop bag", user_id=user)["items"]]


def test_empty_and_endless_texts_and_unknown_conversations_are_refused(sample: Project) -> None:
    with pytest.raises(BadRequest, match="empty"):
        ask(sample, "  ")
    with pytest.raises(BadRequest, match="4000"):
        ask(sample, "x" * 5000)
    with pytest.raises(NotFound, match="c-unknown"):
        ask(sample, "laptop", conversation_id=ConversationId("c-unknown"))


PRICED = {
    "task": "explanation",
    "repeat": True,
    "reply": {"sentences": [{"item": 1, "text": "{i1.title} is first, and it has {e1.value}."}]},
    "input_tokens": 1000,
    "output_tokens": 100,
}


def test_a_receipt_holds_its_models_bundle_and_cost_and_a_cached_reply_says_that_it_cost_nothing(
    own_sample: Project,
) -> None:
    without = ask(own_sample, "laptop under 15 million rupiah")
    price = next(e for e in without["items"][0]["evidence"] if e["field"] == "price")
    sentence = {"item": 1, "text": f"{{i1.title}}: price {{{price['id']}.value}}."}
    line = {**PRICED, "reply": {"sentences": [sentence]}}
    (own_sample.folder / "replies.jsonl").write_text(json.dumps(line), encoding="utf-8")
    prices = {"price_input": 1.0, "price_output": 2.0}
    own_sample.use_model(
        LlmSection(
            provider="scripted", replies="replies.jsonl", cache="database", max_calls_per_day=1, **prices
        )
    )
    turns = [ask(own_sample, "laptop under 15 million rupiah") for _ in range(2)]
    assert [turn["wording"] for turn in turns] == ["slots", "slots"]
    assert [(turn["usage"]["cached"], turn["usage"]["cost"]) for turn in turns] == [(0, 0.0012), (1, 0.0)]
    receipts = [own_sample.receipt(ReceiptId(turn["receipt_id"])) for turn in turns]
    assert [receipt["spoken"]["calls"][0]["cached"] for receipt in receipts] == [False, True]
    (bundle,) = receipts[0]["bundles"]
    assert bundle["hash"] == receipts[1]["spoken"]["calls"][0]["bundle"]
    assert re.fullmatch(r"slots_v\d+-[0-9a-f]{8}", bundle["prompt"])
    assert {"model", "schema", "tools", "context", "checks", "fallback"} <= bundle.keys()
    assert all(own_sample.replay(ReceiptId(turn["receipt_id"]))["same"] for turn in turns)
    assert ask(own_sample, "cheapest phone")["fallback"] == "budget"


def test_a_turn_whose_every_sentence_fails_still_says_something(
    sample: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "landas.dialogue.steps.speak.word_by_template", lambda task: "All of them are waterproof."
    )
    assert ask(sample, "laptop under 100 rupiah")["reply"] == "I found nothing that fits."


def test_the_slate_is_told_before_the_turn_is_worded(sample: Project) -> None:
    told: list[Row] = []
    asked = AskRequest("cheapest laptop")
    turn = sample.dialogue.ask(asked, Listener(shown=lambda draft: told.append(slate_document(draft))))
    (slate,) = told
    words = {"reply", "claims", "wording", "clarification", "fallback", "usage"}
    assert slate.keys() == turn.keys()
    assert {key: slate[key] for key in slate.keys() - words} == {
        key: turn[key] for key in turn.keys() - words
    }
    assert (slate["reply"], slate["claims"], slate["wording"]) == (None, [], "later")
