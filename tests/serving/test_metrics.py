"""What `/metrics` shows: requests, answers, steps, model calls, budgets; labels are bounded and hold no person."""

import re
import shutil
import urllib.request
from pathlib import Path

from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.settings import LlmSection
from tests.serving.conftest import PROJECT_FILE, client_of
from tests.serving.test_serve_command import post, served

SPENDING = LlmSection(
    provider="hostile", price_input=1.0, price_output=2.0, max_calls_per_day=100, max_cost_per_day=1.0
)


def values(text: str, name: str) -> dict[str, float]:
    """The series of one name by their labels."""
    found = re.findall(rf"^{name}(?:{{(.*)}})? (\S+)$", text, re.M)
    return {labels: float(value) for labels, value in found}


def ask(client: TestClient, text: str = "white desk lamp") -> dict[str, object]:
    conversation = client.post("/v1/conversations", json={}).json()["conversation_id"]
    turn: dict[str, object] = client.post(
        f"/v1/conversations/{conversation}/turns", json={"text": text}
    ).json()
    return turn


def test_answers_and_their_steps_are_timed_by_surface(client: TestClient) -> None:
    client.post("/v1/recommend", json={"surface": "home"})
    ask(client)
    text = client.get("/metrics").text
    answers = values(text, "landas_answer_duration_seconds_count")
    assert answers == {'project="lamps",surface="home"': 1, 'project="lamps",surface="chat"': 1}
    steps = values(text, "landas_step_duration_seconds_count")
    assert steps['project="lamps",step="retrieve",surface="home"'] == 1
    assert steps['project="lamps",step="speak",surface="chat"'] == 1
    assert values(text, "landas_turns_total") == {'fallback="none",project="lamps",wording="template"': 1}
    assert sum(values(text, "landas_claims_total").values()) > 0


def test_model_calls_are_counted_with_tokens_cost_faults_and_budget(project: Project) -> None:
    project.use_model(SPENDING)
    client = client_of(project)
    usage = ask(client)["usage"]
    text = client.get("/metrics").text
    (call,) = usage["tasks"]  # type: ignore[index]
    labels = f'bundle="{call["bundle"]}",project="lamps",task="explanation"'
    assert values(text, "landas_model_requests_total") == {labels: call["attempts"]}
    assert values(text, "landas_model_cost_total") == {labels: call["cost"]}
    assert (
        sum(values(text, "landas_model_tokens_total").values())
        == call["input_tokens"] + call["output_tokens"]
    )
    assert sum(values(text, "landas_model_calls_total").values()) == 1
    assert values(text, "gen_ai_client_operation_duration_seconds_count").keys() == {
        f'error_type="{call["reason"] or ""}",gen_ai_operation_name="chat",gen_ai_provider_name="hostile",'
        'gen_ai_request_model="default",project="lamps",task="explanation"'
    }
    used = values(text, "landas_budget_used")
    assert used['account="day",kind="calls",project="lamps"'] == call["attempts"] / 100
    assert 0 < used['account="day",kind="cost",project="lamps"'] < 1
    assert values(text, "landas_breaker_state") == {'address="default",project="lamps",provider="hostile"': 0}


def test_an_open_breaker_shows_and_counts_the_turns_that_fell_back(project: Project) -> None:
    project.use_model(LlmSection(provider="openai", base_url="http://127.0.0.1:9/v1", breaker_failures=1))
    client = client_of(project)
    for _ in range(2):
        ask(client)
    text = client.get("/metrics").text
    assert values(text, "landas_breaker_state") == {
        'address="127.0.0.1:9",project="lamps",provider="openai"': 2
    }
    assert {'reason="breaker_open"' in labels for labels in values(text, "landas_fallbacks_total")} == {
        True,
        False,
    }


def test_no_word_or_path_that_somebody_sends_becomes_a_label(client: TestClient) -> None:
    client.get("/v1/receipts/r-CANARY-1")
    client.request("CANARY", "/v1/events")
    client.get("/CANARY-path?CANARY=1")
    ask(client, "CANARY-words lamp, my e-mail is canary@shop.example")
    text = client.get("/metrics").text
    assert "canary" not in text.lower()
    assert 'method="other"' in text
    assert 'route="/v1/receipts/{receipt_id}"' in text


def test_any_of_several_workers_shows_the_sum_of_all(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lamps"
    shutil.copytree(built, folder)
    (folder / "landas.toml").write_text(PROJECT_FILE, encoding="utf-8")
    with served("--project", str(folder), "--workers", "2") as (_, line):
        address = line.rsplit(" ", 1)[1]
        for _ in range(12):
            post(f"{address}/v1/recommend", {"surface": "home"})
        for _ in range(4):
            with urllib.request.urlopen(f"{address}/metrics") as answer:
                text = answer.read().decode()
            assert values(text, "landas_answer_duration_seconds_count") == {
                'project="lamps",surface="home"': 12
            }
