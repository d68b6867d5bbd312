"""Words that ask whether there is such a thing refuse nothing, and those that refuse are left."""

import pytest

from landas.understanding.words.questions import without_question_tags
from tests.understanding.world import PACKS, parser

PARSER = parser()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("ada laptop ga di bawah 10 juta", ("price", "lt", 10e6)),
        ("ada laptop bagus gak, bawah 10jt", ("price", "lt", 10e6)),
        ("laptop gak di bawah 10 juta", ("price", "gte", 10e6)),
        ("ada laptop yang gak di bawah 10 juta", ("price", "gte", 10e6)),
    ],
)
def test_a_question_turns_no_limit_around(text: str, limit: tuple[str, str, float]) -> None:
    found = [(c.field, c.op, c.value) for c in PARSER.parse(text).constraints if c.assumption is None]
    assert found == [limit]


def test_a_refusal_is_left_and_every_other_word_stays_where_it_is() -> None:
    assert without_question_tags("ada laptop gak mahal?", PACKS) == "ada laptop gak mahal?"
    assert without_question_tags("ada laptop gak? yang putih", PACKS) == "ada laptop    ? yang putih"
