"""Yes-or-no fields, numbers of things, years and days are said as people say them, in both languages, and pass."""

from dataclasses import replace

import pytest

from landas.catalog.fields import Direction, Field
from landas.dialogue.saying import Speaker
from landas.grounding.claims import is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.wishes import wish_text
from landas.request.about import AboutItems, Asked
from landas.request.intent import Constraint
from tests.grounding.world import PACKS, compared, grounds_for, reply_to, schema_with, shown_items


def _field(name: str, kind: str, english: str, indonesian: str, **more: str) -> Field:
    return Field(name, kind, name, labels={"en": (english,), "id": (indonesian,)}, **more)  # type: ignore[arg-type]


INNS = schema_with(
    _field("price", "money", "price", "harga", currency="IDR"),
    _field("rooms", "number", "rooms", "kamar"),
    _field("year", "number", "year", "tahun"),
    _field("pets", "flag", "pets allowed", "boleh bawa hewan"),
    _field("breakfast", "flag", "breakfast included", "sarapan termasuk"),
    _field("certified", "flag", "certified", "bersertifikat"),
    _field("pool", "flag", "swimming pool", "kolam renang"),
    _field("opened", "date", "opening day", "tanggal buka"),
    _field("facilities", "tags", "facilities", "fasilitas"),
)
SHOWN = shown_items(
    {
        "Wisma Teratai": {
            "price": 500000.0, "rooms": 20.0, "year": 1990.0, "pets": True, "breakfast": False, "certified": True,
            "pool": False, "opened": "2010-03-27", "facilities": ("bar", "laundry"),
        },
        "Wisma Kamboja": {
            "price": 400000.0, "rooms": 21.0, "year": 2001.0, "pets": False, "breakfast": False, "certified": False,
            "pool": True, "opened": "2011-12-01", "facilities": ("bar",),
        },
    },
    INNS,
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "field", "said"),
    [
        ("en", "rooms", "Wisma Teratai has 20 rooms and Wisma Kamboja has 21 rooms."),
        ("en", "pets", "Wisma Teratai allows pets and Wisma Kamboja doesn't allow pets."),
        ("en", "breakfast", "Neither of them includes breakfast."),
        ("en", "certified", "Wisma Teratai is certified and Wisma Kamboja isn't certified."),
        ("en", "opened", "the opening day of Wisma Teratai is 27 March 2010"),
        ("id", "rooms", "Wisma Teratai punya 20 kamar dan Wisma Kamboja punya 21 kamar."),
        ("id", "pets", "Wisma Teratai boleh bawa hewan dan Wisma Kamboja tidak boleh bawa hewan."),
        ("id", "breakfast", "Keduanya tidak termasuk sarapan."),
        ("id", "certified", "Wisma Teratai bersertifikat dan Wisma Kamboja tidak bersertifikat."),
        ("id", "pool", "Wisma Teratai tidak punya kolam renang dan Wisma Kamboja punya kolam renang."),
        ("id", "opened", "tanggal buka Wisma Teratai 27 Maret 2010"),
    ],
)
def test_a_field_is_said_in_its_own_way(language: str, field: str, said: str) -> None:
    task = compared(SHOWN, INNS, language, field)
    reply = reply_to(task)
    assert said.casefold() in reply.casefold()
    assert is_faithful(Verifier(grounds_for(task), PACKS, language).claims(reply))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "it has 1 more room and is newer"), ("id", "kamarnya 1 lebih banyak dan lebih baru")],
)
def test_differences_count_things_and_call_the_later_year_newer(language: str, said: str) -> None:
    task = compared(SHOWN, INNS, language)
    reply = reply_to(task)
    assert said in reply
    assert is_faithful(Verifier(grounds_for(task), PACKS, language).claims(reply))


@pytest.mark.parametrize(
    ("wish", "english", "indonesian"),
    [
        (Constraint("opened", "lt", "1960-01-01"), "opening day before 1960", "tanggal buka sebelum 1960"),
        (Constraint("opened", "gt", "2015-12-31"), "opening day after 2015", "tanggal buka setelah 2015"),
        (
            Constraint("opened", "between", ("2010-01-01", "2010-12-31")),
            "opening day in 2010",
            "tanggal buka 2010",
        ),
        (
            Constraint("opened", "gte", "2015-05-02"),
            "opening day since 2 May 2015",
            "tanggal buka sejak 2 Mei 2015",
        ),
        (Constraint("year", "gt", 1990.0), "year after 1990", "tahun setelah 1990"),
        (Constraint("pets", "ne", True), "no pets", "tidak boleh bawa hewan"),
        (Constraint("certified", "ne", True), "not certified", "tidak bersertifikat"),
    ],
)
def test_wishes_about_time_and_flags_read_naturally(wish: Constraint, english: str, indonesian: str) -> None:
    assert wish_text(wish, INNS, "en") == english
    assert wish_text(wish, INNS, "id") == indonesian


def test_an_item_whose_sentence_fails_is_still_told_of_with_its_price() -> None:
    task = compared(SHOWN, INNS, "en")
    speaker = Speaker(task, grounds_for(task))
    price = next(e.id for e in task.evidence[SHOWN[1].item_id] if e.field == "price" and e.type != "tradeoff")
    said = speaker.say(
        SlotText("{i1.title} allows pets. {i2.title} costs {" + price + ".value} and has a sauna.")
    )
    assert said.reply in (
        "Wisma Teratai allows pets. Wisma Kamboja costs Rp 400,000.",
        "Wisma Teratai allows pets. Wisma Kamboja is Rp 400,000.",
    )
    assert len(said.dropped) == 1


@pytest.mark.parametrize(
    ("language", "field", "end", "said"),
    [
        ("en", "year", "lower", "Wisma Teratai is the oldest of these, 1990."),
        ("id", "year", "higher", "Wisma Kamboja paling baru di antaranya, 2001."),
        ("en", "rooms", "higher", "Wisma Kamboja has the most rooms of these, 21."),
    ],
)
def test_who_has_the_least_or_most_is_said_by_what_is_measured(
    language: str, field: str, end: Direction, said: str
) -> None:
    about = AboutItems(
        "comparison", tuple(i.item_id for i in SHOWN), Asked(fields=(field,), best=(field, end))
    )
    task = replace(compared(SHOWN, INNS, language, field), asked=about.asked)
    reply = reply_to(task)
    assert said in reply
    assert is_faithful(Verifier(grounds_for(task), PACKS, language).claims(reply))
