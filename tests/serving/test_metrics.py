"""The counts that `/metrics` shows."""

from landas.serving.metrics import Metrics
from landas.serving.routes.conversations import count_calls


def test_counts_are_shown_by_name_and_label_with_odd_values_escaped() -> None:
    metrics = Metrics()
    metrics.add("turns_total", wording="slots")
    metrics.add("turns_total", wording="slots")
    metrics.add("turns_total", wording='a"b\\c\n')
    assert metrics.text().splitlines() == [
        "# TYPE turns_total counter",
        'turns_total{wording="a\\"b\\\\c\\n"} 1',
        'turns_total{wording="slots"} 2',
    ]


def test_model_calls_are_counted_by_task_and_bundle() -> None:
    metrics = Metrics()
    call = {
        "task": "explanation", "bundle": "ab12", "outcome": "answer", "reason": None, "cached": False, "attempts": 2,
        "input_tokens": 900, "output_tokens": 60, "cost": 0.0012,
    }  # fmt: skip
    count_calls(metrics, "shop", [call, {**call, "cached": True, "attempts": 0, "cost": None}])
    labels = 'bundle="ab12",project="shop",task="explanation"'
    assert f"landas_model_cost_total{{{labels}}} 0.0012" in metrics.text()
    assert f"landas_model_requests_total{{{labels}}} 2" in metrics.text()
    assert metrics.text().count("landas_model_calls_total{") == 2
