"""Is a folder of phrasings fit for use? Counts its patterns, and fills every one of them; the verifier takes no part.

usage: python benchmarks/phrasings/check.py DIR [--feed products.jsonl.gz] [--phones gsmarena.json.gz] [--show 40]

Fails where a language has fewer than 40 constructions of one of the kinds of FLOORED (patterns that differ only in the
word for what is measured count as one), where a pattern has a part that nothing fills or a unit that no twist changes,
and, given the data, where a pattern was never filled. `--show` prints that many sentences a language, to be read.
"""

import argparse
import collections
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from false_sentences import invented
from phone_sheets import phone_row
from true_sentences import Row, Sentence, World, sentences, short_names

FLOORED = (
    "number",
    "unit",
    "negation",
    "swapped item",
    "comparison",
    "superlative",
    "invented attribute",
    "cause",
)
LANGUAGES = ("en", "id")
LEAST = 40
NEEDED = {"says": {"v"}, "about": {"r"}, "not": {"w"}, "none": {"w"}, "less": {"a", "b"}, "apart": {"a", "b", "gap"},
          "least": {"a"}, "most": {"a"}, "both": {"a", "b"}, "all": set(), "range": set()}  # fmt: skip
FILLED = {"says": {"name"}, "about": {"name"}, "not": {"name", "v"}, "range": {"name", "up", "down"}, "less": {"gap"},
          "both": {"up", "v"}, "all": {"up", "down", "v"}}  # fmt: skip
LIED = {"name", "other", "more", "p", "k", "brand"}
KINDS = {"not": "negation", "none": "negation", "less": "comparison", "apart": "comparison", "least": "superlative",
         "most": "superlative", "attribute invented": "invented attribute", "fitness claimed": "invented attribute",
         "cause invented": "cause"}  # fmt: skip


