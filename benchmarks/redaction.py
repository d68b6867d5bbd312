"""What is left of people and what is lost of products when texts are redacted.

Texts are made from templates in English and Indonesian whose slots are filled with made-up values (personal_values.py);
with LANDAS_DATA also from public templates, Icecat titles and their EANs. A product's number counts as kept where it
stands in the text unchanged.

usage: python benchmarks/redaction.py [--texts 3000] [--seed 1] [--show 5]
"""

import argparse
import collections
import gzip
import json
import os
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from personal_values import Person, Product

from landas.language.pack import load_packs
from landas.llm.redaction import redact

HERE = Path(__file__).parent
DATA = Path(os.environ.get("LANDAS_DATA", "../shared/data"))
SLOT = re.compile(r"\{+(\w+)\}+")
STRUCTURED = ("email", "phone", "card", "iban", "ip", "nik", "kk", "npwp", "passport", "plate", "birth", "location",
              "handle")  # fmt: skip
PUBLIC = {
    "credit_card_number": "card", "phone_number": "phone", "iban": "iban", "email": "email", "ip_address": "ip",
    "address": "address", "person": "name", "name": "name", "first_name": "first", "name_male": "name",
    "name_female": "name", "first_name_male": "first", "first_name_female": "first", "last_name": "first",
}  # fmt: skip
NEUTRAL = {
    "organization": "the firm", "city": "Springfield", "country": "France", "nationality": "French", "age": "34",
    "year": "1998", "url": "www.springfield.test/a", "job": "engineer", "day_of_week": "Monday", "date_time": "May 3",
    "prefix_male": "Mr.", "prefix_female": "Mrs.", "prefix": "Dr.",
}  # fmt: skip
ARABIC_DIGITS = {0x0660 + n: str(n) for n in range(10)}
HARD = 0.35
"""Share of the structured values that are written in an unusual form."""
INTRODUCED = re.compile(r"(?:[Mm]y name is|[Nn]ame:|I'm|under the name) +$")


@dataclass
class Text:
    """A text with what must go (kind, value) and what must stay."""

    text: str
    language: str
    persons: list[tuple[str, str]] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    source: str = "own"


class Maker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.data = json.loads((HERE / "redaction_texts.json").read_text(encoding="utf-8"))
        self.person = Person(chance, self.data)
        self.product = Product(chance, self.person.digits)
        self.titles = list(icecat_titles())

    def own(self, count: int) -> Iterator[Text]:
        for position in range(count):
            language = ("en", "id")[position % 2]
            made = Text("", language)
            template = self.chance.choice(self.data["templates"][language])
            made.text = SLOT.sub(lambda match, made=made: self.filled(match[1], made), template)
            yield made

    def filled(self, slot: str, made: Text) -> str:
        if slot in ("product", "limit"):
            return self.thing(slot, made)
        kind = {"email_spelt": "email", "ip6": "ip", "first": "name", "name_signed": "name"}.get(slot, slot)
        if slot == kind and kind in STRUCTURED and self.chance.random() < HARD:
            value = self.person.hard(kind, made.language)
            made.persons.append((kind, value))
            return value
        value = getattr(self.person, "name" if slot == "name_signed" else slot)(made.language)
        made.persons.append((kind, value))
        return f"Best regards, {value}" if slot == "name_signed" else value

    def thing(self, slot: str, made: Text) -> str:
        if slot == "product" and self.titles and self.chance.random() < 0.5:
            title = self.chance.choice(self.titles)
            made.products += [word for word in title.split() if any(c.isdigit() for c in word)]
            return title
        shapes = self.data["limits" if slot == "limit" else "things"][made.language]

        def number(match: re.Match[str]) -> str:
            value = str(getattr(self.product, match[1])(made.language))
            made.products.append(value)
            return value

        return SLOT.sub(number, self.chance.choice(shapes))

    def public(self, copies: int) -> Iterator[Text]:
        """The public templates, those of a slot that nothing here is about left out."""
        path = DATA / "pii" / "presidio_templates.txt.gz"
        if not path.is_file():
            return
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
            templates = [line.strip().replace("\\n", "\n") for line in lines]
        for template in templates:
            slots = re.findall(r"\{\{(\w+)\}\}", template)
            if slots and all(slot in PUBLIC or slot in NEUTRAL for slot in slots):
                for _ in range(copies):
                    yield self.of_template(template)

    def of_template(self, template: str) -> Text:
        made = Text("", "en", source="public")

        def value(match: re.Match[str]) -> str:
            slot = match[1]
            if slot in NEUTRAL:
                return NEUTRAL[slot]
            kind = PUBLIC[slot]
            text = str(getattr(self.person, kind)("en"))
            introduced = INTRODUCED.search(template[: match.start()])
            label = "name" if kind in ("name", "first") else kind
            made.persons.append((label if label != "name" or introduced else "name, not introduced", text))
            return text

        made.text = re.sub(r"\{\{(\w+)\}\}", value, template)
        return made


