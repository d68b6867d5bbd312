"""A model hangs, drips, never ends, breaks or babbles: the turn is answered by its deadline all the same."""

import statistics

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import Mood, dripping, endless, failing, garbage, hanging
from landas.drill.stage import LATE, PLAIN, Stage

MOODS: dict[str, Mood] = {
    "hangs": hanging,
    "drips": dripping,
    "never ends": endless,
    "answers 500": failing,
    "answers nonsense": garbage,
}
ALLOWED_MS, MOST_ALLOWED_MS = 100, 500
"""Beyond the deadline, for the way to the server and back: as long as the same turns take without a model here, within
these bounds. A machine that is busy with other work makes both longer."""
TRIES = 3
"""A mood fails when most of so many turns are late: one alone may be this machine's."""


def latency(stage: Stage) -> Verdict:
    faults: list[str] = []
    worst: dict[str, float] = {}
    plain: list[float] = []
    for number, (name, mood) in enumerate(MOODS.items()):
        stage.models.moods[LATE] = mood
        language = stage.world.languages[number % len(stage.world.languages)]
        requests = stage.world.requests(language)
        took: list[float] = []
        allowed = 0.0
        while len(took) < (1 if stage.is_short else TRIES) or (took[-1] > allowed and len(took) < TRIES):
            text = next(requests)
            turn = stage.client.ask(LATE, text, language)
            took.append(turn.seconds * 1000)
            plain.append(stage.client.ask(PLAIN, text, language).seconds * 1000)
            allowed = stage.deadline_ms + min(MOST_ALLOWED_MS, max(ALLOWED_MS, statistics.median(plain)))
            if turn.status != 200 or not turn.reply:
                faults.append(f"{name}: status {turn.status}, {turn.receipt_id or 'no answer'}")
        worst[name] = max(took)
        if statistics.median_low(took) > allowed:
            faults.append(f"{name}: {statistics.median_low(took):.0f} ms of {allowed:.0f} allowed")
    shown = ", ".join(f"{name} {value:.0f}" for name, value in worst.items())
    return judged(
        f"deadline {stage.deadline_ms} ms, slowest turn in ms: {shown}; without a model {statistics.median(plain):.0f}",
        faults,
        "late",
    )
