"""The verifier's version follows its code and its words."""

from pathlib import Path

import pytest

from landas.grounding.contracts.explanation.contract import OPEN
from landas.grounding.verifier import version


def versions_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(version, "files", lambda package: folder / str(package).rpartition(".")[2])
    version.verifier_version.cache_clear()
    try:
        return version.verifier_version()
    finally:
        version.verifier_version.cache_clear()


def test_it_changes_with_code_and_with_words_and_with_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, words = (
        tmp_path / "verifier" / "verify.py",
        tmp_path / "language" / "packs" / "en" / "verifier.toml",
    )
    for file in (code, words):
        file.parent.mkdir(parents=True)
        file.write_text("one")
    first = versions_of(tmp_path, monkeypatch)
    (code.parent / "notes.md").write_text("no code")
    assert versions_of(tmp_path, monkeypatch) == first
    code.write_text("two")
    second = versions_of(tmp_path, monkeypatch)
    words.write_text("two")
    assert len({first, second, versions_of(tmp_path, monkeypatch)}) == 3


def test_the_bundle_of_a_worded_task_names_it() -> None:
    assert OPEN.versions.checks.endswith(version.verifier_version())
