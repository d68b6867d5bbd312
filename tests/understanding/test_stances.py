"""How people say what they don't want, don't mind, or would rather have: in front of it, behind it, and over lists."""

import pytest

from landas.catalog.fields import Field
from landas.understanding.parse import IntentParser
from tests.understanding.other_worlds import reader

MAKERS, COLOURS, KINDS = (
    ("Korva", "Melda", "Torrin"),
    ("black", "white", "green"),
    ("radio", "speaker", "males"),
)
FIELDS = (
    Field("kind", "category", "kind"),
    Field("maker", "category", "brand", labels={"en": ("brand",)}),
    Field("colour", "category", "color", labels={"en": ("colour",), "id": ("warna",)}),
    Field("material", "category", "material", labels={"en": ("material",), "id": ("bahan",)}),
    Field("clock", "flag", "clock", labels={"en": ("clock",), "id": ("jam",)}),
    Field("mood", "tags", "mood", labels={"en": ("mood",)}),
)
SHOP = reader(
    FIELDS,
    [
        (
            f"{MAKERS[n % 3]} {KINDS[n % 2]} {n}",
            {
                "kind": KINDS[n % 2],
                "maker": MAKERS[n % 3],
                "colour": COLOURS[n % 3],
                "material": ("leather", "wool", "plastic")[n % 3],
                "clock": n % 2 == 0,
                "mood": (("calm", "bright")[n % 2],),
            },
        )
        for n in range(24)
    ],
    category="kind",
)
Wish = tuple[str, str, object]


def wishes(text: str, shop: IntentParser = SHOP) -> list[Wish]:
    return [(c.field, c.op, c.value) for c in shop.parse(text).constraints]


def soft(text: str) -> list[Wish]:
    return [(c.field, c.op, c.value) for c in SHOP.parse(text).constraints if c.strength == "soft"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm fed up with Korva", "had bad luck with Korva", "so over Korva", "no more Korva", "Korva not wanted",
        "Korva? no thanks", "never again Korva", "kapok sama Korva", "ogah pake Korva", "males Korva", "skip Korva",
        "Korva would be a dealbreaker", "take Korva off the list", "give Korva a miss", "forget Korva", "Korva, nah",
        "if it's Korva, skip it", "Korva gives me the creeps", "I want nothing to do with Korva", "Korva must go",
        "coret Korva dari daftar", "Korva dihindari aja", "Korva membosankan", "tolong kecualikan Korva",
        "Korva? jangan deh", "Korva jangan ya kak", "gak doyan Korva", "Korva bikin trauma", "asal bukan Korva",
    ],
)  # fmt: skip
def test_a_maker_is_refused_in_front_or_behind(text: str) -> None:
    assert wishes(text) == [("maker", "ne", "Korva")]


@pytest.mark.parametrize(
    "text",
    [
        "don't skip Korva", "nothing beats Korva", "I can't get enough of Korva", "don't show me anything but Korva",
        "none other than Korva", "without a doubt Korva", "I'd hate to miss out on Korva", "can't do without Korva",
        "jangan lewatkan Korva", "ga ada yang ngalahin Korva", "ga mau selain Korva", "siapa lagi kalau bukan Korva",
    ],
)  # fmt: skip
def test_what_sounds_like_a_refusal_may_be_a_wish(text: str) -> None:
    assert wishes(text) == [("maker", "eq", "Korva")]


@pytest.mark.parametrize(
    "text",
    [
        "I hear Korva disappointed everyone", "my boss banned Korva", "Korva has burnt me once too often",
        "Korva is much too loud, skip it", "Korva kemahalan bgt, skip aja", "istri parnoan sama Korva",
    ],
)  # fmt: skip
def test_one_ill_word_in_the_clause_or_a_refusal_behind_it_is_enough(text: str) -> None:
    assert ("maker", "ne", "Korva") in wishes(text)


@pytest.mark.parametrize(
    "text",
    [
        "I never regretted buying Korva",
        "a Korva that scares me",
        "Korva biar ga nyesel",
        "I'm bored, so Korva",
    ],
)
def test_an_ill_word_that_is_turned_or_said_of_something_else_refuses_nothing(text: str) -> None:
    assert wishes(text) == [("maker", "eq", "Korva")]


