"""`landas parse`: what a text is understood to ask for."""

from pathlib import Path
from typing import Annotated

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line


def parse(
    text: Annotated[str, typer.Argument(help="What a person might say.")],
    locale: Annotated[str | None, typer.Option(help="Its language; default: detected.")] = None,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    from landas.bootstrap import open_project

    with open_project(project) as opened:
        intent = opened.parse(text, locale).to_document()
    if as_json:
        print_json(intent)
        return
    print_line(f"{intent['intent_type']}, {intent['language']}, confidence {intent['confidence']}")
    for category in intent["categories"]:
        print_line(f"  category    {category}")
    for c in intent["constraints"]:
        words = text[c["span"][0] : c["span"][1]] if c["span"] else ""
        unit = f" {c['unit']}" if c["unit"] else ""
        print_line(f"  {c['strength']:<10}  {c['field']} {c['op']} {c['value']}{unit}  ({words!r})")
    if intent["sort"]:
        print_line(f"  sort        {intent['sort']['field']}, {intent['sort']['direction']} first")
    for preference in intent["preferences"]:
        print_line(f"  preference  {preference['text']!r}")
    if intent["unparsed"]:
        print_line(f"  unparsed    {', '.join(intent['unparsed'])}")
    for reason in intent["rejected"]:
        print_line(f"  rejected    {reason}")
