"""An evaluation of ranking as a page: every figure is on it, and it needs nothing else."""

import re
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from landas.evaluation.page.drawing import Measured, bars, curves, intervals, pairs
from landas.evaluation.page.ranking_page import ranking_page
from landas.evaluation.ranking import evaluate_ranking
from landas.events.sequences import Sequences

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    chance = np.random.default_rng(5)
    people = [np.cumsum(chance.integers(1, 3, size=9)) % 40 for _ in range(60)]
    return evaluate_ranking(Sequences.of([np.array(list(dict.fromkeys(p.tolist()))) for p in people], 40))


def test_every_system_and_its_figures_stand_on_the_page(record: dict[str, Any]) -> None:
    page = ranking_page(record)
    for metrics in (record["metrics"], *record["baselines"].values(), *record["sources"].values()):
        assert f"{metrics['ndcg@10']['value']:.4f}" in page
    assert all(name in page for name in (*record["baselines"], *record["sources"]))
    assert record["lead_over_best"]["over"] in page


def test_the_page_loads_nothing_and_its_pictures_are_well_formed(record: dict[str, Any]) -> None:
    page = ranking_page(record)
    assert not re.search(r"(src|href)=|https?://|<script", page)
    pictures = re.findall(r"<svg.*?</svg>", page, re.S)
    assert len(pictures) >= 7
    for picture in pictures:
        ElementTree.fromstring(picture)


def test_a_name_is_text_and_never_markup() -> None:
    picture = (
        intervals([Measured("<b>&", 0.5, 0.4, 0.6)])
        + bars([("<i>", 1.0)])
        + pairs([("<u>", 0.1, 0.2)], ("a", "b"))
    )
    assert "<b>" not in picture
    assert "<i>" not in picture
    assert "<u>" not in picture


def test_marks_lie_where_their_figures_say() -> None:
    picture = ElementTree.fromstring(intervals([Measured("a", 0.5, 0.25, 1.0), Measured("b", 1.0)]))
    dots = [float(dot.get("cx", "")) for dot in picture.iter("circle")]
    span = next(rect for rect in picture.iter("rect"))
    left, right = float(span.get("x", "")), float(span.get("x", "")) + float(span.get("width", ""))
    assert right == pytest.approx(dots[1])
    assert (dots[0] - left) / (dots[1] - left) == pytest.approx(1 / 3, abs=0.01)


def test_curves_end_with_their_names_apart() -> None:
    picture = ElementTree.fromstring(
        curves({"x": [(1, 0.1), (10, 0.4)], "y": [(1, 0.1), (10, 0.4)]}, strong="x")
    )
    ends = [
        float(text.get("y", ""))
        for text in picture.iter("text")
        if "end" in (text.get("class") or "").split()
    ]
    assert len(ends) == 2
    assert abs(ends[0] - ends[1]) >= 14
