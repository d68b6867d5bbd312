"""Conversations of the drill: a request, a turn that compares what was shown, a turn that asks about one of it; and
whether a model was really asked in every task."""

from collections import Counter
from collections.abc import Iterator

from landas.drill.server import Turn
from landas.drill.stage import Stage
from landas.drill.world import each_language

TASKS = ("explanation", "comparison", "item_answer", "order")
FOLLOWING = ("comparison", "item_answer")


def talks(stage: Stage, copy: str) -> Iterator[Turn]:
    """About `stage.turns` turns, at least one conversation in each language."""
    count = max(len(stage.world.languages), stage.turns // (1 + len(FOLLOWING)))
    following = {
        (language, task): stage.world.follow_ups(language, task)
        for language in stage.world.languages
        for task in FOLLOWING
    }
    for language, request in each_language(stage.world, stage.world.requests, count):
        turn = stage.client.ask(copy, request, language)
        yield turn
        for task in FOLLOWING:
            turn = stage.client.follow(turn, next(following[language, task]))
            yield turn


def never_asked(asked: Counter[str]) -> list[str]:
    """The faults of an attack that left tasks alone."""
    return [f"the model was never asked for the task {task}" for task in TASKS if not asked[task]]
