"""Many turns at once against a budget of a few calls a day: the model is never asked once too often, and all are
answered."""

from concurrent.futures import ThreadPoolExecutor

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.stage import BUDGETED, DAILY_CALLS, Stage
from landas.drill.world import each_language

AT_ONCE = 24


def cost(stage: Stage) -> Verdict:
    stage.models.moods[BUDGETED] = says(["${title}."])
    asked = list(each_language(stage.world, stage.world.requests, AT_ONCE if stage.is_short else 5 * AT_ONCE))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        turns = list(pool.map(lambda one: stage.client.ask(BUDGETED, one[1], one[0]), asked))
    calls = len(stage.models.prompts[BUDGETED])
    faults = [
        f"status {turn.status} for {turn.text!r}" for turn in turns if turn.status != 200 or not turn.reply
    ]
    if calls > DAILY_CALLS:
        faults.append(f"the model counted {calls} requests")
    if not calls:
        faults.append("the model was never asked, so no budget was tried")
    refused = sum(turn.document.get("fallback") == "budget" for turn in turns)
    return judged(
        f"{len(turns)} turns, {AT_ONCE} at once, budget {DAILY_CALLS} calls a day: the model counted {calls}, "
        f"{refused} turns were worded without it",
        faults,
        "calls too many or turns without answer",
    )
