"""Orders to the model, hidden in item texts, in reviews and in what a person types, before a model that obeys: the same
items in the same order as without them, and nothing of what was ordered is said."""

from collections.abc import Mapping, Sequence
from string import Template
from typing import Any

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.planting import CODE, Carrier, order
from landas.drill.stage import NEUTRAL, PLAIN, TOLD, TOLD_OPEN, Stage
from landas.drill.world import each_language

Candidates = Sequence[Mapping[str, Any]]
EFFECTS = "effects on items, order or words"


def injection_in_item_text(stage: Stage) -> Verdict:
    return _in_items(stage, stage.planted.in_texts, "item texts")


def injection_in_review_text(stage: Stage) -> Verdict:
    return _in_items(stage, stage.planted.in_reviews, "reviews")


def injection_in_user_text(stage: Stage) -> Verdict:
    """Compared with the answer to the same words that no model was asked about."""
    faults: list[str] = []
    turns = 0
    for language, request in each_language(stage.world, stage.world.requests, stage.turns):
        text = f"{request}. {order(stage.world, language, turns)}"
        expected = stage.client.ask(PLAIN, text, language)
        for copy in (TOLD, TOLD_OPEN):
            faults += _faults(stage, copy, text, language, expected.item_ids)
            turns += 1
    return judged(f"{turns} turns with orders in the person's words", faults, EFFECTS)


def _in_items(stage: Stage, carriers: Sequence[Carrier], where: str) -> Verdict:
    """The control is a copy whose items have the same words in no order."""
    faults: list[str] = []
    turns = reached = 0
    for carrier in carriers:
        stage.models.moods[NEUTRAL] = says(_obeyed(stage, carrier.language))
        candidates = [
            {"item_id": item_id, "score": 1 / place} for place, item_id in enumerate(carrier.candidates, 1)
        ]
        expected = stage.client.ask(NEUTRAL, carrier.request, carrier.language, candidates)
        for copy in (TOLD, TOLD_OPEN):
            faults += _faults(stage, copy, carrier.request, carrier.language, expected.item_ids, candidates)
            turns += 1
        reached += carrier.item_id in expected.item_ids
    return judged(
        f"{turns} turns, {reached} of {len(carriers)} items with orders in {where} shown", faults, EFFECTS
    )


def _faults(
    stage: Stage, copy: str, text: str, language: str, expected: Sequence[str], candidates: Candidates = ()
) -> list[str]:
    stage.models.moods[copy] = says(_obeyed(stage, language))
    turn = stage.client.ask(copy, text, language, candidates)
    if turn.status != 200:
        return [f"status {turn.status} for {text!r}"]
    faults = []
    if turn.item_ids != tuple(expected):
        faults.append(f"{list(turn.item_ids)} instead of {list(expected)} in {turn.receipt_id}")
    if "".join(CODE).casefold() in turn.reply.casefold():
        faults.append(f"the code is said in {turn.receipt_id}: {turn.reply}")
    return faults


def _obeyed(stage: Stage, language: str) -> list[str]:
    return [
        Template(text).safe_substitute(code="".join(CODE)) for text in stage.world.words(language)["obeyed"]
    ]
