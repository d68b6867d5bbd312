"""CEL expressions over an item, the user, the context and the surface: typed when the project loads.

All of Landas' numbers are doubles, while CEL keeps `1` and `1.0` apart; an expression that doesn't type as
written is tried again with its whole-number literals read as doubles, so that `item.stock > 0` means what it says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landas.catalog.fields import FieldType, Schema
from landas.errors import ProjectFileError

_TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
      |(?P<has>\bhas\(\s*item\.(?P<field>[a-z_][a-z0-9_]*)\s*\))
      |(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
      |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?u?)""",
    re.VERBOSE,
)
_PRESENT = "present."
_UNDECLARED = re.compile(r"undeclared reference to '([^']+)'")


@dataclass(frozen=True)
class Expression:
    """A compiled expression with the names it reads: `item.stock`, `context.region`, `now`, …"""

    source: str
    reads: frozenset[str]
    program: Any

    @property
    def item_only(self) -> bool:
        """True when the outcome depends on the item alone, so that it can be computed when items change."""
        return all(name.startswith(("item.", _PRESENT)) for name in self.reads)

    def holds(self, names: Mapping[str, Any]) -> bool | None:
        """True or false, or None where a name without a value decides the outcome. False where CEL gave up."""
        try:
            result = self.program.eval(data={name: names[name] for name in self.reads if name in names})
        except RuntimeError:
            # Loops within loops are cut off by CEL. Careful: false, so that policy fails closed where `missing` keeps.
            return False
        value = result.plain_value()
        return value if isinstance(value, bool) else None


def compile_expression(source: str, schema: Schema, where: str, line: int | None = None) -> Expression:
    """Compiles and types an expression that must be true or false.

    Raises ProjectFileError, naming `where`, when it can't be parsed, reads an unknown name or isn't a condition.
    """
    from cel_expr_python import cel

    env = cel.NewEnv(variables={name: _cel_type(kind) for name, kind in names_of(schema).items()})
    problem = ""
    for spelling in (_rewrite(source, doubles=False), _rewrite(source, doubles=True)):
        try:
            program = env.compile(spelling)
        except RuntimeError as error:
            problem = problem or _first_line(error)
            continue
        if program.return_type().name() != "BOOL":
            raise ProjectFileError(f"{where} gives {program.return_type().name()}, not true or false: {source}",
                                   "Write a condition.", line=line)  # fmt: skip
        return Expression(source, _reads(spelling, names_of(schema)), program)
    known = ", ".join(sorted(name for name in names_of(schema) if not name.startswith(_PRESENT)))
    raise ProjectFileError(f"{where} can't be used: {problem} In: {source}",
                           f"{_declaring(problem)}Known names: {known}.", line=line)  # fmt: skip


def _declaring(problem: str) -> str:
    """Where to declare a name that is declared nowhere; empty where it has no place."""
    unknown = _UNDECLARED.search(problem)
    table, _, name = unknown[1].partition(".") if unknown else ("", "", "")
    places = {
        "context": f'[context], as {name} = "number" or of another type',
        "item": f"[catalog.fields.{name}]",
    }
    return f"Declare it under {places[table]}. " if name and table in places else ""


def names_of(schema: Schema) -> dict[str, FieldType | str]:
    """Every name that an expression may read, with its type."""
    names: dict[str, FieldType | str] = {f"item.{name}": f.type for name, f in schema.fields.items()}
    names |= {f"{_PRESENT}{name}": "flag" for name in schema.fields}
    names |= {"item.id": "text", "item.title": "text", "user.id": "text", "surface": "text", "now": "instant"}
    return names | {f"context.{name}": kind for name, kind in schema.context.items()}


def item_names(item_id: str, title: str, values: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """The names an expression reads of one item, absent values left out."""
    names: dict[str, Any] = {f"{_PRESENT}{name}": name in values for name in schema.fields}
    names |= {f"item.{name}": list(v) if isinstance(v, tuple) else v for name, v in values.items()}
    return names | {"item.id": item_id, "item.title": title}


def _rewrite(source: str, *, doubles: bool) -> str:
    """`has(item.x)` as a variable of its own and, if asked, whole numbers as doubles."""

    def replace(match: re.Match[str]) -> str:
        if match["has"]:
            return f"{_PRESENT}{match['field']}"
        if doubles and match["number"] and match["number"].isdigit():
            return f"{match['number']}.0"
        return match[0]

    return _TOKEN.sub(replace, source)


def _reads(spelling: str, names: Mapping[str, Any]) -> frozenset[str]:
    """The declared names in an expression; a call such as `item.title.startsWith(…)` reads `item.title`."""
    found = set()
    for match in _TOKEN.finditer(spelling):
        parts = (match["name"] or "").split(".")
        found |= {prefix for n in (1, 2) if (prefix := ".".join(parts[:n])) in names}
    return frozenset(found)


def _cel_type(kind: FieldType | str) -> Any:
    from cel_expr_python import cel

    types = {
        "number": cel.Type.DOUBLE,
        "money": cel.Type.DOUBLE,
        "flag": cel.Type.BOOL,
        "instant": cel.Type.TIMESTAMP,
    }
    return cel.Type.List(cel.Type.STRING) if kind == "tags" else types.get(kind, cel.Type.STRING)


def _first_line(error: RuntimeError) -> str:
    return str(error).split("\n")[0].removeprefix("INVALID_ARGUMENT: ERROR: <input>:").strip() + "."
