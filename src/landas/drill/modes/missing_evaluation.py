"""A model that nobody measured, where the project requires an evaluation: it isn't asked until its bundle passed."""

import shutil

from landas.bootstrap import STATE_FOLDER, open_project
from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.server import Turn
from landas.drill.stage import UNEVALUATED, Stage
from landas.drill.world import each_language
from landas.evaluation.records import FOLDER
from landas.ranking.contracts.order.contract import ORDER


def missing_evaluation(stage: Stage) -> Verdict:
    stage.models.moods[UNEVALUATED] = says(["${title}."])
    shutil.rmtree(stage.folders[UNEVALUATED] / STATE_FOLDER / FOLDER, ignore_errors=True)
    before, asked_before = _asked(stage)
    faults = [f"the model was asked {asked_before} times before it was measured"] if asked_before else []
    faults += [
        f"{reason} instead of not_evaluated in {turn.receipt_id or turn.status}"
        for turn in before
        for reason in _reasons(turn)
        if reason != "not_evaluated"
    ]
    faults += [f"status {turn.status}" for turn in before if turn.status != 200 or not turn.reply]
    faults += _measured(stage)
    if not any(_reasons(turn) for turn in before):
        faults.append("no turn had a task for the model")
    after, asked_after = _asked(stage)
    if not asked_after:
        faults.append("the model was never asked, although its bundle had passed")
    return judged(
        f"{len(before)} turns before an evaluation: {asked_before} model calls; {len(after)} after it: {asked_after}",
        faults,
        "calls without evaluation",
    )


def _reasons(turn: Turn) -> list[str | None]:
    """Why each task of a turn had no model; a turn that had none to ask gives nothing."""
    calls = turn.document.get("usage", {}).get("tasks", ())
    reasons = [call["reason"] for call in calls]
    if any(call["task"] != ORDER.task for call in calls):
        reasons.append(turn.document.get("fallback"))
    return reasons


def _asked(stage: Stage) -> tuple[list[Turn], int]:
    """Some turns, and how many requests the model itself counted meanwhile."""
    counted = len(stage.models.prompts[UNEVALUATED])
    texts = each_language(stage.world, stage.world.requests, stage.turns)
    turns = [stage.client.ask(UNEVALUATED, text, language) for language, text in texts]
    return turns, len(stage.models.prompts[UNEVALUATED]) - counted


def _measured(stage: Stage) -> list[str]:
    """Passes the copy's own bundles, as an evaluation does; a verdict must not hold for another model."""
    from landas.dialogue.chat import tasks_in_use

    with open_project(stage.folders[UNEVALUATED]) as project:
        llm = project.settings.llm
        if llm is None:
            raise RuntimeError("the copy was to have a model")
        contracts = list(tasks_in_use(llm))
        for contract in contracts:
            if bundle := project.gateway.bundle(contract):
                project.evaluations.save(contract.task, bundle.hash, {"passed": True})
        project.use_model(llm.model_copy(update={"model": "drill-unheard"}))
        others = [(c.task, bundle.hash) for c in contracts if (bundle := project.gateway.bundle(c))]
        return [
            f"a verdict holds for another model of {t}" for t, b in others if project.evaluations.passed(t, b)
        ]
