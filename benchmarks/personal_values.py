"""Made-up values that identify nobody, with the checksums real ones have, and numbers that belong to products.

Written apart from the recognisers, from the rules of those who issue the numbers.
"""

import gzip
import json
import os
import random
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROVINCES = [
    "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36", "51", "52",
    "53", "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76", "81", "82", "91", "92",
]  # fmt: skip
OPERATORS = [
    "811", "812", "813", "821", "822", "823", "831", "832", "833", "838", "851", "852", "853", "855", "856",
    "857", "858", "859", "877", "878", "881", "882", "883", "889", "895", "896", "897", "899",
]  # fmt: skip
AREAS = [
    "21", "22", "24", "31", "61", "274", "251", "361", "411", "778",
]  # fmt: skip
STREETS = {
    "en": [
        "Maple",
        "Oak",
        "Baker",
        "Church",
        "Victoria",
        "King George",
        "Sunset",
        "Elm",
        "Lincoln",
        "Mill Hill",
    ],
    "id": [
        "Melati",
        "Merdeka",
        "Sudirman",
        "Gatot Subroto",
        "Diponegoro",
        "Ahmad Yani",
        "Kebon Jeruk Raya",
        "Pahlawan",
    ],
}
CITIES = {
    "en": ["Springfield", "London", "Portland", "Bristol", "New Haven"],
    "id": ["Bandung", "Surabaya", "Jakarta Selatan", "Medan", "Yogyakarta"],
}
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
}
VILLAGES = ["Sukamaju", "Cempaka Putih", "Tebet Timur", "Wonokromo", "Karang Asem"]
Texts = dict[str, Any]


def regions_of(path: Path) -> list[str]:
    """Codes of the districts of Indonesia, from the public list; a few where it isn't there."""
    if not path.is_file():
        return [f"{province}01" for province in PROVINCES]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sorted(code.replace(".", "") for code in json.load(file) if len(code.replace(".", "")) == 6)


def luhn_digit(digits: str) -> str:
    total = 0
    for position, char in enumerate(reversed(digits)):
        number = int(char) * (2 - position % 2)
        total += number // 10 + number % 10
    return str(-total % 10)


def gtin_digit(digits: str) -> str:
    return str(-sum(int(c) * (3, 1)[n % 2] for n, c in enumerate(reversed(digits))) % 10)


FULL_WIDTH = {str(n): chr(0xFF10 + n) for n in range(10)}
ARABIC = {str(n): chr(0x0660 + n) for n in range(10)}


def _with(*changes: tuple[str, str]) -> Callable[[str], str]:
    """The change of a value's marks into others."""

    def changed(written: str) -> str:
        for before, after in changes:
            written = written.replace(before, after)
        return written

    return changed


