"""What claims look like, whatever the text: in order, apart, quoting the reply, and each saying one thing."""
# ruff: noqa: E501

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landas.grounding.claims import Grounds, Verdict
from landas.grounding.verifier.verify import Verifier
from tests.grounding.verifier.worlds import DINERS, LAPTOPS, PACKS, PHONE, claims_of

WORLDS: tuple[Grounds, ...] = (
    LAPTOPS,
    PHONE,
    DINERS,
    Grounds(),
    Grounds(text="The Aster weighs 1.4 kg. It isn't black."),
)
VERIFIERS = tuple(Verifier(grounds, PACKS, "en") for grounds in WORLDS)
WORDS = [
    "the",
    "a",
    "The",
    "Aster",
    "Nimbus",
    "14",
    "Brio",
    "Feather",
    "13",
    "Velm",
    "Onda",
    "5",
    "Warung",
    "Melati",
    "costs",
    "weighs",
    "is",
    "isn't",
    "not",
    "no",
    "than",
    "as",
    "cheaper",
    "lighter",
    "the\n",
    "",
    "",
    "",
    "cheapest",
    "most",
    "more",
    "less",
    "least",
    "twice",
    "same",
    "both",
    "all",
    "neither",
    "none",
    "nor",
    "only",
    "two",
    "three",
    "of",
    "them",
    "and",
    "but",
    "with",
    "which",
    "because",
    "you",
    "viewed\n",
    "",
    "",
    "",
    "bought",
    "if",
    "used",
    "to",
    "in",
    "stock",
    "left",
    "sold",
    "out",
    "available",
    "per",
    "month",
    "black",
    "silver",
    "red",
    "$749",
    "749",
    "1.4",
    "kg",
    "16",
    "GB",
    "RAM",
    "50",
    "MP",
    "6.43",
    "inches",
    "2022\n",
    "",
    "",
    "",
    "between",
    "about",
    "under",
    "harga",
    "berat",
    "lebih",
    "murah",
    "dari",
    "daripada",
    "paling",
    "tidak",
    "bukan",
    "keduanya",
    "semuanya",
    "selisih",
    "dan",
    "dengan",
    "yang",
    "stok",
    "habis\n",
    "",
    "",
    "",
    ",",
    ".",
    ";",
    ":",
    "!",
    "?",
    "-",
    "–",
    "(",
    ")",
    "|",
    "•",
    "*",
    '"',
    "'",
    "'s",
    "%",
    "/",
    "\n",
]
UNITS = (
    "The Aster Nimbus 14 costs $749 and isn't black, but it is lighter than the Celo Basic 15. ", "Aster Nimbus 14 ", "1.4 kg ",
    "available in same both ", "((((", "'s 's ", "not no without ", "| Aster Nimbus 14 | 1.4 kg |\n", "than the Brio Feather 13 and ",
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)),
    st.integers(0, 4),
)
@settings(max_examples=600, deadline=None)
def test_claims_of_any_text_are_in_order_apart_and_quote_it(reply: str, world: int) -> None:
    end = 0
    for claim in VERIFIERS[world].claims(reply):
        assert end <= claim.start < claim.end <= len(reply)
        assert claim.text == reply[claim.start : claim.end]
        end = claim.end


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_no_number_of_a_reply_is_outside_all_claims(reply: str) -> None:
    claims = VERIFIERS[0].claims(reply)
    told = {i for claim in claims for i in range(claim.start, claim.end)}
    numbers = [i for i, c in enumerate(reply) if c.isdigit()]
    assert [reply[i] for i in numbers if i not in told and not _is_list_number(reply, i)] == []


def _is_list_number(reply: str, at: int) -> bool:
    """ "1. …", "2) …" at the beginning of a line number the lines; they say nothing."""
    line = reply[reply.rfind("\n", 0, at) + 1 :]
    return line.lstrip(" *-•+")[:2].strip(".) ").isdigit()


@pytest.mark.parametrize("unit", UNITS)
def test_twenty_thousand_characters_of_anything_are_read_to_the_end(unit: str) -> None:
    reply = (unit * (20_000 // len(unit) + 1))[:20_000]
    claims = VERIFIERS[0].claims(reply)
    assert all(one.end <= other.start for one, other in itertools.pairwise(claims))
    assert not claims or claims[-1].end > 19_800


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("The Aster Nimbus 14 costs $749 and weighs 1.4 kg.", ["The Aster Nimbus 14 costs $749", "weighs 1.4 kg"]),
        ("Hello! The Brio Feather 13 is silver, but it is out of stock.",
         ["Hello", "The Brio Feather 13 is silver", "but it is out of stock"]),
        ("- Aster Nimbus 14: $749\n- Celo Basic 15: $599", ["Aster Nimbus 14: $749", "Celo Basic 15: $599"]),
        ("Compared to the Celo Basic 15, the Brio Feather 13 is lighter.",
         ["Compared to the Celo Basic 15, the Brio Feather 13 is lighter"]),
        ("The Aster Nimbus 14 and the Celo Basic 15 are black.", ["The Aster Nimbus 14 and the Celo Basic 15 are black"]),
    ],
)  # fmt: skip
def test_a_claim_is_the_smallest_stretch_that_states_one_thing(reply: str, expected: list[str]) -> None:
    assert [claim.text for claim in claims_of(reply, LAPTOPS)] == expected


@pytest.mark.parametrize(
    ("reply", "verdicts"),
    [
        ("Hello! The Aster Nimbus 14 costs $749.", ["not_a_claim", "supported"]),
        ("The Aster Nimbus 14 costs $789. It is waterproof.", ["contradicted", "unsupported"]),
        ("The Aster Nimbus 14 is nice and costs $749.", ["not_a_claim", "supported"]),
        ("Do you like black? The Aster Nimbus 14 is black.", ["not_a_claim", "supported"]),
    ],
)
def test_each_claim_has_its_own_verdict(reply: str, verdicts: list[Verdict]) -> None:
    assert [claim.verdict for claim in claims_of(reply, LAPTOPS)] == verdicts


def test_a_supported_claim_cites_the_facts_it_rests_on() -> None:
    price, weight = claims_of(
        "The Aster Nimbus 14 costs $749 and is lighter than the Celo Basic 15.", LAPTOPS
    )
    assert price.fact_ids == ("a#price",)
    assert set(weight.fact_ids) == {"a#weight", "c#weight"}


def test_facts_of_a_sheet_are_cited_by_their_labels() -> None:
    (claim,) = claims_of("The battery holds 4,500 mAh.", PHONE)
    assert claim.fact_ids == ("Battery",)
