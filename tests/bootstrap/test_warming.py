"""What a first answer needs is made before it."""

from pathlib import Path

import pytest

from landas.bootstrap import open_project, warming
from landas.recommend.build import build_release
from tests.recommend.test_live_ranker import made, walk_events


def test_a_warm_project_tells_languages_without_loading_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path / "walks", walk_events(4)) as project:
        build_release(project.build_parts)
    ready: list[tuple[str, ...]] = []
    monkeypatch.setattr(warming, "make_ready", lambda codes: ready.append(tuple(codes)))
    with open_project(tmp_path / "walks") as opened:
        warming.warm_up(opened)
        assert ready == [tuple(opened.schema.languages)]