class Person:
    """Values of people, one method a kind. `hard` writes as people do who type in haste or mean to hide a number."""

    def hard(self, kind: str, language: str) -> str:
        """A value in a form that its issuer doesn't use."""
        written = str(getattr(self, kind)(language))
        forms = {
            "email": [self._spelt_email, str.upper, lambda v: f"<{v}>", _with(("@", " @ "), (".", " . "))],
            "phone": [
                self._other_digits, self._one_by_one, self._in_words, self._broken, _with(("-", " - "))
            ],
            "card": [
                self._other_digits, self._one_by_one, self._broken, _with((" ", ".")), _with((" ", "  "))
            ],
            "nik": [
                self._other_digits, self._one_by_one, self._broken,
                lambda v: self._grouped(v, "-"), lambda v: self._grouped(v, " "),
            ],
            "kk": [lambda v: self._grouped(v, " "), self._other_digits],
            "npwp": [self._other_digits, _with(("-", ".")), _with((".", " "), ("-", " "))],
            "iban": [_with((" ", "-")), _with((" ", "\u00a0")), self._broken],
            "ip": [lambda v: f"{v}:8080", lambda v: f"{v}/24", _with((".", "[.]"))],
            "plate": [str.lower, _with((" ", "-"))],
            "birth": [self._other_digits, str.upper],
            "location": [self._other_digits],
            "handle": [str.upper],
            "passport": [str.lower, lambda v: f"{v[0]} {v[1:]}"],
        }  # fmt: skip
        return str(self.chance.choice(forms[kind])(written))

    def _spelt_email(self, written: str) -> str:
        user, _, host = written.partition("@")
        at, dot = self.chance.choice([
            (" [at] ", " [dot] "), (" at ", " dot "), ("(at)", "(dot)"), (" et ", " titik "), ("{at}", "{dot}"),
            (" AT ", " DOT "), (" -at- ", " -dot- "), ("[@]", "[.]"), (" at ", " titik "),
        ])  # fmt: skip
        return user + at + host.replace(".", dot)

    def _other_digits(self, written: str) -> str:
        form = self.chance.choice([FULL_WIDTH, ARABIC])
        return "".join(form.get(char, char) for char in written)

    def _one_by_one(self, written: str) -> str:
        return self.chance.choice([" ", "-", "."]).join(char for char in written if char.isdigit())

    def _in_words(self, written: str) -> str:
        words = self.chance.choice([
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
            ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"],
        ])  # fmt: skip
        return " ".join(words[int(char)] for char in written if char.isdigit())

    def _broken(self, written: str) -> str:
        """A line break where a space is."""
        places = [n for n, char in enumerate(written) if char == " "]
        if not places:
            return written
        at = self.chance.choice(places)
        return f"{written[:at]}\n{written[at + 1 :]}"

    def _grouped(self, written: str, mark: str) -> str:
        digits = "".join(char for char in written if char.isdigit())
        return mark.join(digits[n : n + 4] for n in range(0, len(digits), 4))

    def __init__(self, chance: random.Random, texts: Texts) -> None:
        self.chance = chance
        self.texts = texts
        self.regions = regions_of(
            Path(os.environ.get("LANDAS_DATA", "../shared/data")) / "pii" / "wilayah_id.json.gz"
        )

    def digits(self, count: int) -> str:
        return "".join(self.chance.choice(string.digits) for _ in range(count))

    def name(self, language: str) -> str:
        names = self.texts["names"][language]
        first, last = self.chance.choice(names["first"]), self.chance.choice(names["last"])
        form = self.chance.random()
        if form < 0.2:
            return first
        if form < 0.3:
            return f"{first} {self.chance.choice(names['first'])} {last}"
        return f"{first} {last}" if form < 0.85 else f"{first} {last}".lower()

    def first(self, language: str) -> str:
        return str(self.chance.choice(self.texts["names"][language]["first"]))

    def email(self, language: str) -> str:
        names = self.texts["names"][language]
        user = self.chance.choice(names["first"]).lower() + self.chance.choice([".", "_", "", "+x"])
        user += self.chance.choice(names["last"]).lower().replace(" ", "").replace("'", "") + self.digits(
            self.chance.randint(0, 3)
        )
        host = self.chance.choice(
            ["example.com", "contoh.co.id", "mail.example.org", "kampus.ac.id", "firma.io"]
        )
        return f"{user}@{host}"

    def birth(self, language: str) -> str:
        day, month, year = (
            self.chance.randint(1, 28),
            self.chance.randint(1, 12),
            self.chance.randint(1950, 2012),
        )
        word = MONTHS[language][month - 1]
        return self.chance.choice([
            f"{day:02}/{month:02}/{year}", f"{day}-{month}-{year}", f"{year}-{month:02}-{day:02}",
            f"{day:02}.{month:02}.{year}",
            f"{day} {word} {year}", f"{day} {word[:3]} {year}",
            f"{word} {day}, {year}" if language == "en" else f"{day} {word.lower()} {year}",
        ])  # fmt: skip

    def location(self, language: str) -> str:
        decimals = self.chance.choice([4, 5, 6, 7])
        lat, long = self.chance.uniform(-85, 85), self.chance.uniform(-175, 175)
        joint = self.chance.choice([", ", ",", " "])
        return f"{lat:.{decimals}f}{joint}{long:.{decimals}f}"

    def handle(self, language: str) -> str:
        names = self.texts["names"][language]
        first, last = (self.chance.choice(names[part]).lower().replace("'", "") for part in ("first", "last"))
        called = f"{first}{self.chance.choice(['_', '.', ''])}{last.replace(' ', '').replace('-', '')}{self.digits(2)}"
        site = self.chance.choice(
            ["instagram.com/", "t.me/", "https://www.facebook.com/", "tiktok.com/@", "x.com/"]
        )
        return self.chance.choice([f"@{called}", f"{site}{called}"])

    def email_spelt(self, language: str) -> str:
        user, host = self.email(language).split("@")
        at, dot = self.chance.choice(
            [(" at ", " dot "), ("(at)", "(dot)"), (" [at] ", " [dot] "), (" @ ", ".")]
        )
        return user + at + host.replace(".", dot)

    def phone(self, language: str) -> str:
        chance = self.chance
        if language == "en" and chance.random() < 0.6:
            return self._abroad()
        if chance.random() < 0.15:
            area = chance.choice(AREAS)
            rest = f"{chance.randint(2, 8)}{self.digits(chance.choice([5, 6]))}"
            return chance.choice([f"(0{area}) {rest}", f"0{area}-{rest}", f"+62 {area} {rest}"])
        operator, tail = chance.choice(OPERATORS), self.digits(chance.choice([7, 8, 8, 8, 9]))
        plain = f"{operator}{tail}"
        grouped = f"{operator}-{tail[:4]}-{tail[4:]}"
        return chance.choice([
            f"0{plain}", f"0{plain}", f"0{grouped}", f"0{grouped.replace('-', ' ')}", f"0{grouped.replace('-', '.')}",
            f"+62{plain}", f"+62 {grouped}", f"62{plain}", f"(+62) {grouped.replace('-', ' ')}", f"+62-{grouped}",
            f"62 {grouped.replace('-', ' ')}", f"(0{operator}) {tail[:4]} {tail[4:]}", f"0062 {grouped}",
            f"0{operator} {tail}", f"+62{operator}-{tail}", f"0{plain[:5]} {plain[5:]}",
            f"0{grouped.replace('-', '_')}", f"+62.{grouped.replace('-', '.')}",
        ])  # fmt: skip

    def _abroad(self) -> str:
        def group(first: int, count: int) -> str:
            return f"{self.chance.randint(first, 9)}{self.digits(count - 1)}"

        area, middle, last = group(2, 3), group(2, 3), self.digits(4)
        return self.chance.choice(
            [
                f"({area}) {middle}-{last}",
                f"{area}-{middle}-{last}",
                f"{area}.{middle}.{last}x{self.digits(3)}",
                f"+1-{area}-{middle}-{last}",
                f"+44 20 {self.digits(4)} {last}",
                f"020 {group(7, 4)} {last}",
                f"+49 {group(3, 2)} {self.digits(7)}",
                f"+65 {group(8, 4)} {last}",
                f"+1 ({area}) {middle} {last}",
                f"1-{area}-{middle}-{last}",
                f"07{group(4, 3)} {self.digits(6)}",
                f"+61 4{self.digits(2)} {self.digits(3)} {self.digits(3)}",
                f"0044 20 {self.digits(4)} {last}",
            ]
        )

    def card(self, language: str) -> str:
        issuer, length = self.chance.choice(
            [
                ("4", 16),
                ("51", 16),
                ("55", 16),
                ("2221", 16),
                ("34", 15),
                ("37", 15),
                ("6011", 16),
                ("3528", 16),
                ("62", 19),
            ]
        )
        digits = issuer + self.digits(length - len(issuer) - 1)
        digits += luhn_digit(digits)
        if length == 15:
            grouped = f"{digits[:4]} {digits[4:10]} {digits[10:]}"
        else:
            grouped = " ".join(digits[n : n + 4] for n in range(0, length, 4))
        return self.chance.choice([digits, grouped, grouped.replace(" ", "-")])

    def iban(self, language: str) -> str:
        country, bban = self.chance.choice(
            [
                ("DE", self.digits(18)),
                ("GB", "NWBK" + self.digits(14)),
                ("FR", self.digits(23)),
                ("NL", "ABNA" + self.digits(10)),
                ("BE", self.digits(12)),
            ]
        )
        check = 98 - int("".join(str(int(c, 36)) for c in f"{bban}{country}00")) % 97
        written = f"{country}{check:02d}{bban}"
        grouped = " ".join(written[n : n + 4] for n in range(0, len(written), 4))
        return self.chance.choice([written, grouped, written.lower()])

    def ip(self, language: str) -> str:
        return ".".join(str(self.chance.randint(1, 254)) for _ in range(4))

    def ip6(self, language: str) -> str:
        groups = [f"{self.chance.randrange(1, 65536):x}" for _ in range(8)]
        return self.chance.choice(
            [":".join(groups), f"2001:db8::{groups[0]}:{groups[1]}", f"fe80::{groups[2]}:{groups[3]}"]
        )

    def nik(self, language: str) -> str:
        region = self.chance.choice(self.regions)
        region = region if len(region) == 6 else f"{region}{self.chance.randint(1, 30):02d}"
        day = self.chance.randint(1, 28) + self.chance.choice([0, 40])
        born = f"{day:02d}{self.chance.randint(1, 12):02d}{self.chance.randint(0, 99):02d}"
        serial = f"{self.chance.randint(1, 9999):04d}"
        return self.chance.choice(
            [region + born + serial, f"{region} {born} {serial}", f"{region}.{born}.{serial}"]
        )

    def kk(self, language: str) -> str:
        return self.nik(language).replace(" ", "").replace(".", "")

    def npwp(self, language: str) -> str:
        base = f"{self.chance.randint(1, 99):02d}{self.digits(6)}"
        digits = base + luhn_digit(base) + self.digits(6)
        d = digits
        return self.chance.choice(
            [f"{d[:2]}.{d[2:5]}.{d[5:8]}.{d[8]}-{d[9:12]}.{d[12:]}", digits, f"0{digits}"]
        )

    def passport(self, language: str) -> str:
        return self.chance.choice("ABCEX") + self.digits(7)

    def plate(self, language: str) -> str:
        area = self.chance.choice(["B", "D", "AB", "L", "BK", "DK", "H", "F"])
        tail = "".join(self.chance.choice(string.ascii_uppercase) for _ in range(self.chance.randint(1, 3)))
        space = self.chance.choice([" ", " ", ""])
        return f"{area}{space}{self.chance.randint(1, 9999)}{space}{tail}"

    def address(self, language: str) -> str:
        street, city, number = (
            self.chance.choice(STREETS[language]),
            self.chance.choice(CITIES[language]),
            self.chance.randint(1, 250),
        )
        if language == "id":
            head = self.chance.choice(["Jl.", "Jalan", "Jln", "Gang", "Jl", "Gg.", "Perumahan"])
            more = self.chance.choice(
                [
                    "",
                    f" RT {self.chance.randint(1, 12):02d}/RW {self.chance.randint(1, 12):02d}",
                    f" RT.{self.chance.randint(1, 12)} RW.{self.chance.randint(1, 12)}",
                    f" RT{self.chance.randint(1, 12):02d}/{self.chance.randint(1, 12):02d}",
                    f", Blok {self.chance.choice('ABCD')}{self.chance.randint(1, 20)}",
                    f", Kel. {self.chance.choice(VILLAGES)}, Kec. {self.chance.choice(VILLAGES)}",
                ]
            )
            code = self.chance.choice(["", f" {self.digits(5)}"])
            return (
                f"{head} {street} {self.chance.choice(['No.', 'no', 'Nomor'])} {number}{more}, {city}{code}"
            )
        kind = self.chance.choice(["Street", "Road", "Avenue", "Lane", "St", "Drive", "Court"])
        far = f"{number} {street} {kind}, Apt {self.chance.randint(1, 40)}, {city}, IL {self.digits(5)}"
        flat = f"Flat {self.chance.randint(1, 9)}, {number} {street} {kind}, {city} LS1 4AB"
        return self.chance.choice([f"{number} {street} {kind}, {city}", far, f"{number} {street} {kind}", flat,
            f"{number}B {street} {kind}, {city}", f"P.O. Box {number}, {city}"])  # fmt: skip


