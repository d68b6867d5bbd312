"""What isn't known of the cost is never shown as nothing."""

from landas.cli.usage import _costs


def test_a_cost_that_is_not_known_is_no_zero() -> None:
    row = {
        "calls": 2,
        "unpriced_calls": 2,
        "cost": 0.0,
        "cost_per_answer": 0.0,
        "cost_per_accepted_item": None,
    }
    assert _costs(row) == {"cost": "unknown", "cost_per_answer": None, "cost_per_accepted_item": None}
    assert (
        _costs({**row, "unpriced_calls": 1, "cost": 0.5, "cost_per_answer": 0.25})["cost"] == "more than 0.5"
    )
    assert (
        _costs({**row, "unpriced_calls": 0, "cost": 0.5, "cost_per_answer": 0.25})["cost_per_answer"] == 0.25
    )
