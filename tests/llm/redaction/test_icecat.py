"""Real product titles and article numbers pass redaction unchanged. Skipped where the data isn't there."""

import gzip
import itertools
import json
import os
from pathlib import Path

import pytest

from landas.language.pack import load_packs
from landas.llm.redaction import redact

FILE = Path(os.environ.get("LANDAS_DATA", "../shared/data")) / "icecat" / "products.jsonl.gz"
PACKS = load_packs(("en", "id"))


@pytest.mark.skipif(not FILE.is_file(), reason="the real products are not there: set LANDAS_DATA")
def test_at_least_995_of_1000_titles_and_article_numbers_are_kept() -> None:
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 3000)]
    titles = [row["title"] for row in rows]
    codes = [str(code) for row in rows for code in row["ean"] or ()]
    for texts in (titles, codes):
        kept = sum(redact(text, PACKS).text == text for text in texts)
        assert kept >= 0.995 * len(texts)
