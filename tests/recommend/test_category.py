"""A kind that was learnt from titles is given up where nothing of it fits, and the reply says so."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from landas.recommend.draft import Draft
from landas.recommend.steps.category import KeepToCategory
from landas.request.intent import Intent


def draft(rows_of_the_kind: list[bool]) -> Any:
    view = SimpleNamespace(category_field="category", mask=lambda wanted: rows_of_the_kind)
    return SimpleNamespace(
        intent=Intent(categories=("bag",), unparsed=("sturdy",)),
        request=SimpleNamespace(text="cheaper"),
        view=view,
        allowed=np.array([True, True, False]),
        masked=(),
        masks=(np.array([True, True, True]),),
        fitting=2,
    )


def test_a_kind_of_which_nothing_fits_is_given_up_by_name() -> None:
    state = draft([False, False, True])
    KeepToCategory(category_is_declared=False)(cast(Draft, state))
    assert (state.intent.categories, state.intent.given_up) == ((), ("bag",))
    assert state.intent.unparsed == ("sturdy", "bag")
    assert Intent.from_document(state.intent.to_document()) == state.intent


def test_a_kind_that_fits_is_kept() -> None:
    state = draft([True, False, False])
    KeepToCategory(category_is_declared=False)(cast(Draft, state))
    assert (state.intent.categories, state.intent.given_up) == (("bag",), ())
    assert state.fitting == 1
