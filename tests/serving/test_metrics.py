"""The counts that `/metrics` shows."""

from landas.serving.metrics import Metrics


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
