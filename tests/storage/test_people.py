"""Ids of people as they are kept: plain ones as given, those that tell who somebody is as a hash."""

import random
import string

from landas.language.pack import load_packs
from landas.llm.redaction import redact
from landas.storage.people import TOLD_BY, people_of

PACKS = load_packs(("en", "id"))


def test_ids_taken_for_plain_at_a_glance_hold_nothing_that_a_recogniser_finds() -> None:
    chance = random.Random(3)
    for _ in range(300):
        letters = "".join(chance.choices(string.ascii_letters, k=chance.randint(1, 12)))
        given = f"{letters}{chance.choice(['', *'-_.:'])}{chance.randrange(10 ** chance.randint(1, 5))}"
        assert not TOLD_BY & redact(given, PACKS).counts().keys(), given
        assert people_of(PACKS).id_of(given) == given


def test_an_address_or_a_number_becomes_the_same_hash_every_time() -> None:
    people = people_of(PACKS)
    hashed = people.id_of("ani@example.com")
    assert hashed.startswith("person-")
    assert people.id_of("ani@example.com") == people_of(PACKS).id_of("ani@example.com") == hashed
    assert people.id_of("+6281234567890").startswith("person-")
