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
