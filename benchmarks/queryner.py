"""QueryNER queries to cases for `landas evaluate understanding`: each labelled span is a wish about a field of yours.

The labels are numbers: 0 is no entity, an odd one begins an entity of its type, and the even one after it goes on with
it. Which type stands for which field of the catalogue is yours to say:

usage: python benchmarks/queryner.py FILE.json[.gz] FIELDS.toml OUT.jsonl

FIELDS.toml:
  language = "en"
  category = 9              # the type that names the kind of thing, by the number that begins it
  [fields]
  brand = 7
  colour = 5
Spans of other types expect nothing; a query of which no span is mapped is left out and counted.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plain_or_gzipped import opened


def spans(tokens: Sequence[str], tags: Sequence[int]) -> Iterator[tuple[int, str]]:
    """(the number that begins the type, the words) of each entity, in order."""
    words: list[str] = []
    kind = 0
    for token, tag in zip(tokens, tags, strict=True):
        if words and tag == kind + 1:
            words.append(token)
            continue
        if words:
            yield kind, " ".join(words)
        kind, words = (tag, [token]) if tag % 2 else (0, [])
    if words:
        yield kind, " ".join(words)


def case_of(example: Mapping[str, Any], mapping: Mapping[str, Any]) -> dict[str, Any] | None:
    """The case of a query; None where nothing of it is mapped."""
    fields = {number: name for name, number in mapping.get("fields", {}).items()}
    found = list(spans(example["tokens"], example["ner_tags"]))
    wishes = [{"field": fields[kind], "op": "eq", "value": words} for kind, words in found if kind in fields]
    kinds = [words for kind, words in found if kind == mapping.get("category")]
    if not wishes and not kinds:
        return None
    expect: dict[str, Any] = {"constraints": wishes}
    if kinds:
        expect["category"] = kinds
    return {"text": " ".join(example["tokens"]), "language": mapping.get("language", "en"), "expect": expect}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("queries", "fields", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    with opened(options.queries) as lines:
        examples = json.load(lines)["examples"]
    mapping = tomllib.loads(options.fields.read_text(encoding="utf-8"))
    cases = [case for example in examples if (case := case_of(example, mapping))]
    options.out.write_text("".join(json.dumps(c, ensure_ascii=False) + "\n" for c in cases), encoding="utf-8")
    print(f"{len(cases)} cases, {len(examples) - len(cases)} queries left out")


if __name__ == "__main__":
    main()
