"""What a small model is told to explain the slate, and that the prompt's examples are worth nothing when copied."""

import re
from dataclasses import replace

import pytest

from landas.dialogue.steps.speak import contracts_in_use
from landas.grounding.contracts.explanation.contract import BRIEF_OPEN, BRIEF_SLOTS, OPEN, SLOTS
from landas.grounding.replies.brief import brief_version
from landas.grounding.replies.open_reply import OpenReply
from landas.grounding.replies.slot_reply import SlotReply
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.llm.context import allowed_part
from landas.settings import LlmSection
from tests.grounding.contracts.explanation.scene import open_turn, turn

LANGUAGES = ("en", "id")


def examples_in(instructions: str) -> list[str]:
    return re.findall(r"^Answer: (.*)$", instructions, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_model_is_told_one_item_and_two_things_about_it(language: str) -> None:
    slots = allowed_part(BRIEF_SLOTS.describe(turn(language)), BRIEF_SLOTS.sends)
    told = allowed_part(BRIEF_OPEN.describe(open_turn(language)), BRIEF_OPEN.sends)
    assert [len(item) for item in slots["items"]] == [len(item) for item in told["items"]] == [3]
    assert slots["items"][0]["name"] == "{i1.title}"
    assert all(re.fullmatch(r"\{[ei]\d+\.\w+\}", slot) for slot in slots["items"][0].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_its_prompt_pass_no_check_when_they_are_copied(language: str) -> None:
    slots, free = turn(language), open_turn(language)
    copied = examples_in(BRIEF_SLOTS.instructions(slots))
    assert len(copied) == 2
    for reply in copied:
        assert BRIEF_SLOTS.check(slots, SlotReply.model_validate_json(reply))
    copied = examples_in(BRIEF_OPEN.instructions(free))
    assert len(copied) == 2
    for reply in copied:
        found = BRIEF_OPEN.check(free, OpenReply.model_validate_json(reply))
        assert "write the value that stands in the data" in found[0].problem


def test_a_sentence_of_the_examples_shape_about_the_item_passes() -> None:
    told = BRIEF_SLOTS.describe(turn("en"))["items"][0]
    (name, _), (first, one), (second, two) = [("", told["name"]), *list(told.items())[1:]]
    text = f"The {first} of {told['name']} is {one}, and the {second} is {two}."
    reply = SlotReply.model_validate({"sentences": [{"item": 1, "text": text}]})
    assert BRIEF_SLOTS.check(turn("en"), reply) == (), (name, text)


def test_the_local_model_is_told_little_and_others_all_unless_the_project_says_so() -> None:
    def explanation(**keys: object) -> object:
        llm = LlmSection.model_validate({"provider": "local", **keys})
        return next(c for c in contracts_in_use(llm) if c.task == "explanation")

    assert explanation() is BRIEF_SLOTS
    assert explanation(tasks={"explanation": {"wording": "open"}}) is BRIEF_OPEN
    assert explanation(tasks={"explanation": {"brief": False}}) is SLOTS
    assert explanation(provider="openai", tasks={"explanation": {"wording": "open"}}) is OPEN
    assert explanation(provider="openai", tasks={"explanation": {"brief": True}}) is BRIEF_SLOTS
    assert explanation(provider="openai", tasks={"explanation": {"provider": "local"}}) is BRIEF_SLOTS


def test_a_brief_bundle_is_another_bundle() -> None:
    assert BRIEF_SLOTS.versions.prompt != SLOTS.versions.prompt
    assert BRIEF_SLOTS.versions.context != SLOTS.versions.context


def test_the_examples_are_part_of_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    before = brief_version()
    book = load_phrasebook("en")
    other = replace(book, examples={**book.examples, "one": "$name has $first $one."})
    monkeypatch.setattr("landas.grounding.replies.brief.load_phrasebook", lambda code: other)
    brief_version.cache_clear()
    assert brief_version() != before
    brief_version.cache_clear()


def test_a_language_without_examples_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    book = replace(load_phrasebook("en"), examples={})
    monkeypatch.setattr("landas.grounding.replies.brief.load_phrasebook", lambda code: book)
    assert examples_in(BRIEF_SLOTS.instructions(turn("en"))) == []
