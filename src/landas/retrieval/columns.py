"""Values column by column, so that a constraint is answered for the whole catalogue at once.

Masks agree with `request.satisfaction.satisfies` by construction: numbers by the same arithmetic, all else by
asking `value_satisfies` once for each distinct value.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from landas.catalog.fields import Value, is_number
from landas.releases.files import Array, load_array, save_array
from landas.request.intent import Constraint
from landas.request.satisfaction import NEGATIVE_OPS, text_key, value_satisfies

BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
MISSING = -1


class NumberColumn:
    """A numeric field: one float a row, NaN where missing."""

    def __init__(self, numbers: FloatArray) -> None:
        self.numbers = numbers

    def mask(self, constraint: Constraint) -> BoolArray:
        wanted = _several(constraint)
        if wanted and all(is_number(w) for w in wanted):
            found = _compare(self.numbers, constraint.op, [float(w) for w in wanted])
            if constraint.op in NEGATIVE_OPS:
                found |= np.isnan(self.numbers)
            return found
        distinct, places = np.unique(self.numbers, return_inverse=True)
        return _answers(constraint, [None if np.isnan(d) else float(d) for d in distinct])[places]

    def value(self, row: int) -> Value | None:
        number = float(self.numbers[row])
        return None if np.isnan(number) else number

    def values(self, rows: Sequence[int]) -> list[Value | None]:
        numbers: list[float] = self.numbers[list(rows)].tolist() if rows else []
        return [None if number != number else number for number in numbers]

    def save(self, folder: Path, name: str) -> None:
        save_array(folder, f"column.{name}", self.numbers)


class CodedColumn:
    """Any other field: the distinct values, and for each row the place of its value among them or MISSING."""

    def __init__(self, codes: Array, distinct: list[Value]) -> None:
        self.codes = codes
        self.distinct = distinct
        self._places: dict[str, list[int]] | None = None
        self._answer = lru_cache(maxsize=64)(self._fresh_answer)

    def mask(self, constraint: Constraint) -> BoolArray:
        # The spelling is part of the cache's key: 1.0 == True in Python, but they are different wishes.
        answers = self._answer(constraint.field, constraint.op, constraint.value, repr(constraint.value))
        return answers[self.codes]

    def value(self, row: int) -> Value | None:
        code = int(self.codes[row])
        return None if code == MISSING else self.distinct[code]

    def values(self, rows: Sequence[int]) -> list[Value | None]:
        codes: list[int] = self.codes[list(rows)].tolist() if rows else []
        return [None if code == MISSING else self.distinct[code] for code in codes]

    def save(self, folder: Path, name: str) -> None:
        save_array(folder, f"column.{name}", self.codes)
        plain = [list(v) if isinstance(v, tuple) else v for v in self.distinct]
        (folder / f"column.{name}.json").write_bytes(orjson.dumps(plain))

    def _fresh_answer(self, field: str, op: Any, wanted: Any, _: str) -> BoolArray:
        """The answer for each distinct value, and in the last place (code -1) for a missing one."""
        constraint = Constraint(field, op, wanted)
        several = _several(constraint)
        ordering = op in ("lt", "lte", "gt", "gte", "between")
        if ordering or not several or not all(isinstance(w, str) for w in several):
            return _answers(constraint, [*self.distinct, None])
        found = np.zeros(len(self.distinct) + 1, dtype=bool)
        for text in several:
            found[self._by_key().get(text_key(text), [])] = True
        return ~found if op in NEGATIVE_OPS else found

    def _by_key(self) -> dict[str, list[int]]:
        if self._places is None:
            places: dict[str, list[int]] = {}
            for code, value in enumerate(self.distinct):
                if isinstance(value, bool):
                    continue
                for entry in value if isinstance(value, tuple) else (value,):
                    places.setdefault(text_key(str(entry)), []).append(code)
            self._places = places
        return self._places


Column = NumberColumn | CodedColumn


class Columns:
    """All fields of one segment's rows."""

    def __init__(self, size: int, columns: Mapping[str, Column]) -> None:
        self.size = size
        self._columns = columns

    def mask(self, constraint: Constraint) -> BoolArray:
        """Rows that satisfy the constraint; a field that no row has counts as missing everywhere."""
        column = self._columns.get(constraint.field)
        if column is None:
            return np.full(self.size, constraint.op in NEGATIVE_OPS)
        return column.mask(constraint)

    def numeric(self, field: str) -> FloatArray:
        """The field's numbers, NaN where missing or where the field is none of numbers."""
        column = self._columns.get(field)
        return column.numbers if isinstance(column, NumberColumn) else np.full(self.size, np.nan)

    def texts(self, field: str) -> list[str]:
        """The distinct texts of a field, those of lists one by one."""
        column = self._columns.get(field)
        if not isinstance(column, CodedColumn):
            return []
        every = (entry for v in column.distinct for entry in (v if isinstance(v, tuple) else (v,)))
        return sorted({entry for entry in every if isinstance(entry, str)})

    def value(self, field: str, row: int) -> Value | None:
        column = self._columns.get(field)
        return None if column is None else column.value(row)

    def values(self, field: str, rows: Sequence[int]) -> list[Value | None]:
        """As `value` says of each row, many at once."""
        column = self._columns.get(field)
        return [None] * len(rows) if column is None else column.values(rows)

    def save(self, folder: Path) -> None:
        for name, column in self._columns.items():
            column.save(folder, name)
        kinds = {n: "number" if isinstance(c, NumberColumn) else "coded" for n, c in self._columns.items()}
        (folder / "columns.json").write_bytes(orjson.dumps({"size": self.size, "kinds": kinds}))

    @classmethod
    def load(cls, folder: Path) -> "Columns":
        document = orjson.loads((folder / "columns.json").read_bytes())
        columns: dict[str, Column] = {}
        for name, kind in document["kinds"].items():
            array = load_array(folder, f"column.{name}")
            if kind == "number":
                columns[name] = NumberColumn(array)
            else:
                plain = orjson.loads((folder / f"column.{name}.json").read_bytes())
                columns[name] = CodedColumn(array, [tuple(v) if isinstance(v, list) else v for v in plain])
        return cls(document["size"], columns)


