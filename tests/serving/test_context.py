"""The request's context: declared keys of their declared type, and nothing else."""

from typing import Any

import pytest

from landas.catalog.fields import Schema
from landas.errors import BadRequest
from landas.serving.context import checked_context

SCHEMA = Schema(
    ("en",),
    "IDR",
    "id",
    "title",
    (),
    {},
    context={"region": "category", "age": "number", "member": "flag", "groups": "tags"},
)


def test_declared_keys_pass_and_null_is_the_same_as_absent() -> None:
    given = {"region": "Medan", "age": 17, "member": True, "groups": ["a"]}
    assert checked_context({**given, "region": "Medan"}, SCHEMA) == given
    assert checked_context({"region": None}, SCHEMA) == {}
    assert checked_context(None, SCHEMA) == {}


@pytest.mark.parametrize(
    "context",
    [{"regoin": "Medan"}, {"region": 5}, {"age": "17"}, {"age": True}, {"member": "yes"}, {"groups": "a"}],
)
def test_any_other_key_or_type_is_refused_by_its_name(context: dict[str, Any]) -> None:
    with pytest.raises(BadRequest) as caught:
        checked_context(context, SCHEMA)
    assert next(iter(context)) in caught.value.problem
