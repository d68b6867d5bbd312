"""A model states what no item has: numbers, names, warranties, comparisons. None of it is delivered."""

from collections import Counter

from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.stage import HOSTILE, HOSTILE_OPEN, TOLD, TOLD_OPEN, Stage
from landas.drill.talks import never_asked, talks


def invented_fact(stage: Stage) -> Verdict:
    faults: list[str] = []
    by_model = turns = 0
    asked: Counter[str] = Counter()
    for copy in (HOSTILE, HOSTILE_OPEN, TOLD, TOLD_OPEN):
        stage.models.moods[copy] = says(
            [lie for language in stage.world.languages for lie in stage.world.words(language)["lies"]]
        )
        for turn in talks(stage, copy):
            turns += 1
            if turn.status != 200:
                faults.append(f"status {turn.status} for {turn.text!r}")
                continue
            by_model += turn.document["wording"] != "template"
            asked.update(turn.tasks_asked)
            receipt = stage.client.receipt(copy, turn.receipt_id)
            found = stage.world.oracle.faults(turn.document, turn.said, receipt)
            faults += [f"{fault} ({turn.receipt_id}: {turn.reply})" for fault in found]
    tasks = ", ".join(f"{task} {count}" for task, count in sorted(asked.items()))
    return judged(
        f"{turns} turns, {by_model} in a model's words, asked for {tasks}",
        faults + never_asked(asked),
        "false statements by raw values",
    )
