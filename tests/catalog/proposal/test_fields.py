"""Types, units, prices and labels of proposed fields, and what is left out."""

from pathlib import Path
from typing import Any

import pytest

from tests.catalog.proposal.feeds import field, guess, of_column, of_rows, proposal_of, reason

MANY = range(60)


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("merek", [f"Merek{n % 4}" for n in MANY], "category"),
        ("tersedia", [["ya", "tidak"][n % 2] for n in MANY], "flag"),
        ("waterproof", [n % 2 == 0 for n in MANY], "flag"),
        ("is_new", [n % 2 for n in MANY], "flag"),
        ("doors", [n % 2 for n in MANY], "number"),
        ("released", [f"2024-03-{1 + n % 28:02d}" for n in MANY], "date"),
        ("genres", [["Drama|Laga", "Laga", "Drama|Komedi"][n % 3] for n in MANY], "tags"),
        ("bahan", [["Kayu, Besi", "Kayu", "Besi"][n % 3] for n in MANY], "tags"),
        ("description", [f"{'ABCD'[n % 4]}-rose, grown by us, full sun." for n in MANY], "category"),
        ("colors", [["red", "blue"], ["red"]] * 30, "tags"),
        ("section", [["Home, Garden", "Toys, Games"][n % 2] for n in MANY], "category"),
        ("doses", [f"{n}.5" for n in MANY], "number"),
        ("batch", [f"{n:05d}" for n in MANY], "text"),
        ("model", [f"RX{n * 37}" for n in MANY], "text"),
    ],
)
def test_types_are_told_from_the_values(tmp_path: Path, name: str, values: list[Any], kind: str) -> None:
    assert field(of_column(tmp_path, name, values), name).type == kind


@pytest.mark.parametrize(
    ("name", "values", "unit"),
    [
        ("berat_gram", [200 + n for n in MANY], "g"),
        ("weight_kg", [1.5 + n for n in MANY], "kg"),
        ("screen_size_in", [13 + n % 4 for n in MANY], "in"),
        ("battery (mAh)", [4000 + n for n in MANY], "mAh"),
        ("tebal", [f"{n + 5} mm" for n in MANY], "mm"),
        ("weight", [f"{n + 100} g (3.70 oz)" for n in MANY], "g"),
        ("plug_in", [n % 7 for n in MANY], None),
        ("processor_cores", [2 + n % 6 for n in MANY], None),
    ],
)
def test_units_that_the_feed_names_are_taken(
    tmp_path: Path, name: str, values: list[Any], unit: str | None
) -> None:
    proposal = of_column(tmp_path, name, values)
    found = field(proposal, name)
    assert (found.type, found.unit) == ("number", unit)
    assert guess(proposal, f"catalog.fields.{found.name}.unit") is None


def test_a_unit_told_by_the_size_of_the_numbers_is_marked_as_a_guess(tmp_path: Path) -> None:
    proposal = of_column(tmp_path, "weight", [150 + 7 * n for n in MANY])
    assert field(proposal, "weight").unit == guess(proposal, "catalog.fields.weight.unit") == "g"


def test_no_unit_is_guessed_where_the_numbers_mix_units(tmp_path: Path) -> None:
    proposal = of_column(tmp_path, "memory", [[4, 8, 16, 4096, 8192, 16384][n % 6] for n in MANY])
    found = field(proposal, "memory")
    assert found.unit is None
    assert found.doubt is not None
    assert "mix units" in found.doubt


@pytest.mark.parametrize(
    ("name", "values", "currency", "scale"),
    [
        ("price", [f"${n}.99" for n in MANY], "USD", 1.0),
        ("price_usd", [10 + n for n in MANY], "USD", 1.0),
        ("price", [f"{n + 5}.00 EUR" for n in MANY], "EUR", 1.0),
        ("harga", [f"Rp {n + 10}.500" for n in MANY], "IDR", 1.0),
        ("harga", [50_000 + 1500 * n for n in MANY], "IDR", 1.0),
        ("price", [495 + 1000 * (n % 50) for n in MANY], "USD", 0.01),
        ("price", [12.5 + n for n in MANY], "USD", 1.0),
    ],
)
def test_currency_and_scale_of_prices(
    tmp_path: Path, name: str, values: list[Any], currency: str, scale: float
) -> None:
    title = (
        "Tas kulit yang kuat untuk dipakai setiap hari"
        if name == "harga"
        else "Strong leather bag for daily use"
    )
    proposal = of_rows(tmp_path, [{"id": n, "title": f"{title} {n}", name: v} for n, v in enumerate(values)])
    price = field(proposal, name)
    assert (price.type, proposal.currency, price.scale) == ("money", currency, scale)
    assert price.better == "lower"
    assert (guess(proposal, f"catalog.fields.{price.name}.scale") == scale) is (scale != 1.0)


