"""The help of the command line keeps the names of sections, which look like markup."""

from tests.cli.runner import landas


def plain(text: str) -> str:
    return " ".join(text.split())


def test_names_of_sections_stay_in_the_help_of_commands() -> None:
    assert "longer than [privacy] says" in plain(landas("--help").out)


def test_names_of_sections_stay_in_the_help_of_options() -> None:
    assert "[llm.shadow]" in plain(landas("diff", "--help").out)
