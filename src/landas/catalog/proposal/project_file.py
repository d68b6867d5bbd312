"""A proposal written as `landas.toml`, with comments that say where each value comes from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from landas.catalog.proposal.proposal import Proposal, ProposedField

_NAMED = 8
_LONGEST_COMMENT = 100


def write_project_file(proposal: Proposal) -> str:
    """The text of the project file; `landas.settings.parse_project` reads it."""
    guesses = {guess.key: guess.why for guess in proposal.guesses}
    blocks = [
        _opening(proposal),
        _project(proposal, guesses),
        _catalog(proposal, guesses),
        *(_field(field, guesses) for field in proposal.fields),
        _context(proposal),
        _policy(proposal, guesses),
        _left_out(proposal),
    ]
    return "\n".join(block for block in blocks if block)


def _opening(proposal: Proposal) -> str:
    lines = [
        f"Proposed by `landas init` from {proposal.feed}: {proposal.rows:,} rows, {proposal.columns:,} columns.",
        "Every key and its default: docs/project-file.md. What the feed doesn't say is marked `guessed`: look at it.",
        "Then: landas import items FILE, landas build, landas serve.",
    ]
    return "".join(_comment(line) for line in lines)


def _project(proposal: Proposal, guesses: Mapping[str, str]) -> str:
    return f"[project]\nname = {_value(proposal.name)}\nlanguages = {_value(proposal.languages)}\n" + _line(
        "currency", proposal.currency, guesses.get("project.currency")
    )


def _catalog(proposal: Proposal, guesses: Mapping[str, str]) -> str:
    lines = ["[catalog]\n"]
    if not proposal.unique_id:
        lines += [_comment(note) for note in proposal.notes if note.startswith("No column is a unique id")]
    lines.append(_line("id", proposal.id, guesses.get("catalog.id")))
    lines.append(_line("title", proposal.title, guesses.get("catalog.title")))
    if proposal.text:
        lines.append(_line("text", proposal.text))
    if proposal.keywords:
        lines.append(_comment("searched, but no fields: undeclared columns that hold words"))
        lines.append(_line("keywords", proposal.keywords))
    if proposal.category is not None:
        lines.append(_line("category", proposal.category))
    else:
        lines.append(
            _comment('category = "…"   no column says what kind of thing an item is: learnt from titles')
        )
    for key, column in (("group", proposal.group), ("offers", proposal.offers)):
        if column is not None:
            lines.append(_line(key, column))
    return "".join(lines)


def _field(field: ProposedField, guesses: Mapping[str, str]) -> str:
    key = f"catalog.fields.{field.name}"
    lines = [_comment(field.about), f"[catalog.fields.{field.name}]\n"]
    if field.column != field.name:
        lines.append(_line("column", field.column))
    lines.append(_line("type", field.type))
    if field.unit is not None:
        lines.append(_line("unit", field.unit, guesses.get(f"{key}.unit")))
    if field.doubt is not None:
        lines.append(_comment(f'unit = "…"   not told: {field.doubt}'))
    if field.feed_unit is not None:
        lines.append(_line("feed_unit", field.feed_unit))
    if field.scale != 1.0:
        lines.append(_line("scale", field.scale, guesses.get(f"{key}.scale")))
    if field.decimal != ".":
        lines.append(_line("decimal", field.decimal))
    if field.date_order is not None:
        lines.append(_line("date_order", field.date_order))
    if field.better is not None:
        lines.append(_line("better", field.better))
    for name, table in (("labels", field.labels), ("words", field.words)):
        if table:
            lines.append(_line(name, table))
    if field.values:
        lines.append(f"[catalog.fields.{field.name}.values]\n")
        lines += [f"{_key(value)} = {_value(words)}\n" for value, words in field.values.items()]
    return "".join(lines)


def _context(proposal: Proposal) -> str:
    if not proposal.context:
        return ""
    return "[context]\n" + "".join(_line(key, kind) for key, kind in proposal.context.items())


def _policy(proposal: Proposal, guesses: Mapping[str, str]) -> str:
    return "".join(
        "[[policy.rules]]\n"
        + _line("name", rule.name)
        + _line("when", rule.when, guesses.get(f"policy.rules.{rule.name}"))
        + _line("reason", rule.reason)
        for rule in proposal.rules
    )


def _left_out(proposal: Proposal) -> str:
    """The columns no field reads, by reason, a few of each named."""
    if not proposal.left_out:
        return ""
    total = len(proposal.left_out)
    lines = [
        f"Left out: {total:,} column{'s' * (total > 1)}. To use one, add [catalog.fields.NAME] with its column."
    ]
    for reason, columns in reasons(proposal):
        names = ", ".join(columns[:_NAMED]) + (
            f" and {len(columns) - _NAMED:,} more" if len(columns) > _NAMED else ""
        )
        lines.append(f"- {reason}: {names}")
    return "".join(_comment(line, longest=400) for line in lines)


def reasons(proposal: Proposal) -> list[tuple[str, list[str]]]:
    """The left-out columns by reason, counts aside, in order of how many there are."""
    entries = sorted((_plain(entry.reason), entry.column) for entry in proposal.left_out)
    grouped = [(reason, [column for _, column in of]) for reason, of in groupby(entries, key=lambda e: e[0])]
    return sorted(grouped, key=lambda entry: (len(entry[1]), entry[0]))


def _plain(reason: str) -> str:
    if reason.startswith("filled in "):
        return "filled in few rows"
    return reason.partition(" (filled in")[0]


def _line(key: str, value: Any, guess: str | None = None) -> str:
    line = f"{_key(key)} = {_value(value)}"
    return f"{line}   # guessed: {_one_line(guess)}\n" if guess else f"{line}\n"


def _comment(text: str, longest: int = _LONGEST_COMMENT * 3) -> str:
    text = _one_line(text)
    return f"# {text if len(text) <= longest else text[: longest - 1] + '…'}\n"


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else _value(key)


def _value(value: Any) -> str:
    """A value in TOML. JSON's strings are TOML's basic strings but for DEL, which TOML refuses."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Sequence):
        return _array(value)
    return repr(value)


def _array(values: Iterable[Any]) -> str:
    return "[" + ", ".join(_value(value) for value in values) + "]"
