"""Models that read and expand a request add only what is measured to be meant, and take nothing away."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.evaluation.cases import SearchCase
from landas.ids import ReceiptId
from landas.settings import LlmSection, TaskSection
from tests.dialogue.talking import Answering, Say

LLM = LlmSection(
    provider="scripted",
    tasks={"intent": TaskSection(), "expansion": TaskSection(surfaces=("chat", "search"))},
)
REQUESTS = (
    "a crimson laptop under 15 million", "kulkas buat kos", "notebook for school", "tas punggung anti maling",
    "earbuds with a long battery", "hp yang awet", "laptop gaming di bawah 20 juta, bukan Velora", "mouse hitam",
    "something frobnicated for my desk", "laptop 16 GB RAM", "headset murah", "a monitor with HDMI, not white",
)  # fmt: skip


@pytest.fixture
def project(patient_sample: Project) -> Iterator[Project]:
    yield patient_sample
    patient_sample.use_model(None)


def use(project: Project, say: Say) -> Answering:
    provider = Answering(say)
    project.use_model(LLM, provider)
    return provider


def hostile(seed: int) -> Say:
    """Keeps every rule of form: true quotes of unknown words, declared values and words of the catalogue, at random."""
    chance = random.Random(seed)

    def say(task: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
        if task == "intent":
            fields = [field for field in told["fields"] if field["values"]]
            wishes = [
                {
                    "quote": chance.choice(told["unknown"]),
                    "field": f["name"],
                    "value": chance.choice(f["values"]),
                }
                for f in chance.sample(fields, min(4, len(fields)))
            ]
            return {"wishes": wishes, "confidence": 1.0}
        if task == "expansion":
            words = told["request"].split()
            kinds = chance.sample(told["kinds"], min(8, len(told["kinds"])))
            return {"terms": [{"term": k, "for": chance.choice(words)} for k in kinds], "confidence": 1.0}
        return {"sentences": []}

    return say


def answers(project: Project) -> list[dict[str, Any]]:
    return [project.dialogue.ask(AskRequest(text)) for text in REQUESTS]


@pytest.mark.parametrize("seed", range(3))
def test_a_hostile_reader_changes_no_hard_wish_and_hides_nothing(project: Project, seed: int) -> None:
    project.use_model(None)
    plain = answers(project)
    use(project, hostile(seed))
    for before, after in zip(plain, answers(project), strict=True):
        hard = [
            [c for c in turn["intent"]["constraints"] if c["strength"] == "hard"] for turn in (before, after)
        ]
        assert hard[0] == hard[1]
        assert before["intent"]["categories"] == after["intent"]["categories"]
        assert len(after["items"]) >= len(before["items"])
        for constraint in after["intent"]["constraints"]:
            assert constraint["source"] != "model" or (constraint["confidence"] >= 0.6 and constraint["span"])
        receipt = project.receipt(ReceiptId(after["receipt_id"]))
        for term in (receipt["expansion"] or {"terms": []})["terms"]:
            assert term["accepted"] == (term["dropped"] is None)
            assert not term["accepted"] or (term["cosine"] >= 0.5 and term["share"] >= 0.5)
        assert project.replay(ReceiptId(after["receipt_id"]))["same"]
        assert project.replay(ReceiptId(after["receipt_id"]), rerun=True)["same"]


def test_words_that_mean_a_value_become_an_assumption_that_is_stated(project: Project) -> None:
    text = "laptop noir under 20 million"

    def say(task: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
        if task == "intent":
            field = next(f for f in told["fields"] if "black" in [v.casefold() for v in f["values"]])
            value = next(v for v in field["values"] if v.casefold() == "black")
            return {"wishes": [{"quote": "noir", "field": field["name"], "value": value}], "confidence": 0.9}
        return {"terms": [], "confidence": 0.1} if task == "expansion" else {"sentences": []}

    use(project, say)
    turn = project.dialogue.ask(AskRequest(text))
    read = project.receipt(ReceiptId(turn["receipt_id"]))["interpretation"]
    [wish] = read["wishes"]
    found = [c for c in turn["intent"]["constraints"] if c["source"] == "model"]
    assert bool(found) == wish["accepted"]
    assert wish["accepted"], wish
    assert (found[0]["strength"], text[slice(*found[0]["span"])]) == ("soft", "noir")
    assert "noir" in turn["reply"]
    assert not any("noir" in words for words in turn["intent"]["unparsed"])


def test_without_an_unknown_word_no_model_is_asked_to_read(project: Project) -> None:
    provider = use(project, hostile(0))
    project.dialogue.ask(AskRequest("laptop under 15 million rupiah"))
    assert "intent" not in provider.asked


def test_without_consent_no_model_is_asked(project: Project) -> None:
    provider = use(project, hostile(0))
    project.dialogue.ask(AskRequest("kulkas frobnicated", consent=("recommend",)))
    assert provider.asked == []


def test_other_words_for_the_same_thing_are_tried_and_logged(project: Project) -> None:
    def say(task: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
        if task != "expansion":
            return {"wishes": [], "confidence": 0.1} if task == "intent" else {"sentences": []}
        word = told["request"].split()[0]
        terms = [{"term": "laptop", "for": word}, {"term": "xyzzyq", "for": word}]
        return {"terms": terms, "confidence": 0.9}

    use(project, say)
    turn = project.dialogue.ask(AskRequest("ultrabook frobnicated"))
    receipt = project.receipt(ReceiptId(turn["receipt_id"]))
    terms = {t["term"]: t for t in receipt["expansion"]["terms"]}
    assert terms["xyzzyq"]["dropped"] == "no item has such words"
    assert terms["laptop"]["accepted"], terms["laptop"]
    assert any("expansion" in candidate["sources"] for candidate in receipt["candidates"])


def test_the_suite_measures_both_rankings_and_a_hostile_model_lowers_neither(
    project: Project, tmp_path: Any
) -> None:
    view = project.live.current()
    by_kind: dict[str, list[str]] = {}
    for row in view.living_rows.tolist():
        by_kind.setdefault(str(view.category(row)), []).append(view.item_id(row))
    cases = [SearchCase(f"{kind} frobnicated", dict.fromkeys(ids, 1.0)) for kind, ids in by_kind.items()]
    lines = [f"{case.query},{item_id},1" for case in cases for item_id in case.grades]
    path = tmp_path / "cases.csv"
    path.write_text("query,item_id,grade\n" + "\n".join(lines), encoding="utf-8")
    use(project, hostile(1))
    record = project.evaluate("expansion", path)
    assert [gate["task"] for gate in record["gate"]] == ["expansion"]
    assert [gate["task"] for gate in record["gate"]] == ["expansion"]
    assert record["metrics"]["asked"]["value"] == 1.0
    assert record["metrics"]["ndcg@10_difference"]["value"] >= 0
    assert record["metrics"]["recall@50_difference"]["value"] >= 0
    assert sum(record["terms"].values()) == sum(len(case["terms"]) for case in record["per_case"])
