"""A model, a document or a caller names an item that doesn't exist or is withdrawn: it never appears."""

from collections.abc import Iterator

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.server import Turn
from landas.drill.stage import HOSTILE, HOSTILE_OPEN, TOLD, TOLD_OPEN, Stage

COPIES = (HOSTILE, HOSTILE_OPEN, TOLD, TOLD_OPEN)
UNKNOWN = "drill-no-such-item"


def invented_candidate(stage: Stage) -> Verdict:
    faults: list[str] = []
    turns = ids = 0
    for turn in _turns(stage):
        turns += 1
        named = _named(turn)
        ids += len(named)
        if turn.status != 200:
            faults.append(f"status {turn.status} for {turn.text!r}")
        faults += [f"{item_id!r} in {turn.receipt_id}" for item_id in named if not _exists(stage, item_id)]
        faults += [f"{UNKNOWN!r} said in {turn.receipt_id}"] if UNKNOWN in turn.reply else []
    return judged(f"{turns} turns named {ids} items and facts", faults, "that don't exist or are withdrawn")


def _turns(stage: Stage) -> Iterator[Turn]:
    gone = [item.item_id for item in stage.planted.planted.withdrawn]
    for copy in COPIES:
        for language in stage.world.languages:
            stage.models.moods[copy] = says([f"${{title}} {UNKNOWN}", f"{UNKNOWN}: ${{title}}"])
            requests = stage.world.requests(language)
            for number in range(stage.turns // 2):
                candidates = None
                if number % 2:
                    sent = [
                        gone[number % len(gone)],
                        UNKNOWN,
                        *(item_id for _, item_id in stage.world.kinds[:3]),
                    ]
                    candidates = [
                        {"item_id": item_id, "score": 1.0 / place} for place, item_id in enumerate(sent, 1)
                    ]
                turn = stage.client.ask(copy, next(requests), language, candidates)
                yield turn
                if number == 0:
                    yield stage.client.follow(turn, next(stage.world.follow_ups(language, "comparison")))


def _named(turn: Turn) -> list[str]:
    """Every item id that the answer holds, those inside fact ids too."""
    document = turn.document
    evidence = [entry for item in document.get("items", ()) for entry in item["evidence"]]
    facts = [fact for entry in evidence for fact in entry["fact_ids"]]
    facts += [fact for claim in document.get("claims", ()) for fact in claim["fact_ids"]]
    return [
        *turn.item_ids,
        *(entry["item_id"] for entry in evidence),
        *(fact.rsplit("#", 1)[0] for fact in facts),
    ]


def _exists(stage: Stage, item_id: str) -> bool:
    planted = {item.item_id for item in stage.planted.planted.barred}
    return item_id in stage.world.items or item_id in planted
