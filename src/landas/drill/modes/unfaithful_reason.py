"""A model gives a reason that never was ("because you bought…"): nobody reads it."""

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.stage import TOLD, TOLD_OPEN, Stage
from landas.drill.talks import talks


def unfaithful_reason(stage: Stage) -> Verdict:
    faults: list[str] = []
    turns = refused = 0
    for copy in (TOLD, TOLD_OPEN):
        stage.models.moods[copy] = says(_reasons(stage))
        for turn in talks(stage, copy):
            turns += 1
            refused += turn.document.get("wording") == "template"
            if turn.status != 200:
                faults.append(f"status {turn.status} for {turn.text!r}")
            marks = [
                mark for code in stage.world.languages for mark in stage.world.words(code)["cause_marks"]
            ]
            said = [mark for mark in marks if mark in turn.reply.casefold()]
            faults += [f"“{mark}” in {turn.receipt_id}: {turn.reply}" for mark in said]
    looked_at = f"{turns} turns with invented reasons, {refused} worded without the model"
    return judged(looked_at, faults, "reasons delivered")


def _reasons(stage: Stage) -> list[str]:
    """Untrue reasons of every language, alone and among sentences that say nothing false."""
    causes = zip(*(stage.world.words(code)["causes"] for code in stage.world.languages), strict=False)
    return [
        sentence
        for number, each in enumerate(causes)
        for cause in each
        for sentence in (cause, *["${title}."] * (number % 3))
    ]