class Product:
    """Numbers of products and prices, one method a kind."""

    def __init__(self, chance: random.Random, digits: Any) -> None:
        self.chance = chance
        self.digits = digits

    def price(self, language: str) -> str:
        chance = self.chance
        if language == "en" and chance.random() < 0.6:
            amount = chance.choice([chance.randint(5, 5000), chance.randint(5, 5000) + 0.99])
            return chance.choice(
                [f"${amount:,}", f"{amount} dollars", f"USD {amount:,.2f}", f"{amount:,} USD", f"€{amount}"]
            )
        rupiah = chance.randint(50, 99_999) * 1000
        dotted = f"{rupiah:,}".replace(",", ".")
        return chance.choice(
            [
                f"Rp {dotted}",
                f"Rp{dotted}",
                f"{rupiah / 1e6:g} juta".replace(".", ","),
                f"IDR {rupiah}",
                str(rupiah),
                f"{dotted} rupiah",
                f"{rupiah // 1000}rb",
            ]
        )

    def size(self, language: str) -> str:
        return f'{self.chance.randint(5, 90)}.{self.chance.randint(1, 9)}"'

    def number(self, language: str) -> str:
        return str(
            self.chance.choice(
                [
                    self.chance.randint(1, 99),
                    self.chance.randint(100, 9999),
                    self.chance.randint(10_000, 60_000),
                ]
            )
        )

    def model(self, language: str) -> str:
        letters = "".join(
            self.chance.choice(string.ascii_uppercase) for _ in range(self.chance.randint(1, 3))
        )
        digits = self.digits(self.chance.randint(3, 6))
        return self.chance.choice(
            [
                f"{letters}{digits}",
                f"{letters}-{digits}{self.chance.choice('ABXZ')}",
                f"{digits[:3]}-{self.digits(6)}",
                f"{digits}{letters}",
                f"{letters} {digits}",
            ]
        )

    def part(self, language: str) -> str:
        return self.chance.choice(
            [
                f"{self.digits(3)}-{self.digits(4)}-{self.digits(2)}",
                f"{self.digits(8)}",
                f"{self.digits(3)}R{self.digits(5)}",
                f"{self.digits(2)}.{self.digits(4)}.{self.digits(4)}",
            ]
        )

    def ean(self, language: str) -> str:
        start = self.chance.choice(["088", "0088", "400", "871", "899", "501", "690", "4", "7"])
        digits = start + self.digits(12 - len(start))
        return digits + gtin_digit(digits)

    def order(self, language: str) -> str:
        return self.chance.choice([
            f"INV/20260{self.chance.randint(1, 9)}12/MPL/{self.digits(10)}",
            f"#{self.digits(6)}", f"ORD-{self.digits(8)}", f"SO{self.digits(10)}", f"TRX{self.digits(12)}",
            f"{self.digits(3)}-{self.digits(7)}-{self.digits(7)}",
        ])  # fmt: skip

    def resi(self, language: str) -> str:
        return f"{self.chance.choice(['JP', 'JX', 'SPXID', 'TKP', 'CGK'])}{self.digits(10)}"

    def spec(self, language: str) -> str:
        n = self.chance.randint
        return self.chance.choice([
            f"{n(1, 9)}.{n(0, 9)}GHz", f"{n(800, 5000)}x{n(600, 3000)}", f"{n(1000, 9000)} mAh",
            f"{n(1, 64)}GB/{n(128, 1024)}GB", f"{n(100, 240)}-{n(241, 480)} V", f"{n(1990, 2026)}",
            f"{n(10, 99)} x {n(10, 99)} x {n(10, 99)} cm", f"IP{n(54, 68)}",
            f"{n(1, 12)}/{n(1, 28)}/{n(2015, 2026)}", f"DDR{n(3, 5)}-{n(1600, 6400)}", f"{n(20, 60)}R{n(12, 20)}",
        ])  # fmt: skip

    def version(self, language: str) -> str:
        return ".".join(str(self.chance.randint(0, 30)) for _ in range(self.chance.choice([2, 3, 4])))
