"""Slates shaped by the shop: rules of the project file and of a request, caps, diversity, freshness, exploration."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.catalog.importing import upsert_rows
from landas.errors import ProjectFileError
from landas.ids import ReceiptId
from tests.serving.conftest import Shop, client_of, effects, home, ids

RULES = """
[[merchandising.rules]]
name = "bulbs first"
effect = "boost"
when = "item.price < 7"
factor = 50
[[merchandising.rules]]
name = "white last"
effect = "bury"
when = "item.colour == 'white'"
surfaces = ["home"]
[[merchandising.rules]]
name = "campaign"
effect = "pin"
items = ["F1", "D4"]
place = 2
"""


def test_rules_move_what_may_be_shown_and_the_receipt_says_how(shop: Shop) -> None:
    project = shop(RULES)
    with client_of(project) as client:
        answer = home(client, k=7)
        shown = ids(answer)
        told = effects(project, answer)
        assert shown[1] == "F1"
        assert "D4" not in shown  # sold out: no pin makes it eligible
        assert told["F1"] == "campaign: pinned to place 2"
        assert told["D2"] == "white last: score times 0"
        # Buried things come last, but for those that are boosted too: nothing times fifty stays nothing.
        assert {"D2", "D3", "F2", "B1", "B2"} == set(shown[2:])
        why = client.get(f"/v1/receipts/{answer['receipt_id']}/why/F1").json()
        assert "campaign: pinned to place 2" in why["reason"]
        assert project.replay(ReceiptId(answer["receipt_id"]), rerun=True)["same"]


def test_a_request_brings_rules_of_its_own(shop: Shop) -> None:
    project = shop("")
    rule = {"name": "mine", "effect": "boost", "when": "item.id == 'F2'", "factor": 100}
    with client_of(project) as client:
        before, after = ids(home(client)), home(client, rules=[rule])
        assert before[0] != "F2"
        assert ids(after)[0] == "F2"
        receipt = project.receipt(ReceiptId(after["receipt_id"]))
        assert receipt["request"]["rules"] == [rule]
        assert project.replay(ReceiptId(after["receipt_id"]), rerun=True)["same"]
        # One that a caller's candidates lack is not brought in.
        pin = {"name": "pin", "effect": "pin", "items": ["B1"]}
        given = [{"item_id": "D1", "score": 1.0}, {"item_id": "D2", "score": 0.5}]
        assert ids(home(client, rules=[pin], candidates=given)) == ["D1", "D2"]
        assert ids(home(client, rules=[pin]))[0] == "B1"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([{"name": "a", "effect": "boost", "when": "item.weigth > 1"}], "Known names"),
        ([{"name": "a", "effect": "boost"}], "needs when or items"),
        ([{"name": "a", "effect": "bury", "items": ["D1"], "factor": 3}], "use boost"),
        ([{"name": "a", "effect": "pin", "items": ["D1"]}] * 2, "same name"),
        ([{"name": "a", "effect": "pin", "items": ["D1"], "place": True}], "not true or false"),
        ([{"name": "a", "effect": "boost", "when": "user.id == 'ani@example.com'"}], "identifies a person"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(shop: Shop, rules: list[Any], said: str) -> None:
    with client_of(shop("")) as client:
        answer = client.post("/v1/recommend", json={"surface": "home", "rules": rules})
        assert answer.status_code in (400, 422)
        assert said in answer.text


def test_rules_hold_for_their_texts_and_give_way_to_a_wish_for_an_order(shop: Shop) -> None:
    rule = {"name": "arc", "effect": "pin", "items": ["F2"], "queries": ["Floor  Lamp"]}
    bury = {"name": "bulbs", "effect": "bury", "when": "item.price < 10"}
    with client_of(shop("")) as client:

        def search(text: str, *rules: dict[str, Any]) -> list[str]:
            return ids(client.post("/v1/search", json={"text": text, "rules": list(rules)}).json())

        assert search("floor lamp", rule)[0] == "F2"
        assert search("lamp", rule)[0] != "F2"
        assert search("cheapest bulb", bury)[0] == "B2"


def test_a_pin_stands_within_a_cap_and_takes_the_place_of_what_ranks_higher(shop: Shop) -> None:
    caps = "[surfaces.home.caps]\ncategory = 1\n"
    pin = '[[merchandising.rules]]\nname = "campaign"\neffect = "pin"\nplace = 2\nitems = ["{}"]\n'
    with client_of(shop(caps)) as client:
        first = next(one for one in ids(home(client, k=7)) if one.startswith("D"))
    other = {"D1": "D2", "D2": "D3", "D3": "D1"}[first]
    project = shop(caps + pin.format(other))
    with client_of(project) as client:
        answer = home(client, k=7)
        assert ids(answer)[1] == other
        assert [one for one in ids(answer) if one.startswith("D")] == [other]
        why = client.get(f"/v1/receipts/{answer['receipt_id']}/why/{first}").json()
        assert why["rule"] == "cap on category"
        assert why["reason"] == "1 with the same category rank higher or are pinned"
        assert ids(home(client, k=1)) != [other]
        assert project.replay(ReceiptId(answer["receipt_id"]), rerun=True)["same"]


def test_caps_hold_and_removals_say_so(shop: Shop) -> None:
    project = shop("[surfaces.home.caps]\ncategory = 1\n")
    with client_of(project) as client:
        answer = home(client)
        assert sorted(item[0] for item in ids(answer)) == ["B", "D", "F"]
        receipt = project.receipt(ReceiptId(answer["receipt_id"]))
        assert {r["rule"] for r in receipt["removals"]} >= {"cap on category"}


def test_diversity_brings_unlike_things_forward(shop: Shop) -> None:
    with client_of(shop("")) as plain, client_of(shop("[surfaces.home]\ndiversity = 1.0\n")) as varied:
        first, other = ids(home(plain, k=3)), ids(home(varied, k=3))
        assert first[0] == other[0]
        assert len({item[0] for item in other}) == 3  # a desk lamp, a floor lamp, a bulb


def test_what_diversity_moved_down_is_told_too(shop: Shop) -> None:
    before, project = ids(home(client_of(shop("")), k=7)), shop("[surfaces.home]\ndiversity = 1.0\n")
    with client_of(project) as client:
        answer = home(client, k=7)
        told, shown = effects(project, answer), ids(answer)
        moved = {item for item in shown if shown.index(item) != before.index(item)}
        assert set(told) == moved
        assert told[before[1]] == f"diversity: from place 2 to {shown.index(before[1]) + 1}"


def test_exploration_shows_what_nobody_turned_to_and_logs_it(shop: Shop) -> None:
    project = shop("[surfaces.home]\nexploration = 0.5\n")
    with client_of(project) as client:
        answers = [home(client, k=4) for _ in range(20)]
        drawn = [effects(project, answer) for answer in answers]
        assert all(len(told) == 2 for told in drawn)
        assert all("exploration: place" in what for told in drawn for what in told.values())
        assert len({tuple(sorted(told)) for told in drawn}) > 1
        firsts = {ids(answer)[0] for answer in answers}
        assert len(firsts) == 1
        assert not any("D4" in ids(answer) for answer in answers)
        assert all(
            project.replay(ReceiptId(answer["receipt_id"]), rerun=True)["same"] for answer in answers[:5]
        )


def test_what_was_bought_stays_away_from_home_as_configured(shop: Shop) -> None:
    bought = {
        "event_id": "e1",
        "type": "purchase",
        "user_id": "ani",
        "item_id": "D1",
        "time": "2026-01-05T10:00:00Z",
    }
    viewed = {**bought, "event_id": "e2", "type": "view", "item_id": "F1"}
    plain, again, seen = (
        shop(""),
        shop("[surfaces.home]\nexclude = []\n"),
        shop('[surfaces.home]\nexclude = ["view"]\n'),
    )
    for project, missing in ((plain, {"D1"}), (again, set()), (seen, {"F1"})):
        with client_of(project) as client:
            assert client.post("/v1/events", json=[bought, viewed]).json()["stored"] == 2
            shown = set(ids(home(client, k=10, user_id="ani")))
            assert {"D1", "F1"} - shown == missing
            assert {"D1", "F1"} <= set(ids(home(client, k=10)))


def test_what_was_bought_in_a_visit_without_a_user_id_stays_away_too(shop: Shop) -> None:
    bought = {
        "event_id": "e1",
        "type": "purchase",
        "session_id": "visit-1",
        "item_id": "D1",
        "time": "2026-01-05T10:00:00Z",
    }
    with client_of(shop("")) as client:
        assert client.post("/v1/events", json=[bought]).json()["stored"] == 1
        assert "D1" not in ids(home(client, k=10, session_id="visit-1"))
        assert "D1" in ids(home(client, k=10, session_id="visit-2"))


def test_what_was_bought_no_longer_steers_the_cart(project: Project) -> None:
    put = {
        "type": "cart",
        "user_id": "ani",
        "item_id": "D1",
        "time": "2026-01-05T10:00:00Z",
        "event_id": "e1",
    }
    bought = {**put, "type": "purchase", "time": "2026-01-06T10:00:00Z", "event_id": "e2"}
    again = {**put, "item_id": "F1", "time": "2026-01-07T10:00:00Z", "event_id": "e3"}

    def cart(client: TestClient) -> tuple[list[str], list[str]]:
        answer = client.post("/v1/recommend", json={"surface": "cart", "user_id": "ani", "k": 10}).json()
        receipt = project.receipt(ReceiptId(answer["receipt_id"]))
        return [event["item_id"] for event in receipt["history"]], ids(answer)

    client = client_of(project)
    for event, held in ((put, ["D1"]), (bought, []), (again, ["F1"])):
        assert client.post("/v1/events", json=[event]).json()["stored"] == 1
        history, shown = cart(client)
        assert history == held
        assert not {"D1", *held} & set(shown)


def test_fresh_things_gain_by_their_age(shop: Shop) -> None:
    project = shop(
        '[catalog.fields.released]\ntype = "date"\n[surfaces.home.freshness]\nfield = "released"\nweight = 10\n'
    )
    new = {"sku": "N1", "name": "Nuro reading lamp", "kind": "desk lamp", "price": 33, "stock": 1}
    with project:
        rows = [{**new, "released": "2026-11-01"}, {**new, "sku": "N2", "released": "2001-01-01"}]
        upsert_rows(rows, project.schema, project.items, project.clock)
        # The schema has changed: a build is needed, as for every declared field.
        from landas.recommend.build import build_release

        build_release(project.build_parts)
        with client_of(project) as client:
            told = effects(project, home(client, k=10))
            assert "freshness: score times" in told["N1"]
            assert "N2" not in told or "times 1" in told["N2"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("[surfaces.home.caps]\nmaker = 1\n", "unknown field 'maker'"),
        ('[surfaces.home.freshness]\nfield = "price"\n', "type date"),
        ('[surfaces.home]\nexclude = ["views"]\n', "exclude names 'views', .*impression, click, view"),
        ("[surfaces.home]\ndiversity = true\n", "diversity.*a number is wanted, not true or false"),
        ("[surfaces.home.caps]\ncolour = true\n", "caps.*a number is wanted, not true or false"),
        (
            '[[merchandising.rules]]\nname = "a"\neffect = "boost"\nwhen = "item.maker == \'x\'"\n',
            "merchandising rule 'a'",
        ),
    ],
)
def test_the_project_file_names_what_it_cannot_use(shop: Shop, more: str, said: str) -> None:
    with pytest.raises(ProjectFileError, match=f"(?s){said}"):
        _ = shop(more).parts
