"""Which columns a proposal takes as id, title, text, category, group and offers."""

from pathlib import Path
from typing import Any

import pytest

from landas.catalog.proposal.project_file import write_project_file
from landas.errors import FeedError
from tests.catalog.proposal.feeds import field, guess, of_rows, proposal_of, reason

KINDS = ["Lampu", "Kursi", "Meja"]


def rows(count: int = 60, **columns: Any) -> list[dict[str, Any]]:
    """Rows with an id and a title; a further column may be a function of the row's number."""
    made = []
    for n in range(count):
        row: dict[str, Any] = {"sku": f"S-{n:04d}", "name": f"Ruvia item {n}"}
        made.append(row | {key: value(n) if callable(value) else value for key, value in columns.items()})
    return made


def test_the_id_is_the_column_named_like_one_whose_values_all_differ(tmp_path: Path) -> None:
    proposal = of_rows(tmp_path, rows(code=lambda n: f"C{n % 7}"))
    assert (proposal.id, proposal.unique_id, proposal.title) == ("sku", True, "name")
    assert guess(proposal, "catalog.id") is None


def test_a_column_with_another_name_is_taken_and_marked_where_its_values_all_differ(tmp_path: Path) -> None:
    proposal = of_rows(tmp_path, [{"plat": f"P{n}", "judul": f"Barang bagus {n % 9}"} for n in range(40)])
    assert (proposal.id, proposal.title) == ("plat", "judul")
    assert guess(proposal, "catalog.id") == "plat"


def test_it_says_so_where_no_column_is_unique(tmp_path: Path) -> None:
    reviews = [
        {"nama produk": f"Lampu {n % 30}", "ulasan": f"Bagus sekali, sudah tiba {n % 50}"} for n in range(90)
    ]
    proposal = of_rows(tmp_path, reviews)
    assert (proposal.id, proposal.unique_id) == ("nama produk", False)
    assert "No column is a unique id" in proposal.notes[0]
    assert "add a column that names each item once" in proposal.notes[0]


def test_a_few_repeated_ids_are_told(tmp_path: Path) -> None:
    proposal = of_rows(tmp_path, [*rows(100), {"sku": "S-0001", "name": "Ruvia again"}])
    assert (proposal.id, proposal.unique_id) == ("sku", False)
    assert "1 rows repeat an earlier one" in proposal.notes[0]


def test_the_events_say_which_of_two_ids_they_use(tmp_path: Path) -> None:
    feed = rows(code=lambda n: str(9000 + n))
    assert of_rows(tmp_path, feed).id == "sku"
    assert of_rows(tmp_path, feed, event_ids=["9001", "9030"]).id == "code"


def test_long_texts_are_text_and_best_named_first(tmp_path: Path) -> None:
    long = "A solid thing for every day, made of oak and steel, easy to clean and to carry around. "
    proposal = of_rows(
        tmp_path, rows(care=lambda n: f"{long} Care {n}.", description=lambda n: f"{long} Number {n}.")
    )
    assert proposal.text == ("description", "care")


def test_the_category_is_what_kind_of_thing_an_item_is(tmp_path: Path) -> None:
    proposal = of_rows(tmp_path, rows(brand=lambda n: f"Brand{n % 4}", kategori=lambda n: KINDS[n % 3]))
    assert proposal.category == "kategori"
    assert field(proposal, "kategori").type == "category"


@pytest.mark.parametrize("column", ["dept", "Dept.", "dept_name", "prod_type", "cat", "Topic"])
def test_a_short_word_for_a_kind_heads_one_too(tmp_path: Path, column: str) -> None:
    assert of_rows(tmp_path, rows(**{column: lambda n: KINDS[n % 3]})).category == column


def test_sentences_and_names_of_single_things_are_no_kinds_whatever_their_head(tmp_path: Path) -> None:
    said = ["How to pitch a tent in rain", "What is a good lamp?", "Choosing boots that fit you well"]
    for told in (lambda n: said[n % 3], lambda n: f"Tent number {n}"):
        assert of_rows(tmp_path, rows(topic=told)[:30]).category is None
    both = rows(topic=lambda n: said[n % 3], dept=lambda n: KINDS[n % 3])
    assert of_rows(tmp_path, both[:30]).category == "dept"
    paths = ["Home & Garden > Lighting > Lamps", "Sport > Camping gear for two > Tents"]
    assert of_rows(tmp_path, rows(category=lambda n: paths[n % 2])).category == "category"


@pytest.mark.parametrize("column", ["brand", "merek", "supplier", "color"])
def test_a_brand_or_colour_is_no_category(tmp_path: Path, column: str) -> None:
    proposal = of_rows(tmp_path, rows(**{column: lambda n: KINDS[n % 3]}))
    assert proposal.category is None
    assert any("learnt from the titles" in note for note in proposal.notes)


def test_a_kind_that_few_rows_have_is_no_category(tmp_path: Path) -> None:
    feed = rows()
    for row in feed[:20]:
        row["type"] = "Original"
    assert of_rows(tmp_path, feed).category is None


def test_variants_share_their_group(tmp_path: Path) -> None:
    proposal = of_rows(tmp_path, rows(item_group_id=lambda n: f"G{n // 3}"))
    assert proposal.group == "item_group_id"


def test_offers_of_places_become_offers_with_their_context(tmp_path: Path) -> None:
    offers = [{"store": "utara", "price": 90_000}, {"store": "selatan", "price": 85_000}]
    proposal = of_rows(tmp_path, rows(price=lambda n: 95_000 + n, offers=offers))
    assert proposal.offers == "offers"
    assert dict(proposal.context) == {"store": "category"}


def test_lists_of_objects_that_are_no_offers_are_left_out(tmp_path: Path) -> None:
    proposal = of_rows(tmp_path, rows(variants=[{"sku": "a", "note": {"deep": 1}, "pic": ["x"]}]))
    assert proposal.offers is None
    assert reason(proposal, "variants").startswith("a list of objects")


def test_a_rule_over_stock_keeps_what_does_not_say_and_is_then_a_guess(tmp_path: Path) -> None:
    full = of_rows(tmp_path, rows(stock=lambda n: n % 5))
    assert full.rules[0].when == "item.stock > 0"
    assert all(guess.key != "policy.rules.in_stock" for guess in full.guesses)
    feed = rows(stock=lambda n: n % 5)
    del feed[3]["stock"]
    partly = of_rows(tmp_path, feed)
    assert partly.rules[0].when == "!has(item.stock) || item.stock > 0"
    assert "are kept" in next(guess.why for guess in partly.guesses if guess.key == "policy.rules.in_stock")
    assert '!has(item.stock) || item.stock > 0"   # guessed' in write_project_file(partly)


def test_a_file_without_names_of_items_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("a,b\n1.5,2.5\n3.5,4.5\n3.5,4.5\n")
    with pytest.raises(FeedError, match="no column holds names of items"):
        proposal_of(path)


def test_a_product_group_is_a_kind_and_a_subject_that_repeats_is_no_title(tmp_path: Path) -> None:
    made = [
        {
            "sku": f"K{n}",
            "product_group": ("Garden", "Kitchen")[n % 2],
            "subject": ("Tools", "Food", "Wood")[n % 3],
            "course": f"Working with number {n}",
            "monthly_rent": f"{n + 3}.50",
        }
        for n in range(40)
    ]
    proposal = of_rows(tmp_path, made)
    assert (proposal.category, proposal.group, proposal.title) == ("product_group", None, "course")
    assert field(proposal, "monthly_rent").type == "money"