def test_whole_prices_of_dear_things_are_not_taken_for_cents(tmp_path: Path) -> None:
    proposal = of_column(tmp_path, "price", [[499, 549, 899, 1299, 2199, 649][n % 6] for n in MANY])
    assert field(proposal, "price").scale == 1.0
    assert guess(proposal, "project.currency") == "USD"


def test_a_column_of_currencies_names_the_currency(tmp_path: Path) -> None:
    rows = [{"id": n, "title": f"Thing {n}", "price": n + 1.5, "currency": "SGD"} for n in MANY]
    proposal = of_rows(tmp_path, rows)
    assert proposal.currency == "SGD"
    assert reason(proposal, "currency") == "the same value in every row"
    assert guess(proposal, "project.currency") is None


def test_decimal_commas_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    lines = [f"{n};Kursi kayu {n};{n},50;1.{n:03d},5" for n in range(10, 40)]
    path.write_text("id;nama;harga;tinggi\n" + "\n".join(lines), encoding="utf-8")
    proposal = proposal_of(path)
    assert field(proposal, "harga").decimal == field(proposal, "tinggi").decimal == ","


def test_labels_come_from_the_packs_in_both_languages(tmp_path: Path) -> None:
    found = field(
        of_column(tmp_path, "product_colour", [["Black", "White"][n % 2] for n in MANY]),
        "product_colour",
    )
    assert found.labels["id"][0] == "warna"
    assert "colour" in found.labels["en"]
    assert "hitam" in found.values["Black"]["id"]


def test_no_two_fields_share_a_label(tmp_path: Path) -> None:
    rows = [
        {
            "id": n,
            "title": f"Thing {n}",
            "weight": 100 + n,
            "package_weight": 200 + n,
            "berat": 90 + n,
            "net weight": 80 + n,
        }
        for n in MANY
    ]
    proposal = of_rows(tmp_path, rows)
    for language in ("en", "id"):
        words = [word for f in proposal.fields for word in f.labels.get(language, ())]
        assert len(words) == len(set(words))


def test_vague_words_come_with_their_field(tmp_path: Path) -> None:
    found = field(of_column(tmp_path, "weight_g", [150 + 7 * n for n in MANY]), "weight_g")
    assert found.words["light"] == found.words["ringan"] == "low"


def test_prefixes_that_all_columns_share_are_no_part_of_a_label(tmp_path: Path) -> None:
    names = [f"attr_{'tnb'[n % 3]}_quality_{chr(97 + n)}x" for n in range(9)]
    rows = [{"id": n, "title": f"Thing {n}"} | dict.fromkeys(names, f"v{n % 3}") for n in MANY]
    assert field(of_rows(tmp_path, rows), names[0]).name == "quality_ax"


def test_nested_columns_are_named_by_their_last_level_where_it_is_clear(tmp_path: Path) -> None:
    rows = [
        {
            "id": n,
            "title": f"Phone {n}",
            "body": {"weight": 150 + n, "SIM": f"S{n % 2}", "type": f"T{n % 3}"},
            "screen": {"type": f"U{n % 3}"},
        }
        for n in MANY
    ]
    proposal = of_rows(tmp_path, rows)
    assert field(proposal, "body.weight").name == "weight"
    assert field(proposal, "body.type").name == "body_type"


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("ean", [f"{4006381333000 + n}" for n in MANY], "an identifier of other systems"),
        ("codes", ["4006381333931", "5901234123457", "9780306406157"] * 20, "an identifier of other systems"),
        ("photo", [f"https://example.com/{n}.jpg" for n in MANY], "pictures"),
        ("more", [f"https://example.com/{n}" for n in MANY], "addresses on the web"),
        ("telepon", [f"+62 812 3456 {n:04d}" for n in MANY], "an address or contact data"),
        ("store", ["one"] * 60, "the same value in every row"),
        ("blank", ["n/a"] * 60, "empty in every row"),
    ],
)
def test_columns_that_tell_nothing_are_left_out_with_the_reason(
    tmp_path: Path, name: str, values: list[Any], why: str
) -> None:
    assert reason(of_column(tmp_path, name, values), name) == why