class ColumnsBuilder:
    """Collects values row by row, so that a catalogue never stands in memory as items."""

    def __init__(self) -> None:
        self._size = 0
        self._rows: dict[str, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._distinct: dict[str, dict[Any, int]] = {}

    def add(self, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            known = self._distinct.setdefault(name, {})
            # The type is part of the key: True == 1.0 in Python, but they are different values.
            code = known.setdefault((type(value), value), len(known))
            self._rows.setdefault(name, []).append(self._size)
            self._codes.setdefault(name, []).append(code)
        self._size += 1

    def finish(self) -> Columns:
        return Columns(self._size, {name: self._column(name) for name in sorted(self._rows)})

    def _column(self, name: str) -> Column:
        distinct = [value for _, value in self._distinct[name]]
        rows, codes = np.array(self._rows[name]), np.array(self._codes[name], dtype=np.int32)
        if all(type(value) is float for value in distinct):
            numbers = np.full(self._size, np.nan)
            numbers[rows] = np.array(distinct)[codes]
            return NumberColumn(numbers)
        column = np.full(self._size, MISSING, dtype=np.int32)
        column[rows] = codes
        return CodedColumn(column, distinct)


def _several(constraint: Constraint) -> tuple[Any, ...]:
    """The wanted values; empty where the operator and the form of its value don't fit together."""
    takes_several = constraint.op in ("in", "not_in", "between")
    if isinstance(constraint.value, tuple):
        return constraint.value if takes_several else ()
    return () if constraint.op == "between" else (constraint.value,)


def _compare(numbers: FloatArray, op: str, wanted: list[float]) -> BoolArray:
    """What is unknown is NaN, and never true."""
    match op:
        case "eq" | "in":
            return np.isin(numbers, wanted)
        case "ne" | "not_in":
            return ~np.isin(numbers, wanted)
        case "lt":
            return numbers < wanted[0]
        case "lte":
            return numbers <= wanted[0]
        case "gt":
            return numbers > wanted[0]
        case "gte":
            return numbers >= wanted[0]
        case _:
            low, high = wanted
            return (numbers >= low) & (numbers <= high)


def _answers(constraint: Constraint, values: list[Any]) -> BoolArray:
    answers = (value_satisfies(value, constraint) for value in values)
    return np.fromiter(answers, dtype=bool, count=len(values))