@pytest.mark.parametrize("text", ["no problem with Korva", "don't rule out Korva", "jangan hapus Korva"])
def test_what_is_not_ruled_out_is_no_wish(text: str) -> None:
    assert wishes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'm allergic to wool", [("material", "ne", "wool")]),
        ("alergi wool", [("material", "ne", "wool")]),
        ("leather-free please", [("material", "ne", "leather")]),
        ("speakers are out", [("kind", "ne", "speaker")]),
        ("radio, clock not wanted", [("clock", "ne", True)]),
        ("ada clock gak", [("clock", "eq", True)]),
    ],
)
def test_materials_kinds_and_yes_or_no_fields_are_refused_alike(text: str, found: list[Wish]) -> None:
    assert wishes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "I don't mind black", "not necessarily black", "not that I don't like black", "bukan nggak suka black",
        "gak harus black", "gak keberatan black", "nothing against black",
    ],
)  # fmt: skip
def test_what_nobody_minds_is_no_wish(text: str) -> None:
    assert wishes(text) == []


def test_words_that_lift_one_wish_leave_the_next_one_hard() -> None:
    assert soft("not necessarily black, Korva please") == []
    assert wishes("not necessarily black, Korva please") == [("maker", "eq", "Korva")]


@pytest.mark.parametrize(
    "text",
    [
        "not without a clock", "jangan yang gak ada clock", "nothing without a clock", "can't live without a clock",
        "I won't take a radio without a clock",
    ],
)  # fmt: skip
def test_a_denied_lack_asks_for_the_thing(text: str) -> None:
    assert wishes(text) == [("clock", "eq", True)]


@pytest.mark.parametrize(
    "text",
    [
        "I prefer black over white", "lebih suka black daripada white", "I'd rather have black than white",
        "I like black better than white",
    ],
)  # fmt: skip
def test_what_is_preferred_is_not_insisted_on_and_the_other_is_not_refused(text: str) -> None:
    assert wishes(text) == soft(text) == [("colour", "eq", "black")]


def test_kinds_are_preferred_too() -> None:
    assert SHOP.parse("I prefer a radio to a speaker").categories == ("radio",)


def test_a_denial_holds_for_a_list_and_ends_where_something_is_permitted() -> None:
    refused = ("colour", "not_in", ("black", "white"))
    for text in (
        "no black or white, green is fine",
        "jangan black atau white ya, green gapapa",
        "no black, no white, green ok",
    ):
        assert wishes(text) == [refused, ("colour", "eq", "green")]
        assert soft(text) == [("colour", "eq", "green")]
    assert wishes("no black, white or green") == [("colour", "not_in", ("black", "white", "green"))]


def test_what_is_asked_for_right_behind_a_refusal_is_wanted() -> None:
    assert wishes("bosan calm, bright dong") == [("mood", "ne", "calm"), ("mood", "eq", "bright")]


def test_what_is_fine_too_is_as_good_as_what_was_named_first() -> None:
    assert wishes("black, white is fine too") == [("colour", "in", ("black", "white"))]
    assert soft("black, white is fine too") == []


def test_a_word_of_another_language_is_read_as_what_the_text_means() -> None:
    assert wishes("a radio for males, black") == [("colour", "eq", "black")]


@pytest.mark.parametrize(
    "text", ["not only black", "can't find a black radio", "bukan cuma black", "belum punya radio black"]
)
def test_what_only_sounds_like_a_denial_denies_nothing(text: str) -> None:
    assert ("colour", "ne", "black") not in wishes(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("leave Korva out", [("maker", "ne", "Korva")]),
        ("Korva let me down twice", [("maker", "ne", "Korva")]),
        ("Korva radios are rubbish", [("maker", "ne", "Korva")]),
        ("nothing but Korva", [("maker", "eq", "Korva")]),
        ("gak mau selain Korva", [("maker", "eq", "Korva")]),
        ("gak bisa tanpa clock", [("clock", "eq", True)]),
        ("black or white, makes no difference", []),
        ("I don't mind the colour black", []),
    ],
)
def test_rarer_ways_to_refuse_to_insist_and_not_to_mind(text: str, found: list[Wish]) -> None:
    assert wishes(text) == found