def test_the_same_in_other_units_is_left_out(tmp_path: Path) -> None:
    rows = [{"id": n, "title": f"Thing {n}", "weight": 100 + n, "weight_imperial": n / 28} for n in MANY]
    assert reason(of_rows(tmp_path, rows), "weight_imperial") == "another column in other units"


def test_of_a_wide_feed_the_most_telling_columns_are_kept(tmp_path: Path) -> None:
    rows = [{"id": n, "title": f"Thing {n}", "color": ["red", "blue"][n % 2]} for n in range(300)]
    for n, row in enumerate(rows):
        row |= {f"spec_{k}": f"v{n % 5}" for k in range(200) if (n + k) % (2 + k % 7) == 0}
    proposal = of_rows(tmp_path, rows)
    assert len(proposal.fields) == 140
    assert proposal.fields[0].column == "color"
    assert any(entry.reason.startswith("tells less than the 140 columns kept") for entry in proposal.left_out)


def test_a_supplier_whose_name_opens_the_titles_is_the_brand(tmp_path: Path) -> None:
    makers = ["Kanata", "Ruvia", "Oblik"]
    rows = [{"id": n, "title": f"{makers[n % 3]} lamp {n}", "supplier": makers[n % 3]} for n in MANY]
    assert field(of_rows(tmp_path, rows), "supplier").name == "brand"
    others = [{**row, "title": f"Lamp {row['id']}"} for row in rows]
    assert field(of_rows(tmp_path, others), "supplier").name == "supplier"


def test_the_only_price_is_called_price_whatever_its_head(tmp_path: Path) -> None:
    found = field(
        of_column(tmp_path, "harga rata-rata", [f"Rp {n + 20}.000" for n in MANY]), "harga rata-rata"
    )
    assert (found.name, found.labels["id"][0], found.about) == (
        "price",
        "harga",
        "filled in 100% of rows; 20,000 to 79,000",
    )


def test_odd_heads_and_values_make_a_file_that_loads(tmp_path: Path) -> None:
    names = [
        'a "quoted" head',
        "new\nline",
        "тип",
        "50%",
        "category",
        "a.b",
        "emoji 🚲",
        "back\\slash",
        "tab\there",
    ]
    rows = [
        {"id": n, "title": f"Thing {n}", "color": ['"Red"\n', "Blue\x7f # x"][n % 2]}
        | dict.fromkeys(names, f'value {n % 4} " # = [')
        for n in MANY
    ]
    proposal = of_rows(tmp_path, rows)
    assert len({f.name for f in proposal.fields}) == len(proposal.fields) == 10


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ([f"{1 + n % 28:02d}/{1 + n % 12:02d}/2024" for n in MANY], "day_first"),
        ([f"{1 + n % 12:02d}/{1 + n % 28:02d}/2024" for n in MANY], "month_first"),
        ([f"2024-03-{1 + n % 28:02d}" for n in MANY], None),
    ],
)
def test_the_order_of_day_and_month_is_told_from_days_past_the_twelfth(
    tmp_path: Path, values: list[str], order: str | None
) -> None:
    released = field(of_column(tmp_path, "released", values), "released")
    assert (released.type, released.date_order) == ("date", order)


def test_dates_that_read_both_ways_throughout_are_no_dates(tmp_path: Path) -> None:
    values = [f"{1 + n % 9:02d}/{1 + n % 12:02d}/2024" for n in MANY]
    assert field(of_column(tmp_path, "opened", values), "opened").type != "date"


def test_a_salary_is_no_price_and_more_of_it_is_better(tmp_path: Path) -> None:
    values = [f"Rp {amount}.500.000" for amount in range(3, 63)]
    salary = field(of_column(tmp_path, "salary_min", values), "salary_min")
    assert (salary.name, salary.type, salary.better) == ("salary", "money", "higher")
    assert "gaji" in salary.labels["id"]
    plain = field(of_column(tmp_path, "biaya_rata", values), "biaya_rata")
    assert (plain.name, plain.better) == ("price", "lower")


def test_a_column_called_by_another_word_for_a_standard_field_is_told_by_that_word(tmp_path: Path) -> None:
    towns = [f"{town} {n}" for n in range(6) for town in ("Arumdalu", "Osric", "Merrow")]
    assert field(of_column(tmp_path, "region", towns), "region").labels["en"][0] == "region"


def test_a_head_is_translated_by_no_word_for_how_things_are(tmp_path: Path) -> None:
    light = field(of_column(tmp_path, "light", [["full sun", "half shade"][n % 2] for n in MANY]), "light")
    assert light.labels["en"] == ("light",)
    assert light.labels["id"] not in {("ringan",), ("terang",)}
