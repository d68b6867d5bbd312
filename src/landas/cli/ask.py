"""`landas ask`: one chat turn."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line


def ask(
    text: Annotated[str, typer.Argument(help="What the person says.")],
    user: Annotated[str | None, typer.Option(help="Who speaks.")] = None,
    conversation: Annotated[str | None, typer.Option(help="Goes on with an earlier conversation.")] = None,
    locale: Annotated[
        str | None, typer.Option(help="Language of the reply: en or id; default: the text's.")
    ] = None,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    from landas.bootstrap import open_project

    with open_project(project) as opened:
        opened.embedder.load_ahead()
        from landas.dialogue.service import AskRequest
        from landas.ids import ConversationId, UserId

        if opened.settings.llm is not None:
            from landas.bootstrap.warming import warm_up

            # A command starts cold: without this the turn's time is over before a model is asked.
            for problem in warm_up(opened):
                print(f"landas: {problem}", file=sys.stderr)
        turn = opened.dialogue.ask(
            AskRequest(
                text=text,
                user_id=UserId(user) if user else None,
                conversation_id=ConversationId(conversation) if conversation else None,
                locale=locale,
            )
        )
        _print_turn(turn, as_json)
        if opened.shadow is not None:
            # The reply is out first; without this wait nothing would ever be worded in shadow by this command.
            sys.stdout.flush()
            opened.shadow.wait(opened.settings.project.turn_deadline_ms / 1000)


def _print_turn(turn: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(turn)
        return
    print_line(turn["reply"])
    print_line()
    for item in turn["items"]:
        print_line(f"{item['rank']}. {item['title']}  ({item['item_id']})")
    reason = f" ({turn['fallback']})" if turn["fallback"] else ""
    print_line(
        f"conversation {turn['conversation_id']}  receipt {turn['receipt_id']}  worded by {turn['wording']}{reason}"
    )
