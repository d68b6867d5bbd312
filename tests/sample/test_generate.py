"""What the sample's catalogue looks like, and that its items don't contradict themselves."""

from collections import Counter
from datetime import date
from typing import Any

from landas.sample.generate import REGIONS, build_items

Rows = list[dict[str, Any]]


def test_the_shop_sells_laptops_phones_and_accessories_and_publishes_in_two_languages(rows: Rows) -> None:
    kinds = Counter(row["category"] for row in rows)
    assert (kinds["laptop"], kinds["phone"], kinds["article"]) == (120, 90, 50)
    assert sum(kinds.values()) == 320
    assert kinds["laptop bag"]
    assert kinds["laptop sleeve"]
    assert kinds["phone case"]
    assert Counter(row["language"] for row in rows if "language" in row) == {"English": 25, "Indonesian": 25}
    assert len({row["brand"] for row in rows if "brand" in row}) >= 12


def test_ids_and_titles_are_unique(rows: Rows) -> None:
    assert len({row["sku"] for row in rows}) == len(rows)
    assert len({row["name"] for row in rows}) == len(rows)


def test_another_seed_gives_other_items_and_the_same_seed_the_same() -> None:
    day = date(2026, 6, 15)
    assert build_items(day, 1) == build_items(day, 1)
    assert build_items(day, 1) != build_items(day, 2)


def test_variants_of_a_model_are_the_same_machine(rows: Rows) -> None:
    groups: dict[str, Rows] = {}
    for row in rows:
        if "model_code" in row:
            groups.setdefault(row["model_code"], []).append(row)
    for members in groups.values():
        assert 2 <= len(members) <= 3
        for column in ("category", "brand", "screen_size", "cpu", "features", "fits_screen"):
            assert len({str(row.get(column)) for row in members}) == 1
        for row in members:
            for other in members:
                if row["price"] > other["price"]:
                    assert (row["ram_gb"], row["storage_gb"]) > (other["ram_gb"], other["storage_gb"])


def test_feeds_have_gaps_and_so_has_this_one(rows: Rows) -> None:
    sold = [row for row in rows if row["category"] != "article"]
    assert any(row.get("stock") == 0 for row in sold)
    assert any("stock" not in row for row in sold)
    assert any("description" not in row for row in sold)
    assert any("weight_g" not in row for row in sold)
    assert all("stock" not in row for row in rows if row["category"] == "article")


def test_offers_name_regions_and_differ_from_the_shop_wide_price(rows: Rows) -> None:
    offers = [(row, offer) for row in rows for offer in row.get("offers", ())]
    assert {offer["region"] for _, offer in offers} == set(REGIONS)
    assert any(offer["price"] != row["price"] for row, offer in offers)


def test_descriptions_are_english_and_indonesian_and_every_placeholder_is_filled(rows: Rows) -> None:
    texts = [row["description"] for row in rows if "description" in row]
    assert not any("{" in text for text in texts)
    assert len(set(texts)) > 0.95 * len(texts)
    indonesian = sum(any(f" {word} " in text for word in ("dan", "untuk", "yang", "di")) for text in texts)
    assert 0.15 < indonesian / len(texts) < 0.45


def test_nothing_is_released_or_published_after_the_end(rows: Rows) -> None:
    assert max(row.get("released") or row["published"] for row in rows) < "2026-06-15"
