"""How long a text takes to be understood, and what the lexicon weighs.

usage: python benchmarks/parse_speed.py PROJECT [--requests FILE.jsonl …] [--fields 5000] [--json]

PROJECT is built; its lexicon is loaded and weighed (traced allocations, and what the process grew by), and every
request of the files is parsed several times. Then an invented catalogue of `--fields` declared fields, each item with
forty of them, is learnt in memory and asked a hundred requests of its own. Last, the project is asked texts of 4,000
characters: prose full of numbers, nothing but numbers, sums with units, names of the catalogue.
"""

import argparse
import json
import random
import resource
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from landas.bootstrap import open_project
from landas.catalog.fields import Field, Schema
from landas.catalog.items import Item
from landas.evaluation.cases import understanding_cases
from landas.ids import ItemId
from landas.language.pack import load_packs
from landas.understanding.lexicon.learning import build_lexicon
from landas.understanding.parse import IntentParser

ROUNDS = 5
_ITEMS, _FILLED = 4_000, 40
_LONG = 4_000
_PROSE = (
    "I have worked from home for about three years, and my old laptop from 2016 with 8 GB of RAM and a 15.6 inch "
    "screen is slow, so I look for something between 600 and 900 dollars that weighs less than 2 kg and has at "
    "least 16 GB of memory and 512 GB of storage. My brother says one should never spend over $1,200, my sister "
    "paid 1500 for hers. "
)
_UNITS = ("GB", "cm", "kg", "inch", "dollars", "W")
_SYLLABLES = ("ba", "ko", "ri", "ten", "lu", "mar", "si", "vo", "dan", "pel", "ga", "zu")


def timed(parser: IntentParser, texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds a parse, by the clock and of the processor, which a busy machine doesn't lengthen; the first round
    warms up and isn't counted."""
    took, worked = [], []
    for round_number in range(ROUNDS + 1):
        for text in texts:
            started, busy = time.perf_counter(), time.process_time()
            parser.parse(text)
            if round_number:
                took.append((time.perf_counter() - started) * 1000)
                worked.append((time.process_time() - busy) * 1000)
    found = {f"p{q}_ms": round(float(np.percentile(took, q)), 2) for q in (50, 95, 99)}
    found |= {f"p{q}_cpu_ms": round(float(np.percentile(worked, q)), 2) for q in (50, 95, 99)}
    return found | {"parses": len(took)}


def long_texts(names: Sequence[str], chance: random.Random) -> dict[str, str]:
    """Texts of `_LONG` characters, by what they are full of."""
    sums = (f"{chance.randint(1, 400)} {chance.choice(_UNITS)}" for _ in range(_LONG))
    return {
        "prose": (_PROSE * 20)[:_LONG],
        "numbers": ", ".join(str(chance.randint(1, 4000)) for _ in range(_LONG))[:_LONG],
        "sums": " and at least ".join(sums)[:_LONG],
        "names": ", ".join(chance.choice(names) for _ in range(_LONG))[:_LONG],
    }


def long_reads(parser: IntentParser, names: Sequence[str]) -> dict[str, float]:
    """Milliseconds of the processor that each long text takes."""
    found = {}
    for name, text in long_texts(names, random.Random(5)).items():
        busy = time.process_time()
        parser.parse(text)
        found[f"{name}_cpu_ms"] = round((time.process_time() - busy) * 1000)
    return found


def weighed(folder: Path) -> dict[str, Any]:
    """Megabytes of the project's lexicon with its parser, and how long both take to load."""
    with open_project(folder) as project:
        view = project.live.current()
        parsers = project.parts.parsers
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        tracemalloc.start()
        started = time.perf_counter()
        parsers.of(view)
        seconds = time.perf_counter() - started
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "lexicon_mb": round(held / 1e6, 1),
        "process_grew_mb": round(grown / 1e3, 1),
        "load_seconds": round(seconds, 2),
    }


def invented(fields: int, chance: random.Random) -> tuple[IntentParser, list[str]]:
    """A catalogue of that many fields, and requests that name some of them."""
    names = [_word(chance, 3) + str(n) for n in range(fields)]
    kinds: tuple[Any, ...] = ("number", "category", "flag", "number", "category")
    declared = [
        Field(name, kinds[n % 5], name, unit="cm" if n % 5 == 0 else None, labels={"en": (_word(chance, 4),)})
        for n, name in enumerate(names)
    ]
    schema = Schema(
        languages=("en", "id"),
        currency="USD",
        id_column="id",
        title_column="title",
        text_columns=(),
        fields={field.name: field for field in declared},
        category_field=None,
    )
    words = [_word(chance, 3) for _ in range(300)]
    items = [
        Item(
            ItemId(f"i{n}"),
            f"{chance.choice(words)} {chance.choice(words)}",
            "",
            _values(declared, words, chance),
        )
        for n in range(_ITEMS)
    ]
    packs = load_packs(("en", "id"))
    parser = IntentParser(build_lexicon(items, {}, schema, packs), schema, packs)
    said = [chance.sample(declared, 3) for _ in range(100)]
    texts = [
        f"{chance.choice(words)} with {a.labels['en'][0]} at least {chance.randint(2, 90)} cm, "
        f"{b.labels['en'][0]} {chance.choice(words)}, not {c.labels['en'][0]} {chance.choice(words)}"
        for a, b, c in said
    ]
    return parser, texts


def _values(declared: Sequence[Field], words: Sequence[str], chance: random.Random) -> dict[str, Any]:
    def value(field: Field) -> Any:
        if field.type == "number":
            return float(chance.randint(1, 100))
        return chance.choice(words) if field.type == "category" else chance.random() < 0.5

    return {field.name: value(field) for field in chance.sample(declared, min(_FILLED, len(declared)))}


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables))


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("project", type=Path)
    arguments.add_argument("--requests", type=Path, nargs="+", required=True)
    arguments.add_argument("--fields", type=int, default=5000)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    cases = [case for file in chosen.requests for case in understanding_cases(file)]
    texts = [case.text for case in cases]
    names = sorted(
        {str(c.value) for case in cases for c in case.expect.constraints if isinstance(c.value, str)}
    )
    record: dict[str, Any] = {"lexicon": weighed(chosen.project)}
    with open_project(chosen.project) as project:
        reader = project.parts.parsers.of(project.live.current())
        record["project"] = timed(reader, texts)
        record["long_texts"] = long_reads(reader, names)
    parser, own = invented(chosen.fields, random.Random(7))
    record[f"{chosen.fields}_fields"] = timed(parser, own)
    if chosen.json:
        print(json.dumps(record, indent=1))
        return
    for name, figures in record.items():
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
