"""Long titles are said by their beginnings, which end outside brackets where they can."""

import pytest

from landas.grounding.wording.plain import display_titles


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Silver Harbour: The Longest of All the Nights (a.k.a. Silver Harbour: The Night of Nights) (1990)",
            "Silver Harbour: The Longest of All the Nights (1990)",
        ),
        (
            "Orbex Lumen 15 Notebook, Quad Core, 16 GB, 512 GB SSD (20XW-0051), Black, with a Dock",
            "Orbex Lumen 15 Notebook, Quad Core, 16 GB, 512 GB SSD (20XW-0051), Black",
        ),
        ("Silver Harbour (1990)", "Silver Harbour (1990)"),
    ],
)
def test_a_long_title_is_cut_outside_brackets(title: str, said: str) -> None:
    assert display_titles([title]) == (said,)


def test_a_title_stays_whole_where_another_begins_with_its_beginning() -> None:
    short = "Orbex Lumen 24-inch Wide Screen Monitor"
    whole = f"{short} (24.0) in Silver with a Stand, a Hood and three Cables of 2 m"
    assert display_titles([whole]) == (f"{short} (24.0) in Silver with a Stand",)
    assert display_titles([whole, f"{short} (24.0) in Silver with a Stand for two"])[0] == whole
