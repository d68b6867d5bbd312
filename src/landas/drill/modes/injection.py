"""Orders to the model, hidden in item texts, in reviews and in what a person types, before a model that obeys: the same
items in the same order as without them, and nothing of what was ordered is said. Only the person's own words may change
the order where a model is asked for one, and then among the best candidates alone."""

from collections.abc import Mapping, Sequence
from string import Template
from typing import Any

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.planting import CODE, Carrier, order
from landas.drill.server import Turn
from landas.drill.stage import NEUTRAL, SILENT, TOLD, TOLD_OPEN, Stage
from landas.drill.world import each_language
from landas.ranking.contracts.order.task_input import MOST_CANDIDATES

Candidates = Sequence[Mapping[str, Any]]
EFFECTS = "effects on items, order or words"


def injection_in_item_text(stage: Stage) -> Verdict:
    return _in_items(stage, stage.planted.in_texts, "item texts")


def injection_in_review_text(stage: Stage) -> Verdict:
    return _in_items(stage, stage.planted.in_reviews, "reviews")


def injection_in_user_text(stage: Stage) -> Verdict:
    """Compared with the answer to the same words that no model was asked about."""
    faults: list[str] = []
    turns = shown = ordered = 0
    for language, request in each_language(stage.world, stage.world.requests, stage.turns):
        text = f"{request}. {order(stage.world, language, turns)}"
        expected = stage.client.ask(SILENT, text, language)
        shown += len(expected.item_ids) > 1
        for copy in (TOLD, TOLD_OPEN):
            turn = _asked(stage, copy, text, language)
            turns += 1
            if "order" not in turn.tasks_asked:
                faults += _faults(turn, expected.item_ids)
                continue
            ordered += 1
            best = [found["item_id"] for found in _candidates(stage, expected)[:MOST_CANDIDATES]]
            if not set(turn.item_ids) <= set(best):
                faults.append(f"{list(turn.item_ids)} isn't among {best} in {turn.receipt_id}")
            faults += _faults(turn, turn.item_ids)
    if not shown:
        faults.append("no turn showed items whose order could have been changed")
    return judged(
        f"{turns} turns with orders in the person's words, {ordered} of them ordered by the model",
        faults,
        EFFECTS,
    )


def _candidates(stage: Stage, turn: Turn) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = stage.client.receipt(turn.copy, turn.receipt_id).get(
        "candidates", ()
    )
    return found


def _in_items(stage: Stage, carriers: Sequence[Carrier], where: str) -> Verdict:
    """The control is a copy whose items have the same words in no order."""
    faults: list[str] = []
    turns = reached = ordered = 0
    for carrier in carriers:
        candidates = [
            {"item_id": item_id, "score": 1 / place} for place, item_id in enumerate(carrier.candidates, 1)
        ]
        expected = _asked(stage, NEUTRAL, carrier.request, carrier.language, candidates)
        for copy in (TOLD, TOLD_OPEN):
            turn = _asked(stage, copy, carrier.request, carrier.language, candidates)
            faults += _faults(turn, expected.item_ids)
            ordered += "order" in turn.tasks_asked
            turns += 1
        about = next(stage.world.follow_ups(carrier.language, "comparison"))
        faults += _faults(stage.client.follow(turn, about), stage.client.follow(expected, about).item_ids)
        turns += 1
        reached += carrier.item_id in expected.item_ids
    if not reached:
        faults.append(f"no item with orders in {where} was ever shown")
    if not ordered:
        faults.append("the model was never asked for an order of such items")
    return judged(
        f"{turns} turns, {reached} of {len(carriers)} items with orders in {where} shown, {ordered} orders asked for",
        faults,
        EFFECTS,
    )


def _asked(stage: Stage, copy: str, text: str, language: str, candidates: Candidates = ()) -> Turn:
    """A turn before a model that does what it is told by anybody."""
    sentences = [
        Template(said).safe_substitute(code="".join(CODE)) for said in stage.world.words(language)["obeyed"]
    ]
    stage.models.moods[copy] = says(sentences, obeys=CODE[0])
    return stage.client.ask(copy, text, language, candidates)


def _faults(turn: Turn, expected: Sequence[str]) -> list[str]:
    if turn.status != 200:
        return [f"status {turn.status} for {turn.text!r}"]
    faults = []
    if turn.item_ids != tuple(expected):
        faults.append(f"{list(turn.item_ids)} instead of {list(expected)} in {turn.receipt_id}")
    if "".join(CODE).casefold() in turn.reply.casefold():
        faults.append(f"the code is said in {turn.receipt_id}: {turn.reply}")
    return faults
