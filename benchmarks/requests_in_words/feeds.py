"""The three catalogues' feeds, made from public data that stays outside the repository.

usage: python benchmarks/requests_in_words/feeds.py FOLDER

Reads `LANDAS_DATA` (default `../shared/data`) and writes a JSONL file a catalogue into FOLDER: Icecat as it
is, one row a product of the Tokopedia reviews, one row a film with its mean rating.
"""

import argparse
import csv
import gzip
import json
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

CATALOGUES = ("icecat", "tokopedia", "films")
_YEAR = re.compile(r"(?P<title>.*?)\s*\((?P<year>(?:18|19|20)\d\d)\)\s*")


def write_feeds(data: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    packed = data / "icecat" / "products.jsonl.gz"
    with gzip.open(packed) as source, (folder / "icecat.jsonl").open("wb") as feed:
        shutil.copyfileobj(source, feed)
    for name, rows in (("tokopedia", _products(data)), ("films", _films(data))):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def data_folder() -> Path:
    return Path(os.environ.get("LANDAS_DATA", "../shared/data"))


def _products(data: Path) -> Iterator[Mapping[str, Any]]:
    """Each product once: the file has one row a review, and some names end in a broken space."""
    seen: set[tuple[str, str, str]] = set()
    with _text(data / "tokopedia" / "reviews_dev.csv.gz") as lines:
        for row in csv.DictReader(lines):
            place = " ".join(row["Location"].replace("\ufffd", " ").split())
            key = (row["Product Name"], place, row["Price"])
            if key in seen:
                continue
            seen.add(key)
            yield {
                "id": f"t{len(seen)}",
                "name": row["Product Name"],
                "department": row["Category"],
                "location": place,
                "price": int(row["Price"]),
                "rating": float(row["Overall Rating"]),
                "sold": int(row["Number Sold"]),
                "reviews": int(row["Total Review"]),
            }


def _films(data: Path) -> Iterator[Mapping[str, Any]]:
    """Each film with its year, which the title holds, and its mean rating where anybody rated it."""
    stars: dict[str, list[float]] = defaultdict(list)
    with _text(data / "movielens_small" / "ratings.csv.gz") as lines:
        for row in csv.DictReader(lines):
            stars[row["movieId"]].append(float(row["rating"]))
    with _text(data / "movielens_small" / "movies.csv.gz") as lines:
        for row in csv.DictReader(lines):
            named, given = _YEAR.fullmatch(row["title"]), stars.get(row["movieId"], [])
            genres = [genre for genre in row["genres"].split("|") if not genre.startswith("(")]
            yield {
                "id": f"f{row['movieId']}",
                "title": named["title"] if named else row["title"],
                "year": int(named["year"]) if named else None,
                "genre": genres or None,
                "rating": round(sum(given) / len(given), 2) if given else None,
                "votes": len(given),
            }


def _text(path: Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8", newline="")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("folder", type=Path)
    write_feeds(data_folder(), arguments.parse_args().folder)
