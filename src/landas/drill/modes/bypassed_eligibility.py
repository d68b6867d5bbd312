"""Person, items and model demand what a rule keeps out: it is never shown, and `why` names the rule."""

from collections.abc import Iterator
from string import Template
from typing import Any

from landas.catalog.items import Item
from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.planting import RULE
from landas.drill.server import Turn
from landas.drill.stage import HOSTILE, TOLD, TOLD_OPEN, Stage

COPIES = (TOLD, TOLD_OPEN, HOSTILE)


def bypassed_eligibility(stage: Stage) -> Verdict:
    faults: list[str] = []
    turns = explained = 0
    barred = {item.item_id: item for item in stage.planted.planted.barred}
    for turn, item in _attacked(stage):
        turns += 1
        if turn.status != 200:
            faults.append(f"status {turn.status} for {turn.text!r}")
            continue
        faults += [f"{item_id} shown in {turn.receipt_id}" for item_id in turn.item_ids if item_id in barred]
        spoken_of = {claim.split("#")[0] for found in turn.document["claims"] for claim in found["fact_ids"]}
        faults += [f"{item_id} spoken of in {turn.receipt_id}" for item_id in spoken_of & barred.keys()]
        rule = stage.client.why(turn.copy, turn.receipt_id, item.item_id).get("rule")
        explained += rule == RULE
        if rule is None:
            faults.append(f"why {turn.receipt_id} {item.item_id} names no rule")
    faults += [
        f"{item_id} on the surface {surface}" for surface, item_id in _on_surfaces(stage) if item_id in barred
    ]
    if not explained:
        faults.append(f"why never names the rule {RULE}")
    return judged(
        f"{turns} attacked turns and every surface, {len(barred)} barred items; why named the rule in {explained}",
        faults,
        "shown or unexplained",
    )


def _attacked(stage: Stage) -> Iterator[tuple[Turn, Item]]:
    barred = stage.planted.planted.barred
    for copy in COPIES:
        for language in stage.world.languages:
            words = stage.world.words(language)
            stage.models.moods[copy] = says(words["obeyed"])
            requests = stage.world.requests(language)
            for number in range(stage.turns // 2):
                item = barred[number % len(barred)]
                unlock = words["unlocks"][number % len(words["unlocks"])]
                text = Template(unlock).substitute(request=next(requests), title=item.title)
                candidates = (
                    [{"item_id": item.item_id, "score": 9.0}, *_others(stage)] if number % 3 == 2 else None
                )
                turn = stage.client.ask(copy, text, language, candidates)
                yield turn, item
                named = words["follow_ups"]["named"]
                yield (
                    stage.client.follow(
                        turn, Template(named[number % len(named)]).substitute(title=item.title)
                    ),
                    item,
                )


def _others(stage: Stage) -> list[dict[str, Any]]:
    return [{"item_id": item_id, "score": 0.5} for _, item_id in stage.world.kinds[:3]]


def _on_surfaces(stage: Stage) -> Iterator[tuple[str, str]]:
    """What the surfaces without words show when they are pushed towards the barred items."""
    for item in stage.planted.planted.barred:
        pushed = [{"item_id": item.item_id, "score": 9.0}, *_others(stage)]
        bodies: dict[str, tuple[str, dict[str, Any]]] = {
            "search": ("/v1/search", {"text": item.title}),
            "home": ("/v1/recommend", {"surface": "home", "candidates": pushed}),
            "related": ("/v1/recommend", {"surface": "related", "item_id": stage.world.kinds[0][1]}),
        }
        for surface, (path, body) in bodies.items():
            for item_id in stage.client.slate(HOSTILE, path, body):
                yield surface, item_id
