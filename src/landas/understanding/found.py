"""What the pieces of a text were found to ask for."""

from dataclasses import dataclass

from landas.request.intent import Comparative, Constraint, Sort


@dataclass(frozen=True)
class Found:
    """`explained`: places of the pieces that some wish takes; `problems`: what was said and couldn't be used."""

    constraints: list[Constraint]
    sort: Sort | None
    explained: set[int]
    problems: list[str]
    comparatives: list[Comparative]
    spared: tuple[str, ...] = ()
    """Fields whose earlier number needn't hold any more: "I don't need 16 GB"."""

    @property
    def fields(self) -> set[str]:
        """Every field that something is wished of."""
        ordered = {self.sort.field} if self.sort else set()
        return ordered | {c.field for c in self.constraints} | {c.field for c in self.comparatives}
