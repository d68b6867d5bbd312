"""What every language pack must hold, so that code may rely on it."""

import tomllib
from importlib.resources import files

import pytest

from landas.errors import SetupError
from landas.language.pack import LanguagePack, load_pack, load_packs
from landas.language.tokens import fold
from landas.language.units import all_units

CODES = sorted(folder.name for folder in files("landas.language").joinpath("packs").iterdir())
PACKS = load_packs(CODES)


def test_english_and_indonesian_are_there() -> None:
    assert {"en", "id"} <= set(CODES)


@pytest.mark.parametrize("pack", PACKS, ids=CODES)
def test_phrases_are_written_as_they_are_compared(pack: LanguagePack) -> None:
    phrases = [
        *pack.numbers, *pack.magnitudes, *pack.before_number, *pack.after_number, *pack.negations, *pack.hedges,
        *pack.fillers, *pack.greetings, *pack.stop_words, *pack.sorts, *pack.alternatives, *pack.conjunctions,
        *pack.months, *pack.glossary, *pack.glossary.values(), *pack.flag_words["with"], *pack.flag_words["without"],
        *(form for a in pack.adjectives for form in (*a.forms, *a.comparatives, *a.superlatives)),
    ]  # fmt: skip
    assert [phrase for phrase in phrases if fold(phrase) != phrase] == []


@pytest.mark.parametrize("pack", PACKS, ids=CODES)
def test_adjectives_and_sorts_are_about_standard_fields(pack: LanguagePack) -> None:
    abouts = {adjective.about for adjective in pack.adjectives} | {about for about, _ in pack.sorts.values()}
    # "higher" is about whatever field is named beside it.
    assert abouts - {"label"} <= set(pack.field_labels)
    assert len({form for a in pack.adjectives for form in a.forms}) == sum(
        len(a.forms) for a in pack.adjectives
    )


@pytest.mark.parametrize("pack", PACKS, ids=CODES)
def test_units_and_shown_units_are_known(pack: LanguagePack) -> None:
    assert set(pack.unit_words.values()) <= set(all_units())
    assert set(pack.table("display")["units"]) <= set(all_units())


def test_every_pack_has_the_same_fields_months_and_files() -> None:
    first = PACKS[0]
    for pack in PACKS:
        assert list(pack.field_labels) == list(first.field_labels)
        assert set(pack.months.values()) == set(range(1, 13))
        assert {a.about for a in pack.adjectives} ^ {a.about for a in first.adjectives} == set()
        assert all(pack.field_labels.values())
        assert pack.glossary or pack.code == "en"


def test_a_word_of_the_glossary_means_one_thing() -> None:
    for code in CODES:
        path = files("landas.language").joinpath("packs", code, "glossary.toml")
        sections = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        words = [word for section in sections.values() for word in section]
        assert len(words) == len(set(words))


def test_an_unknown_language_says_which_are_known() -> None:
    with pytest.raises(SetupError, match=r"no language pack 'xx'.*Known: en, id"):
        load_pack("xx")


def test_a_missing_file_of_a_pack_is_named() -> None:
    with pytest.raises(SetupError, match=r"'en' has no recipes\.toml"):
        load_pack("en").table("recipes")
