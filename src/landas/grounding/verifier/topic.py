"""Which items a clause is about, and which it compares them with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """`subjects` and, after "than", `references`; `named` when the clause itself says which.

    `quantifier` is what "both", "none of them" or "the only one" make of it.
    """

    subjects: tuple[int, ...]
    references: tuple[int, ...] = ()
    named: bool = False
    quantifier: str | None = None
    contrast: str | None = None
    """How the references stand to what is said of the subjects: "unlike" them, or "excepting" them."""
    idle: frozenset[int] = frozenset()
    """Pieces that only say which items are meant ("no *laptop* here")."""
