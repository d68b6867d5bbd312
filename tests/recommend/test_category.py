"""A kind that was learnt from titles is given up where nothing of it fits, and the reply says so."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from landas.recommend.draft import Draft
from landas.recommend.steps.category import KeepToCategory
from landas.request.intent import Entity, Intent

TITLES = ("Sturdy strap", "Sturdy canvas bag", "Bag hook")
KINDS = ("strap", "canvas", "hook")


def draft(rows_of_the_kind: list[bool], matching: tuple[int, ...] = ()) -> Any:
    view = SimpleNamespace(
        category_field="category",
        mask=lambda wanted: rows_of_the_kind,
        alive=np.ones(3, dtype=bool),
        term_groups=lambda text: text,
        best_matches=lambda groups, allowed, limit: (np.array(matching, dtype=int), np.ones(len(matching))),
        categories=lambda rows: [KINDS[row] for row in rows],
        item=lambda row: SimpleNamespace(title=TITLES[row]),
    )
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


def test_what_has_the_kind_in_its_title_is_kept_though_it_was_learnt_as_another_kind() -> None:
    state = draft([False, False, True], matching=(0, 1))
    KeepToCategory(category_is_declared=False)(cast(Draft, state))
    assert (state.intent.categories, state.intent.given_up) == (("bag",), ())
    assert list(state.allowed) == [False, True, False]


def test_a_part_whose_title_names_its_own_kind_is_not_taken_for_the_thing() -> None:
    state = draft([False, True, False], matching=(2,))
    state.allowed = np.array([False, False, True])
    KeepToCategory(category_is_declared=False)(cast(Draft, state))
    assert state.intent.given_up == ("bag",)


def test_a_kind_that_only_says_what_for_is_not_among_those_given_up() -> None:
    state = draft([False, False, True])
    state.request = SimpleNamespace(text="bag for the room")
    named = (Entity("category", "bag", (0, 3)), Entity("category", "room", (12, 16)))
    state.intent = Intent(categories=("bag",), entities=named)
    KeepToCategory(category_is_declared=False)(cast(Draft, state))
    assert state.intent.given_up == ("bag",)


def test_a_kind_is_kept_where_without_it_nothing_would_fit_either() -> None:
    state = draft([False, False, True])
    state.allowed = np.array([False, False, False])
    KeepToCategory(category_is_declared=False)(cast(Draft, state))
    assert (state.intent.categories, state.intent.given_up) == (("bag",), ())
    assert state.fitting == 0
