"""A catalogue as a plain list of everything that ever happened: slow, and too simple to be wrong."""

from typing import Any

from landas.catalog.store import UpsertCounts

Step = tuple[str, Any]
"""What is done (`upsert`, `withdraw`, `withdraw_absent`) and the items or ids it is done with."""
State = dict[str, tuple[str, int, bool]]
"""Item id -> title, version, withdrawn."""


class CatalogueModel:
    """History as a list: entry number n - 1 is change number n."""

    def __init__(self) -> None:
        self._history: list[tuple[str, str, bool]] = []

    def latest_number(self) -> int:
        return len(self._history)

    def apply(self, step: Step) -> UpsertCounts | int:
        action, argument = step
        if action == "upsert":
            return self._upsert(argument)
        live = self.as_of(self.latest_number())
        gone = set(argument) & live.keys() if action == "withdraw" else live.keys() - set(argument)
        self._history += [(item_id, live[item_id][0], True) for item_id in sorted(gone)]
        return len(gone)

    def as_of(self, number: int) -> State:
        """What is in the catalogue once `number` changes have been made."""
        return {key: entry for key, entry in self._all(number).items() if not entry[2]}

    def changes(self, after: int, number: int) -> State:
        """The last state of everything changed after `after`, withdrawn items included."""
        touched = {item_id for item_id, _, _ in self._history[after:number]}
        return {key: entry for key, entry in self._all(number).items() if key in touched}

    def _upsert(self, items: Any) -> UpsertCounts:
        counts = {"created": 0, "changed": 0, "unchanged": 0}
        for item in items:
            known = self._all(self.latest_number()).get(item.item_id)
            if known and known[0] == item.title and not known[2]:
                counts["unchanged"] += 1
                continue
            counts["changed" if known else "created"] += 1
            self._history.append((item.item_id, item.title, False))
        return UpsertCounts(**counts)

    def _all(self, number: int) -> State:
        state: State = {}
        for item_id, title, withdrawn in self._history[:number]:
            version = state[item_id][1] + 1 if item_id in state else 1
            state[item_id] = (title, version, withdrawn)
        return state
