"""A model gives a reason that never was ("because you bought…"): nobody reads it."""

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.stage import TOLD, TOLD_OPEN, Stage
from landas.drill.world import each_language


def unfaithful_reason(stage: Stage) -> Verdict:
    faults: list[str] = []
    turns = refused = 0
    for copy in (TOLD, TOLD_OPEN):
        for language, text in each_language(stage.world, stage.world.requests, 2 * stage.turns):
            words = stage.world.words(language)
            # One untrue reason among sentences that say nothing false, and reasons alone.
            plain = ["${title}."] * (turns % 3)
            stage.models.moods[copy] = says([words["causes"][turns % len(words["causes"])], *plain])
            turn = stage.client.ask(copy, text, language)
            turns += 1
            refused += turn.document.get("wording") == "template"
            if turn.status != 200:
                faults.append(f"status {turn.status} for {text!r}")
            said = [mark for mark in words["cause_marks"] if mark in turn.reply.casefold()]
            faults += [f"“{mark}” in {turn.receipt_id}: {turn.reply}" for mark in said]
    looked_at = f"{turns} turns with invented reasons, {refused} worded without the model"
    return judged(looked_at, faults, "reasons delivered")
