"""What is refused before any route runs, and the headers every answer carries."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from landas.serving.guard import LOOPBACK_HOSTS, Guard

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()

    @app.post("/echo")
    def echo(body: list[int]) -> list[int]:
        return body

    @app.get("/read")
    def read() -> str:
        return "read"

    app.add_middleware(Guard, hosts=LOOPBACK_HOSTS, max_body=100)
    return TestClient(app, base_url=BASE)


def test_a_name_that_means_this_machine_only_after_a_trick_is_refused(client: TestClient) -> None:
    answer = client.get("/read", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "evil.example" in answer.json()["detail"]
    assert "localhost" in answer.json()["remedy"]


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:9", "127.0.0.1:1", "[::1]:8000", "[::1]", "LOCALHOST"]
)
def test_the_names_of_this_machine_are_answered_on_any_port(client: TestClient, host: str) -> None:
    assert client.get("/read", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_can_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/echo", json=[1], headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:landas:problem:cross-site")


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}]
)
def test_own_pages_and_programs_may_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/echo", json=[1, 2], headers=headers).json() == [1, 2]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_a_form_can_send_is_not_taken_for_json(client: TestClient, kind: str) -> None:
    answer = client.post("/echo", content=b"[1]", headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert kind in answer.json()["detail"]


def test_a_body_over_the_limit_is_refused_whether_it_says_its_length_or_not(client: TestClient) -> None:
    json = {"Content-Type": "application/json"}
    declared = client.post("/echo", content=b"[" + b"1," * 60 + b"1]", headers=json)
    chunked = client.post("/echo", content=iter([b"[" + b"1," * 60, b"1]"]), headers=json)
    assert (declared.status_code, chunked.status_code) == (413, 413)
    assert "landas import" in chunked.json()["remedy"]


@pytest.mark.parametrize("path", ["/read", "/nowhere"])
def test_every_answer_forbids_foreign_scripts_and_guessing_types(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