def icecat_rows() -> Iterator[dict[str, Any]]:
    path = DATA / "icecat" / "products.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def icecat_titles() -> Iterator[str]:
    return (row["title"] for row in icecat_rows())


def remains(kind: str, value: str, text: str) -> bool:
    """Of a name: whether one of its words still stands there. Of anything else: more than half of its letters and
    digits in a row."""
    if "name" in kind:
        said = {word.casefold() for word in re.findall(r"[\w'-]+", re.sub(r"⟨\w+⟩", " ", text))}
        return any(part.casefold() in said for part in value.split())
    plain, left = (
        re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", side)).casefold().translate(ARABIC_DIGITS)
        for side in (value, re.sub(r"⟨\w+⟩", "\n", text))
    )
    length = max(6, len(plain) // 2 + 1)
    return any(plain[n : n + length] in left for n in range(max(1, len(plain) - length + 1)))


def wilson(hits: int, of: int) -> str:
    """A share with its 95 % interval (Wilson, JASA 22, 1927), which is not empty at 0 or at all."""
    if not of:
        return "-"
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5 / (1 + z * z / of)
    return f"{share:7.4f} [{max(0.0, middle - half):.4f}, {min(1.0, middle + half):.4f}] n={of}"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=int, default=3000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=5)
    asked = options.parse_args()
    packs = load_packs(("en", "id"))
    maker = Maker(random.Random(asked.seed))
    gone: dict[tuple[str, str], list[bool]] = collections.defaultdict(list)
    kept: dict[str, list[bool]] = collections.defaultdict(list)
    shown: collections.Counter[tuple[str, str]] = collections.Counter()
    for made in [*maker.own(asked.texts), *maker.public(5)]:
        left = redact(made.text, packs).text
        for kind, value in made.persons:
            group = "structured" if kind in STRUCTURED else kind
            is_gone = not remains(kind, value, left)
            gone[made.source, group].append(is_gone)
            if not is_gone and shown[made.source, kind] < asked.show and "not" not in kind:
                shown[made.source, kind] += 1
                print(f"LEFT {kind}: {value!r} in {left!r}")
        for value in made.products:
            kept[f"in texts, {made.language}"].append(value in left)
            if value not in left and shown["product", ""] < asked.show:
                shown["product", ""] += 1
                print(f"LOST {value!r} in {left!r}")
    for title in maker.titles:
        kept["Icecat titles alone"].append(redact(title, packs).text == title)
    for row in icecat_rows():
        for code in row.get("ean") or ():
            kept["Icecat EANs alone"].append(redact(str(code), packs).text == str(code))
    print(f"{'taken out':40}share [95 % interval]")
    for (source, group), values in sorted(gone.items()):
        print(f"{source + ': ' + group:40}{wilson(sum(values), len(values))}")
    print(f"{'kept':40}")
    for group, values in sorted(kept.items()):
        print(f"{group:40}{wilson(sum(values), len(values))}")


if __name__ == "__main__":
    main()
