"""The `landas` command: one file a sub-command, imported only when it is called, so that `--help` stays quick."""

import importlib
import sys
from typing import Any

import click
import typer
from typer.core import TyperGroup

from landas.errors import CallerError, LandasError

COMMANDS: dict[str, str] = {
    "demo": "A sample project, built and served, with its address printed.",
    "init": "Propose landas.toml from a feed.",
    "import": "Read items or events into the project.",
    "build": "Make the indexes and models into a release and switch to it.",
    "serve": "Serve the HTTP API and the web pages.",
    "recommend": "A slate for a user or an item, no language model.",
    "parse": "Show what a text is understood to ask for.",
    "ask": "One chat turn: reply, items, evidence, receipt id.",
    "verify": "Check replies against facts, claim by claim.",
    "evaluate": "Measure a part on cases of yours.",
    "replay": "Word and verify a stored answer again and compare it.",
    "why": "Why an item is or isn't in an answer.",
    "diff": "What changed between two bundles: items, wording, claims.",
    "drill": "Attack copies of the project with hostile and broken models; do the promises hold?",
    "review": "Look at answers where the stakes are high, and decide.",
    "prune": "Delete what was kept longer than [privacy] says.",
    "usage": "What language models cost per task, answer and accepted item.",
}
"""Sub-commands in the order of work, with the line that `--help` shows."""

_MODULES = {"import": "import_"}


class _LazyGroup(TyperGroup):
    """Imports the file of a sub-command when it is called, and not before."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        if "--help" in sys.argv[1:2] or len(sys.argv) == 1:
            return click.Command(cmd_name, help=COMMANDS[cmd_name])
        name = _MODULES.get(cmd_name, cmd_name)
        module = importlib.import_module(f"landas.cli.{name}")
        return _as_command(getattr(module, name), cmd_name)


def _as_command(target: Any, name: str) -> Any:
    """A click command of a plain function, or a group of a Typer app with sub-commands."""
    if isinstance(target, typer.Typer):
        return typer.main.get_group(target)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name=name, help=COMMANDS[name])(target)
    return typer.main.get_command(single)


app = typer.Typer(
    cls=_LazyGroup,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def landas() -> None:
    """Recommendations that stand on evidence."""


def run() -> None:
    """Runs the command line: exit 0 done, 1 the work failed, 2 the call was wrong."""
    try:
        app()
    except LandasError as error:
        sys.stderr.write(f"landas: {error}\n")
        sys.exit(2 if isinstance(error, CallerError) else 1)
    except OSError as error:
        if error.filename is None:
            raise
        remedy = "Check that the path can be read and written, and that the disk isn't full."
        sys.stderr.write(f"landas: {error.filename}: {error.strerror}. {remedy}\n")
        sys.exit(1)


if __name__ == "__main__":
    run()
