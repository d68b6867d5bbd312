"""Invented people: values that are well-formed, belong to nobody, and can be looked for byte by byte."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NAMES = ("Ratnawati Soelaiman", "Gregor Haldane", "Wulandari Prakosa", "Theodora Vance", "Bambang Wicaksana")
"""Unusual enough that no catalogue has them."""
_BETWEEN = str.maketrans("", "", " .-")
_LOOKED_FOR = ("email", "phone", "card", "nik", "npwp", "iban", "ip")


@dataclass(frozen=True, slots=True)
class Person:
    """`values` by what they are: name, email, phone, card, nik, npwp, iban, ip, as somebody would type them."""

    values: Mapping[str, str]

    def traces(self, text: str) -> list[str]:
        """Which structured values a text holds, as typed or as bare digits."""
        return traces((self,), text)


def traces(people: Sequence[Person], text: str) -> list[str]:
    """Which structured values of these people a text holds, as typed or as bare digits."""
    bare = bare_of(text)
    return [
        kind
        for someone in people
        for kind in _LOOKED_FOR
        if someone.values[kind] in text or (kind != "ip" and bare_of(someone.values[kind]) in bare)
    ]


def person(number: int) -> Person:
    """Always the same person for a number."""
    chance = random.Random(f"person {number}")
    name = NAMES[number % len(NAMES)]

    def digits(count: int) -> str:
        return "".join(str(chance.randrange(10)) for _ in range(count))

    card = _with_luhn("4539" + digits(11))
    account = "37040044" + digits(10)
    npwp = "0" + digits(14)
    return Person(
        {
            "name": name,
            "email": f"{name.split()[0].lower()}.{digits(5)}@example.org",
            "phone": f"0812-{digits(4)}-{digits(4)}",
            "card": " ".join(card[at : at + 4] for at in range(0, 16, 4)),
            "nik": f"317404{chance.randint(10, 28)}0{chance.randint(1, 9)}9{digits(1)}000{chance.randint(1, 9)}",
            "npwp": f"{npwp[:2]}.{npwp[2:5]}.{npwp[5:8]}.{npwp[8]}-{npwp[9:12]}.{npwp[12:15]}",
            "iban": _iban("DE", account),
            "ip": f"203.0.113.{chance.randint(2, 250)}",
        }
    )


def bare_of(text: str) -> str:
    """The text without what people put between digits."""
    return text.translate(_BETWEEN)


def _with_luhn(digits: str) -> str:
    """The digits with the one that makes them a card's number."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return digits + str(-total % 10)


def _iban(country: str, account: str) -> str:
    digits = "".join(str(int(character, 36)) for character in f"{account}{country}00")
    return f"{country}{98 - int(digits) % 97:02}{account}"
