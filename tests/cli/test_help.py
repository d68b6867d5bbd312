"""The help of the command line says what it was written to say."""

from click.testing import CliRunner
from typer.main import get_command

from landas.cli.main import COMMANDS, app


def test_every_command_is_described_to_the_letter() -> None:
    shown = CliRunner().invoke(get_command(app), ["--help"], terminal_width=200).output
    assert [text for text in COMMANDS.values() if text not in shown] == []


def test_names_of_sections_stay_in_the_help_of_options() -> None:
    shown = CliRunner().invoke(get_command(app), ["diff", "--help"], terminal_width=200).output
    assert "[llm.shadow]" in shown
