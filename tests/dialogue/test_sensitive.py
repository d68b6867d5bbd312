"""What people tell of their health, faith, origin or love is kept nowhere and wishes for nothing."""

import sqlite3
import tomllib
from pathlib import Path

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.language.pack import load_packs
from landas.llm.redaction import redact

PACKS = load_packs(("en", "id"))
TOLD = (
    ("I have HIV, need a cheap laptop", "HIV"),
    ("as a black woman I want a gold phone", "black woman"),
    ("my husband has type 2 diabetes, he wants a phone", "diabetes"),
    ("I'm 7 months pregnant and need a light laptop", "pregnant"),
    ("saya penderita diabetes, cari laptop", "diabetes"),
    ("gue gay, cari hp buat pacar", "gay"),
    ("diabetes saya kambuh, cari hp", "diabetes"),
    ("we're muslims looking for a laptop", "muslims"),
)


def _kept(folder: Path) -> bytes:
    """Everything that the project's tables hold, as text."""
    found = []
    for file in folder.rglob("*.db"):
        with sqlite3.connect(file) as base:
            names = [n for (n,) in base.execute("select name from sqlite_master where type = 'table'")]
            found += [repr(row) for name in names for row in base.execute(f'select * from "{name}"')]
    return "\n".join(found).encode()


@pytest.mark.parametrize(("text", "word"), TOLD)
def test_what_is_told_of_a_person_is_stored_nowhere(sample: Project, text: str, word: str) -> None:
    turn = sample.dialogue.ask(AskRequest(text))
    kept = _kept(sample.folder)
    assert text.replace(word, "⟨sensitive⟩")[-12:].encode() in kept
    assert text.encode() not in kept
    assert word.encode() not in repr(turn["state"]).encode()
    assert not any(c["value"] == "black" for c in turn["state"]["constraints"])


@pytest.mark.parametrize(
    "text",
    [
        "black shoes",
        "mau baju muslim",
        "cari baju muslim buat istri",
        "diabetic socks",
        "halal food",
        "saya mau busana muslim",
        "a novel about a gay couple",
        "I'm looking for a hindu wedding dress",
        "saya cari obat diabetes",
        "buku agama islam",
        "I am sick of my old phone",
        "laptop gaming buat anak saya",
        "a disability-friendly hotel",
        "gelang kesehatan",
    ],
)
def test_a_wish_for_a_thing_of_that_name_stays(text: str) -> None:
    assert redact(text, PACKS).text == text


SAID = tomllib.loads(Path(__file__).with_name("told_of_people.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "word"), SAID["told"])
def test_disability_treatment_debt_and_crime_are_taken_out_where_told_of_a_person(
    text: str, word: str
) -> None:
    assert word.casefold() not in redact(text, PACKS).text.casefold()


@pytest.mark.parametrize("text", SAID["asked_for"])
def test_a_wish_for_what_such_people_need_stays(text: str) -> None:
    assert redact(text, PACKS).text == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "I'm pregnant and diabetic, need a light laptop",
            "I'm ⟨sensitive⟩ and ⟨sensitive⟩, need a light laptop",
        ),
        ("I have HIV/AIDS", "I have ⟨sensitive⟩/⟨sensitive⟩"),
        ("I am gay, Jewish and deaf", "I am ⟨sensitive⟩, ⟨sensitive⟩ and ⟨sensitive⟩"),
        ("saya muslim, hamil, dan punya asma", "saya ⟨sensitive⟩, ⟨sensitive⟩, dan punya ⟨sensitive⟩"),
        ("diabetes saya dan asma saya kambuh", "⟨sensitive⟩ saya dan ⟨sensitive⟩ saya kambuh"),
        ("saya hamil dan saya diabetes", "saya ⟨sensitive⟩ dan saya ⟨sensitive⟩"),
        ("I'm pregnant, Christian novels please", "I'm ⟨sensitive⟩, Christian novels please"),
        ("saya hamil dan cari baju muslim", "saya ⟨sensitive⟩ dan cari baju muslim"),
    ],
)
def test_of_several_things_told_in_a_row_each_is_taken_out_and_no_wish_behind_them(
    text: str, kept: str
) -> None:
    assert redact(text, PACKS).text == kept
