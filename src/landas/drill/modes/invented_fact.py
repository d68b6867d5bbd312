"""A model states what no item has: numbers, names, warranties, comparisons. None of it is delivered."""

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.stage import HOSTILE, HOSTILE_OPEN, TOLD, TOLD_OPEN, Stage
from landas.drill.world import each_language


def invented_fact(stage: Stage) -> Verdict:
    faults: list[str] = []
    by_model = turns = 0
    for copy in (HOSTILE, HOSTILE_OPEN, TOLD, TOLD_OPEN):
        for language, text in each_language(stage.world, stage.world.requests, stage.turns):
            stage.models.moods[copy] = says(stage.world.words(language)["lies"])
            turn = stage.client.ask(copy, text, language)
            turns += 1
            if turn.status != 200:
                faults.append(f"status {turn.status} for {text!r}")
                continue
            by_model += turn.document["wording"] != "template"
            receipt = stage.client.receipt(copy, turn.receipt_id)
            found = stage.world.oracle.faults(turn.document, text, receipt)
            faults += [f"{fault} ({turn.receipt_id}: {turn.reply})" for fault in found]
    return judged(f"{turns} turns, {by_model} in a model's words", faults, "false statements by raw values")
