"""Saving what was learnt: any frozen dataclass of arrays and plain values, its arrays memory-mapped when read back."""

from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

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
        else:
            plain[declared.name] = value
    return plain


def load_learnt(folder: Path, name: str, kind: type[Learnt], plain: Values) -> Learnt:
    """Raises OSError or ValueError for files that are missing or damaged."""
    values = {
        declared.name: plain[declared.name]
        if declared.name in plain
        else load_array(folder, f"{name}.{declared.name}")
        for declared in fields(kind)  # type: ignore[arg-type]
    }
    return kind(**values)
