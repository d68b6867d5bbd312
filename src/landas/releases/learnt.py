"""Saving what was learnt: any frozen dataclass of arrays, plain values and others of its kind, its arrays
memory-mapped when read back."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np

from landas.releases.files import load_array, save_array

Learnt = TypeVar("Learnt")
Values = dict[str, Any]


def save_learnt(folder: Path, name: str, learnt: Any) -> Values:
    """Writes the arrays as `NAME.FIELD.npy`; gives the plain values, for the document that lists what there is."""
    plain: Values = {}
    for declared in fields(learnt):
        value = getattr(learnt, declared.name)
        if isinstance(value, np.ndarray):
            save_array(folder, f"{name}.{declared.name}", value)
        elif is_dataclass(value):
            plain[declared.name] = save_learnt(folder, f"{name}.{declared.name}", value)
        else:
            plain[declared.name] = value
    return plain


def load_learnt(folder: Path, name: str, kind: type[Learnt], plain: Values) -> Learnt:
    """Raises OSError or ValueError for files that are missing or damaged."""
    hints = get_type_hints(kind)
    values: Values = {}
    for declared in fields(kind):  # type: ignore[arg-type]
        own = f"{name}.{declared.name}"
        nested = next(filter(is_dataclass, (hints[declared.name], *get_args(hints[declared.name]))), None)
        if declared.name not in plain:
            values[declared.name] = load_array(folder, own)
        elif nested is not None and plain[declared.name] is not None:
            values[declared.name] = load_learnt(folder, own, nested, plain[declared.name])  # type: ignore[arg-type]
        else:
            values[declared.name] = plain[declared.name]
    return kind(**values)
