"""A column's mask says of every row what `satisfies` says of its item."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from landas.request.intent import Constraint
from landas.request.satisfaction import satisfies
from landas.retrieval.columns import Columns, ColumnsBuilder

WORDS = st.sampled_from(["red", "Red", " RED ", "dark  red", "blue", "10", "10.0", "True", "2026-01-02", ""])
NUMBERS = st.sampled_from([-1.0, 0.0, 1.0, 9.99, 10.0, 1e12]) | st.floats(allow_nan=False, width=32)
SCALARS = WORDS | NUMBERS | st.booleans()
TAGS = st.lists(WORDS, max_size=3).map(tuple)
OF_FIELD = {"number": NUMBERS, "word": WORDS, "flag": st.booleans(), "tags": TAGS, "mixed": SCALARS | TAGS}
ROWS = st.lists(st.fixed_dictionaries({}, optional=OF_FIELD), min_size=1, max_size=12)
FIELDS = st.sampled_from(["number", "word", "flag", "tags", "mixed", "unknown"])


@st.composite
def constraints(draw: Any) -> Constraint:
    op = draw(st.sampled_from(["eq", "ne", "lt", "lte", "gt", "gte", "between", "in", "not_in"]))
    if op == "between":
        wanted: Any = draw(st.tuples(NUMBERS, NUMBERS) | st.tuples(WORDS, WORDS))
    elif op in ("in", "not_in"):
        wanted = draw(st.lists(SCALARS, max_size=3).map(tuple) | SCALARS)
    else:
        wanted = draw(SCALARS | st.tuples(WORDS, WORDS))
    return Constraint(draw(FIELDS), op, wanted)


def columns_of(rows: list[dict[str, Any]]) -> Columns:
    builder = ColumnsBuilder()
    for values in rows:
        builder.add(values)
    return builder.finish()


@given(ROWS, constraints())
@settings(max_examples=400)
def test_a_mask_agrees_with_satisfies_on_every_row(
    rows: list[dict[str, Any]], constraint: Constraint
) -> None:
    found = columns_of(rows).mask(constraint)
    assert found.tolist() == [satisfies(values, constraint) for values in rows]


@given(ROWS, constraints())
@settings(max_examples=50)
def test_columns_read_from_files_answer_as_those_written(
    rows: list[dict[str, Any]], constraint: Constraint
) -> None:
    columns = columns_of(rows)
    with tempfile.TemporaryDirectory() as folder:
        columns.save(Path(folder))
        assert Columns.load(Path(folder)).mask(constraint).tolist() == columns.mask(constraint).tolist()


def test_a_true_flag_and_the_number_one_are_different_wishes() -> None:
    columns = columns_of([{"flag": True}, {"flag": False}])
    assert columns.mask(Constraint("flag", "eq", 1.0)).tolist() == [False, False]
    assert columns.mask(Constraint("flag", "eq", True)).tolist() == [True, False]


def test_a_field_without_numbers_has_only_missing_numbers() -> None:
    assert np.isnan(columns_of([{"word": "red"}]).numeric("word")).all()