def parts_in(pattern: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", pattern))


def patterns_of(column: Row, language: str) -> Iterator[tuple[str, str]]:
    """(key, pattern) of a measure or of words."""
    for key in NEEDED:
        for pattern in column.get(key, {}).get(language, ()):
            yield key, pattern


def construction(pattern: str, column: Row) -> str:
    """The pattern without the words that say what is measured."""
    if "named" not in column:
        return pattern
    return re.sub(
        r"[^\s{}]+",
        lambda word: "#" if re.search(column["named"], word[0], re.IGNORECASE) else word[0],
        pattern,
    )


def counted(truths: list[Row], lies: Row, language: str) -> dict[str, set[str]]:
    """Kind -> its constructions."""
    kinds: dict[str, set[str]] = collections.defaultdict(set)
    for column in (c for t in truths for part in ("measures", "words") for c in t[part]):
        for key, pattern in patterns_of(column, language):
            shape = construction(pattern, column)
            if key != "says":
                kinds[KINDS.get(key, key)].add(shape)
                continue
            kinds["number" if "shown" in column else "word"].add(shape)
            if "units" in column:
                kinds["unit"].add(shape)
            if "{name}" in pattern:
                kinds["swapped item"].add(shape)
    for flag in (f for t in truths for f in t["flags"]):
        kind = "negation" if flag["twist"] == "negation flipped" else "availability"
        kinds[kind] |= {said for said, _ in flag["says"][language]}
    for how, of in lies.items():
        kinds[KINDS.get(how, how)] |= {pattern for _, pattern in of[language]}
    return kinds


def misfits(truths: list[Row], lies: Row) -> Iterator[str]:
    """What is wrong with the patterns themselves, whatever the data."""
    for truth in truths:
        columns = [*truth["measures"], *truth["words"]]
        extra = {column["part"] for column in columns if "part" in column}
        for column in columns:
            for language in LANGUAGES:
                for key, pattern in patterns_of(column, language):
                    parts = parts_in(pattern)
                    if not NEEDED[key] <= parts <= NEEDED[key] | FILLED.get(key, set()) | extra:
                        yield f"{column['column']} {key}: {sorted(parts)} can't be filled in {pattern!r}"
                for form, _, _ in column["shown"][language] if "units" in column else ():
                    said = form.format("5")
                    if not any(old in said for old in column["units"]):
                        yield f"{column['column']}: no unit twist changes {said!r}"
    for how, of in lies.items():
        for guard, pattern in (lie for language in LANGUAGES for lie in of[language]):
            re.compile(guard)
            if not parts_in(pattern) <= LIED:
                yield f"{how}: {sorted(parts_in(pattern) - LIED)} can't be filled in {pattern!r}"


def worlds(rows: list[Row], truths: Row, chance: random.Random) -> Iterator[World]:
    """For each column and language, a few items that have it, and where they are words, a few that share one."""
    for column in (c for part in ("measures", "words", "flags") for c in truths[part]):
        having = [row for row in rows if row.get(column["column"]) not in (None, "", "-")]
        alike: dict[str, list[Row]] = collections.defaultdict(list)
        for row in having:
            alike[str(row[column["column"]])].append(row)
        sharing = [group for group in alike.values() if len(group) > 2]
        for turn in range(48):
            pool = chance.choice(sharing) if sharing and turn % 4 == 3 else having
            chosen = chance.sample(pool, k=min(1 + turn % 3, len(pool))) if turn % 4 < 3 else pool[:3]
            for language in LANGUAGES:
                names = short_names([str(row[truths["title"]]) for row in chosen])
                strangers = [*chance.sample(rows, k=8), *chance.sample(having, k=min(8, len(having)))]
                yield World(chosen, names, truths, language, strangers)


def everything(truths: Row, lies: Row) -> set[tuple[str, str]]:
    """(language, pattern) of all that has to be filled; an empty opposite of a flag says nothing."""
    columns = [*truths["measures"], *truths["words"]]
    said = {(lang, p) for lang in LANGUAGES for c in columns for _, p in patterns_of(c, lang)}
    said |= {
        (lang, p)
        for lang in LANGUAGES
        for f in truths["flags"]
        for pair in f["says"][lang]
        for p in pair
        if p
    }
    return said | {(lang, p) for of in lies.values() for lang in LANGUAGES for _, p in of[lang]}


def filled(
    rows: list[Row], truths: Row, lies: Row, chance: random.Random
) -> tuple[set[tuple[str, str]], dict[str, list[Sentence]]]:
    """The patterns that were filled, and for each language sentences; a lie has only its twisted text."""
    done: set[tuple[str, str]] = set()
    shown: dict[str, list[Sentence]] = collections.defaultdict(list)
    single = [(how, lang, lie) for how, of in lies.items() for lang in LANGUAGES for lie in of[lang]]
    for number, world in enumerate(worlds(rows, truths, chance)):
        made = list(sentences(world, chance))
        for how, language, lie in single if number % 8 < 2 else ():
            if language == world.language:
                for _, _, text in invented(world, {how: {language: [lie]}}, chance):
                    made.append(Sentence("lie", lie[1], "", {how: text}))
        done |= {(world.language, sentence.pattern) for sentence in made}
        shown[world.language] += chance.sample(made, k=min(4, len(made)))
    return done, shown


def one_a_pattern(shown: list[Sentence], chance: random.Random, count: int) -> list[Sentence]:
    chance.shuffle(shown)
    return list({sentence.pattern: sentence for sentence in shown}.values())[:count]


def rows_at(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        if ".jsonl" in path.suffixes:
            return [json.loads(line) for line in lines if line.strip()]
        return [phone_row(sheet) for sheet in json.load(lines)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--feed", type=Path)
    parser.add_argument("--phones", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shop, phones, lies = (json.loads((options.folder / f"{name}.json").read_text(encoding="utf-8"))
                          for name in ("icecat_truths", "phone_truths", "lies"))  # fmt: skip
    faults = list(misfits([shop, phones], lies))
    counts: dict[str, dict[str, Any]] = {lang: counted([shop, phones], lies, lang) for lang in LANGUAGES}
    for kind in (*FLOORED, *sorted({k for of in counts.values() for k in of} - set(FLOORED))):
        found = [len(counts[language].get(kind, ())) for language in LANGUAGES]
        print(f"{kind:24}" + "".join(f"{lang} {n:4}   " for lang, n in zip(LANGUAGES, found, strict=True)))
        if kind in FLOORED and min(found) < LEAST:
            faults.append(f"{kind}: fewer than {LEAST} constructions in a language")
    chance = random.Random(options.seed)
    for path, truths in ((options.feed, shop), (options.phones, phones)):
        if path:
            done, shown = filled(rows_at(path), truths, lies, chance)
            if path == options.feed or not options.feed:
                lies_left = everything(truths, lies) - done
            else:
                lies_left = everything(truths, {}) - done
            faults += [f"{lang}: never filled: {pattern!r}" for lang, pattern in sorted(lies_left)]
            for language in LANGUAGES:
                for sentence in one_a_pattern(shown[language], chance, options.show):
                    print(f"\n[{language} {sentence.kind}] {sentence.text}")
                    for how, text in sentence.twisted.items():
                        print(f"    {how}: {text}")
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
