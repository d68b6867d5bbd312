"""Slates of `recommend` and `search` that explain themselves, judged by the raw feed they were imported from."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.errors import BadRequest
from landas.ids import ReceiptId
from landas.llm.providers.provider import Completion, ProviderCall
from landas.recommend.draft import Request
from landas.recommend.service import plain_request
from landas.serving.filters import filter_constraints
from landas.settings import LlmSection, TaskSection

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(sample_folder: Path) -> dict[str, Row]:
    lines = (sample_folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["sku"]: row for row in map(json.loads, lines)}


class Writer:
    """Writes whatever it is told to, and counts how often it is asked."""

    name = "writer"
    model = "writer"

    def __init__(self, reply: Mapping[str, Any]) -> None:
        self.reply = reply
        self.asked = 0

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        self.asked += 1
        return Completion(json.dumps(self.reply))

    def close(self) -> None: ...


def about_the_first(text: str) -> dict[str, Any]:
    return {"sentences": [{"item": 1, "text": text}]}


def use(project: Project, writer: Writer, wording: str = "slots") -> None:
    task = TaskSection.model_validate({"deadline_ms": 60_000, "wording": wording})
    project.use_model(LlmSection(provider="scripted", tasks={"explanation": task}), writer)


def requests(project: Project) -> dict[str, Request]:
    anchor = project.recommender.recommend(plain_request("home"))["items"][0]["item_id"]
    dear = filter_constraints({"price": {"lte": 9_000_000}}, project.schema, project.packs)
    return {
        "home": plain_request("home", k=4),
        "related": plain_request("related", item=anchor, k=3),
        "search": plain_request("search", text="black laptop under 12 million", k=5),
        "in Indonesian": plain_request("search", text="laptop ringan yang murah", k=3),
        "filters": plain_request("search", filters=dear, k=3),
        "nothing": plain_request("search", text="laptop under 100 thousand rupiah", filters=dear, k=3),
    }


def test_the_slate_is_the_one_that_is_shown_without_words(sample: Project) -> None:
    for name, request in requests(sample).items():
        plain = sample.recommender.answer(request)
        explained = sample.explainer.explain(request)
        shown = [place.version.item.item_id for place in plain.slate]
        assert [item["item_id"] for item in explained["items"]] == shown, name


def test_every_statement_is_backed_and_the_receipt_gives_the_same_bytes_again(sample: Project) -> None:
    for name, request in requests(sample).items():
        answer = sample.explainer.explain(request)
        told = answer["explanation"]
        assert told["reply"], name
        assert {claim["verdict"] for claim in told["claims"]} <= {"supported", "not_a_claim"}, name
        receipt_id = ReceiptId(answer["receipt_id"])
        again = sample.replay(receipt_id)
        assert again["same"], name
        assert again["reply"] == told["reply"], name
        assert sample.replay(receipt_id, rerun=True)["same"], name


def test_the_first_item_costs_what_the_feed_says(sample: Project, rows: dict[str, Row]) -> None:
    answer = sample.explainer.explain(plain_request("search", text="black laptop", k=1))
    row = rows[answer["items"][0]["item_id"]]
    prices = {int(p) for p in [row.get("price"), *(o.get("price") for o in row.get("offers") or [])] if p}
    found = re.search(r"Rp ([\d,]+)", answer["explanation"]["reply"])
    assert found is not None
    assert int(found[1].replace(",", "")) in prices


def test_words_that_only_rank_are_not_said_of_what_was_found(sample: Project, rows: dict[str, Row]) -> None:
    limit = filter_constraints({"price": {"lte": 500_000}}, sample.schema, sample.packs)
    answer = sample.explainer.explain(plain_request("search", text="laptop", filters=limit, k=5))
    kinds = {rows[item["item_id"]]["category"] for item in answer["items"]}
    assert kinds != {"laptop"}
    opening = answer["explanation"]["reply"].split(". ")[0]
    assert "laptop" not in opening
    assert "500,000" in opening


@pytest.mark.parametrize("said", ["I found five laptops.", "Here are five black laptops."])
def test_a_model_may_not_count_what_was_asked_for_as_found(own_sample: Project, said: str) -> None:
    limit = filter_constraints({"price": {"lte": 500_000}}, own_sample.schema, own_sample.packs)
    request = plain_request("search", text="black laptop", filters=limit, k=5)
    by_template = own_sample.explainer.explain(request)
    title = by_template["items"][0]["title"]
    true = re.search(rf"{re.escape(title)} (?:costs|is) Rp [\d,]*\d", by_template["explanation"]["reply"])
    assert true is not None

    use(own_sample, Writer({"text": f"{true[0]}."}), "open")
    assert own_sample.explainer.explain(request)["explanation"]["wording"] == "open"
    use(own_sample, Writer({"text": f"{said} {true[0]}."}), "open")
    told = own_sample.explainer.explain(request)["explanation"]
    assert (told["wording"], told["fallback"]) == ("template", "check_failed")
    assert said not in told["reply"]


def test_a_model_is_asked_only_where_words_are_asked_for(own_sample: Project) -> None:
    writer = Writer(about_the_first("{i1.title} costs {e1.value}."))
    use(own_sample, writer)
    own_sample.recommender.recommend(plain_request("home", k=3))
    own_sample.recommender.search(plain_request("search", text="laptop", k=3))
    assert writer.asked == 0
    own_sample.explainer.explain(plain_request("home", k=3))
    assert writer.asked > 0


def test_a_model_that_lies_about_a_slate_is_not_heard(own_sample: Project) -> None:
    use(own_sample, Writer(about_the_first("{i1.title} has a screen of 99 inches and is the best of all.")))
    told = own_sample.explainer.explain(plain_request("home", k=3))["explanation"]
    assert told["wording"] == "template"
    assert told["fallback"] is not None
    assert "99 inches" not in told["reply"]


def test_without_consent_no_model_is_asked(own_sample: Project) -> None:
    writer = Writer(about_the_first("{i1.title} costs {e1.value}."))
    use(own_sample, writer)
    told = own_sample.explainer.explain(plain_request("home", k=3, consent=("recommend",)))["explanation"]
    assert (told["wording"], told["fallback"], writer.asked) == ("template", "no_consent", 0)


def test_a_slate_without_text_is_told_of_in_the_language_asked_for_or_the_projects_first(
    sample: Project,
) -> None:
    first = sample.settings.project.languages[0]
    assert sample.explainer.explain(plain_request("home", k=2))["explanation"]["language"] == first
    indonesian = sample.explainer.explain(plain_request("home", k=2, locale="id"))["explanation"]
    assert indonesian["language"] == "id"
    assert "dua" in indonesian["reply"]


def test_more_items_than_can_be_told_of_are_refused(sample: Project) -> None:
    with pytest.raises(BadRequest, match="11 items can't be explained at once"):
        sample.explainer.explain(plain_request("home", k=11))
