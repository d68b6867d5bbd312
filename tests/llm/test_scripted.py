"""Recorded replies come in order, to the calls they answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.clock import Deadline
from landas.errors import ProviderError, SetupError
from landas.llm.contract import Prompt
from landas.llm.providers.provider import ProviderCall
from landas.llm.providers.scripted import ScriptedProvider
from landas.settings import LlmSection


def provider(folder: Path, *lines: dict[str, Any]) -> ScriptedProvider:
    (folder / "replies.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return ScriptedProvider(LlmSection(provider="scripted", replies="replies.jsonl"), folder)


def call(task: str = "title", **described: Any) -> ProviderCall:
    return ProviderCall(task, Prompt("", ""), {}, 100, Deadline.after_ms(1000), described=described)


def test_replies_come_in_the_order_of_the_file_each_once(tmp_path: Path) -> None:
    scripted = provider(tmp_path, {"task": "title", "reply": "one"}, {"task": "title", "reply": {"two": 2}})
    assert [scripted.complete(call()).text for _ in range(2)] == ["one", '{"two": 2}']
    with pytest.raises(ProviderError, match="no recorded reply is left for the task title"):
        scripted.complete(call())


def test_a_line_serves_its_own_task(tmp_path: Path) -> None:
    scripted = provider(tmp_path, {"task": "other", "reply": "no"}, {"task": "title", "reply": "yes"})
    assert scripted.complete(call()).text == "yes"


def test_a_line_may_ask_for_an_input(tmp_path: Path) -> None:
    scripted = provider(
        tmp_path,
        {"task": "title", "when": {"language": "id", "deep": {"a": 1}}, "reply": "apa"},
        {"task": "title", "contains": "Aster", "reply": "aster"},
        {"task": "title", "reply": "any", "repeat": True},
    )
    assert scripted.complete(call(language="id")).text == "any"
    assert scripted.complete(call(language="id", deep={"a": 1, "b": 2})).text == "apa"
    assert scripted.complete(call(items=[{"title": "Aster 14"}])).text == "aster"
    assert scripted.complete(call(items=[{"title": "Aster 14"}])).text == "any"


def test_a_line_may_be_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProviderError, match="recorded error: quota"):
        provider(tmp_path, {"task": "title", "error": "quota"}).complete(call())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"task": "title"}, "a line holds either a reply or an error"),
        ({"task": "title", "reply": "x", "error": "y"}, "a line holds either a reply or an error"),
        ({"reply": "x"}, "line 1: task"),
        ({"task": "title", "reply": "x", "reply_to": 1}, "line 1: reply_to"),
    ],
)
def test_an_unusable_line_is_named(tmp_path: Path, line: dict[str, Any], problem: str) -> None:
    with pytest.raises(SetupError, match=problem):
        provider(tmp_path, line)


def test_a_project_without_a_file_of_replies_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="names no replies"):
        ScriptedProvider(LlmSection(provider="scripted"), tmp_path)
