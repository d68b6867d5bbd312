"""The suite `dialogue`: whole conversations, the state after each turn against what the person has asked for.

Joint state accuracy is the share of turns whose state is right in every field (dialogue state tracking; Henderson
et al., SIGDIAL 2014); intervals draw whole dialogues again, since the turns of one aren't independent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.catalog.fields import Schema, Value
from landas.evaluation.dialogue_cases import DialogueCase, DialogueTurn
from landas.evaluation.held_state import State, expected_state, held_state, meets, right_fields
from landas.metrics.intervals import Estimate, f1_estimate, mean_estimate, ratio_estimate

Turn = Mapping[str, Any]
"""The document of a turn, as `ask --json` gives it, with the `state` that holds after it."""
Talk = Callable[[DialogueCase], Sequence[Turn]]
"""Holds a case's conversation from its first turn to its last."""
ValuesOf = Callable[[Sequence[str]], Mapping[str, Mapping[str, Value]]]
"""Item ids -> their values."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """One turn: fields right, held and expected; shown items that meet the stated state, and shown items."""

    right: int
    held: int
    expected: int
    meeting: int
    shown: int

    @property
    def joint(self) -> bool:
        return self.right == self.held == self.expected


def evaluate_dialogue(
    schema: Schema, cases: Sequence[DialogueCase], talk: Talk, values_of: ValuesOf
) -> dict[str, Any]:
    """`{suite, metrics, per_language, cases, turns, per_case}`.

    Metrics: `joint_state_accuracy` (turns), `constraint_f1` (fields of all turns together), `slot_accuracy` by field
    in `per_field`, `satisfying_share` (shown items that have every value stated so far), `accepted_share` and
    `turns_to_acceptance` (dialogues with `accept`: whether and when one of these items was shown),
    `questions_asked` (a dialogue).
    """
    per_case = [_judge(case, talk(case), schema, values_of) for case in cases]
    languages = sorted({one["language"] for one in per_case})
    return {
        "suite": "dialogue",
        "metrics": _metrics(per_case),
        "per_language": {
            code: _metrics([c for c in per_case if c["language"] == code]) for code in languages
        },
        "per_field": _per_field(per_case),
        "cases": len(cases),
        "turns": sum(len(case.turns) for case in cases),
        "per_case": per_case,
    }


def _judge(case: DialogueCase, turns: Sequence[Turn], schema: Schema, values_of: ValuesOf) -> dict[str, Any]:
    said = list(zip(case.turns, turns, strict=True))
    shown = [[item["item_id"] for item in turn["items"]] for turn in turns]
    found = next((n for n, ids in enumerate(shown, start=1) if set(ids) & set(case.accept)), None)
    judged = [
        _judge_turn(expected, turn, schema, values_of)
        for expected, turn in said
        if expected.expect_state is not None
    ]
    return {
        "id": case.id,
        "language": case.language or turns[0]["language"],
        "turns": judged,
        "accepts": bool(case.accept),
        "turns_to_acceptance": found,
        "questions": sum(turn["clarification"] is not None for turn in turns),
    }


def _judge_turn(turn: DialogueTurn, answer: Turn, schema: Schema, values_of: ValuesOf) -> dict[str, Any]:
    expected = expected_state(turn.expect_state or {}, schema)
    held = held_state(answer["state"], schema.category_field)
    ids = [item["item_id"] for item in answer["items"]]
    values = values_of(ids)
    hits = {name for name in expected if right_fields({name: held.get(name, frozenset())}, expected)}
    judged = _Judged(
        right_fields(held, expected),
        len(held),
        len(expected),
        sum(meets(values.get(item, {}), expected) for item in ids),
        len(ids),
    )
    return {
        "user": turn.user,
        "joint": judged.joint,
        "right": judged.right,
        "held": judged.held,
        "expected": judged.expected,
        "meeting": judged.meeting,
        "shown": judged.shown,
        "state": _written(held),
        "missed": {
            n: v
            for n, v in _written(expected).items()
            if not right_fields({n: held.get(n, frozenset())}, expected)
        },
        "invented": {n: v for n, v in _written(held).items() if n not in expected},
        "fields": {name: name in hits for name in expected},
    }


def _written(state: State) -> dict[str, list[Any]]:
    return {name: sorted(values, key=str) for name, values in sorted(state.items())}


def _metrics(per_case: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Estimates over dialogues; none of a measure that no dialogue allows."""
    estimates: dict[str, Estimate] = {}
    measured = [case for case in per_case if case["turns"]]
    if measured:
        joint = [[sum(t["joint"] for t in case["turns"]), len(case["turns"])] for case in measured]
        estimates["joint_state_accuracy"] = ratio_estimate([j[0] for j in joint], [j[1] for j in joint])
        counts = [
            [float(sum(t[key] for t in case["turns"])) for key in ("right", "held", "expected")]
            for case in measured
        ]
        estimates["constraint_f1"] = f1_estimate(counts)
        shown = [
            [float(sum(t[key] for t in case["turns"])) for key in ("meeting", "shown")] for case in measured
        ]
        if any(row[1] for row in shown):
            estimates["satisfying_share"] = ratio_estimate([s[0] for s in shown], [s[1] for s in shown])
    accepting = [case for case in per_case if case["accepts"]]
    if accepting:
        estimates["accepted_share"] = mean_estimate(
            [float(c["turns_to_acceptance"] is not None) for c in accepting]
        )
    taken = [float(c["turns_to_acceptance"]) for c in accepting if c["turns_to_acceptance"] is not None]
    if taken:
        estimates["turns_to_acceptance"] = mean_estimate(taken)
    if per_case:
        estimates["questions_asked"] = mean_estimate([float(c["questions"]) for c in per_case])
    return {name: estimate.to_document() for name, estimate in estimates.items()}


def _per_field(per_case: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Field -> share of the turns that expect it in which it held a right value."""
    right: dict[str, list[float]] = {}
    for case in per_case:
        for turn in case["turns"]:
            for name, hit in turn["fields"].items():
                right.setdefault(name, []).append(float(hit))
    return {name: mean_estimate(hits).to_document() for name, hits in sorted(right.items())}
