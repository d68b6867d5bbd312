"""Consent and reviews over HTTP, and a person whose id tells who they are."""

from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.clock import utc_now
from landas.ids import UserId


def test_consent_is_granted_withdrawn_and_erased(client: TestClient) -> None:
    assert client.get("/v1/users/ani/consent").json()["purposes"] == ["improve", "models", "recommend"]
    said = client.put("/v1/users/ani/consent", json={"models": False}).json()
    assert (said["said"], said["purposes"]) == ({"models": False}, ["improve", "recommend"])
    assert client.put("/v1/users/ani/consent", json={"sell": True}).status_code == 422
    erased = client.delete("/v1/users/ani").json()
    assert (erased["erased"]["consents"], erased["proven"]) == (1, True)


def test_without_high_stakes_there_is_nothing_to_review(client: TestClient) -> None:
    assert client.get("/v1/reviews").json() == {"reviews": []}
    unknown = client.post("/v1/reviews/v-1", json={"decision": "approved", "by": "Sari"})
    assert unknown.status_code == 404


def test_an_id_that_is_an_address_is_kept_as_a_hash_and_still_found(own_sample: Project) -> None:
    person = UserId("siti.rahayu@contoh.co.id")
    kept = own_sample.people.id_of(person)
    assert own_sample.people.id_of(kept) == kept
    own_sample.consents.put(person, {"models": False}, utc_now())
    conversation = own_sample.dialogue.create_conversation(person)
    assert own_sample.consents.of(person) == {"models": False}
    own_sample.close()
    files = [p for p in own_sample.state.rglob("*") if p.is_file() and "releases" not in p.parts]
    assert all(person.encode() not in path.read_bytes() for path in files)
    assert kept != person
    assert conversation
