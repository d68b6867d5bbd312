"""Slot text: sentences whose values are slots (`{e1.value}`, `{i2.title}`), filled in and formatted by code.

A model, like a template, names what it speaks of and never writes the value itself.
"""

from typing import NewType

SlotText = NewType("SlotText", str)
"""Text with slots. `{iN.title}` is the title of the N-th shown item; `{eN.part}` a part of evidence eN."""
