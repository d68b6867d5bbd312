"""Every wish that a state shows can be taken back by itself, and stays away."""

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.ids import ConversationId
from landas.understanding.turns.removing import TakenWish
from tests.dialogue.talking import Turn

FIRST = "black or white laptop, 5 to 12 million rupiah, backlit keyboard and touchscreen, not Veltuna, cheapest first"
Chip = tuple[str, str, str]


def chips(turn: Turn) -> set[Chip]:
    """Each wish of a state as one part that a page shows: of several values each."""
    state = turn["state"]
    found: set[Chip] = {("category", "kind", kind) for kind in state["categories"]}
    for wish in state["constraints"]:
        several = wish["op"] in ("in", "not_in")
        side = "=" if wish["op"] in ("eq", "in") else "!=" if wish["op"] in ("ne", "not_in") else wish["op"]
        found |= {(wish["field"], side, str(v)) for v in (wish["value"] if several else [wish["value"]])}
    return found | ({(state["sort"]["field"], "sort", "")} if state["sort"] else set())


def begun(project: Project) -> tuple[Turn, ConversationId]:
    turn = project.dialogue.ask(AskRequest(FIRST))
    return turn, ConversationId(turn["conversation_id"])


@pytest.mark.parametrize("number", range(8))
def test_removing_a_chip_leaves_every_other_and_it_stays_away(sample: Project, number: int) -> None:
    turn, known = begun(sample)
    before = sorted(chips(turn))
    if number >= len(before):
        pytest.skip("no such chip")
    gone = before[number]
    field, side, value = gone
    part = {"kind": TakenWish(field, None, value), "sort": TakenWish(field, "sort")}
    named = next(iter(w for w in turn["state"]["constraints"] if w["field"] == field), {"op": "eq"})
    limit = side not in ("=", "!=", "kind", "sort")
    wish = part.get(side) or (TakenWish(field, named["op"]) if limit else TakenWish(field, None, value))
    without = sample.dialogue.ask(AskRequest("", conversation_id=known, remove=(wish,)))
    assert chips(without) == set(before) - {gone}
    text = "with bluetooth"
    later = sample.dialogue.ask(AskRequest(text, conversation_id=known))
    assert chips(later) == chips(without) | {("bluetooth", "=", "True")}


def test_one_side_of_two_limits_is_removed(sample: Project) -> None:
    known = ConversationId(
        sample.dialogue.ask(AskRequest("laptop above 5 million rupiah"))["conversation_id"]
    )
    sample.dialogue.ask(AskRequest("at most 12 million", conversation_id=known))
    left = sample.dialogue.ask(AskRequest("", conversation_id=known, remove=(TakenWish("price", "gt"),)))
    assert [(c["op"], c["value"]) for c in left["state"]["constraints"]] == [("lte", 12_000_000.0)]
