"""Whatever the OpenAPI document allows to be sent, and much that it doesn't, no route answers with a 5xx.

The requests are schemathesis' (Hatfield-Dodds & Dygalo, 2022); they are sent through hypothesis, since its own pytest
plugin does not run under the pytest used here.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis.generation import GenerationMode

from landas.bootstrap import open_project
from landas.dialogue.service import AskRequest
from landas.ids import UserId
from landas.serving.app import make_app
from tests.serving.conftest import embedder

EXAMPLES = int(os.environ.get("LANDAS_EXAMPLES", "25"))
"""Requests a route and kind of request; more with LANDAS_EXAMPLES=500."""
MAY_BE_UNREADY = frozenset({"/readyz"})


@dataclass(frozen=True)
class Api:
    """A served project as its own OpenAPI document describes it, with ids that are there."""

    operations: list[Any]
    known: dict[str, str | int]

    def strategy(self, operation: Any, kind: GenerationMode, *, of_known: bool) -> SearchStrategy[Any]:
        """Requests of that kind; those to a path with ids are sent to ids that are there, where asked for."""
        named = {part.name: self.known[part.name] for part in operation.path_parameters}
        given_ids = {"path_parameters": named} if named and of_known else {}
        return cast(SearchStrategy[Any], operation.as_strategy(generation_mode=kind, **given_ids))


@pytest.fixture(scope="module")
def api(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    folder = tmp_path_factory.mktemp("every_route") / "lamps"
    shutil.copytree(built, folder)
    with open_project(folder) as project:
        project.embedder = embedder()
        turn = project.dialogue.ask(AskRequest("a white desk lamp", user_id=UserId("u1")))
        app = make_app({"lamps": project}, hosts=None)
        document = schemathesis.openapi.from_asgi("/openapi.json", app)
        known = {
            "conversation_id": turn["conversation_id"],
            "receipt_id": turn["receipt_id"],
            "turn": 1,
            "preference_id": "p-none",
            "item_id": "D1",
            "user_id": "u1",
            "review_id": "rv-none",
        }
        yield Api([found.ok() for found in document.get_all_operations()], known)


@pytest.mark.parametrize("of_known", [True, False], ids=["known ids", "any ids"])
@pytest.mark.parametrize("kind", list(GenerationMode), ids=lambda kind: str(kind.value))
def test_no_request_is_answered_with_a_5xx(
    api: Api, kind: GenerationMode, of_known: bool, subtests: pytest.Subtests
) -> None:
    # Without a body there is nothing that a request could get wrong but its ids, which may be anything.
    sendable = [o for o in api.operations if kind is GenerationMode.POSITIVE or o.body]
    assert len(sendable) >= 7
    for operation in sendable:
        with subtests.test(operation.label):
            _send_many(operation, api.strategy(operation, kind, of_known=of_known))


def _send_many(operation: Any, requests: SearchStrategy[Any]) -> None:
    checked = settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )

    @checked
    @given(requests)
    def send(case: Any) -> None:
        answer = case.call()
        ready = answer.status_code < 500 or operation.path in MAY_BE_UNREADY
        assert ready, f"{case.as_curl_command()}\n{answer.status_code} {answer.text}"
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == ["application/problem+json"], case.as_curl_command()

    send()
