"""Lies that need no true sentence: patterns with a guard, filled for a few items that nothing could make them true of.

LIES.json says, for each way of going wrong and each language, [guard, pattern]: where the guard (a regular expression)
is found anywhere in the rows, the sentence might be true and is left out.
"""

import json
import random
import re
from collections.abc import Iterator

from true_sentences import Row, World, measured, number, written

MORE = {"en": ["eleven", "fifteen", "23"], "id": ["sebelas", "lima belas", "23"]}


def invented(world: World, lies: Row, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """(how it goes wrong, pattern, text) of lies that nothing in these rows could make true."""
    everything = json.dumps(world.rows)
    price, weight = (
        next((m for m in world.truths["measures"] if m["kind"] == kind), None) for kind in ("price", "weight")
    )
    for how, by_language in lies.items():
        for guard, pattern in by_language[world.language]:
            if guard and re.search(guard, everything, re.IGNORECASE):
                continue
            at = chance.randrange(len(world.rows))
            row, others = world.rows[at], [n for i, n in enumerate(world.names) if i != at]
            parts = {"name": world.names[at], "more": chance.choice(MORE[world.language]),
                     "brand": row.get("supplier"), "p": _said(row, price, world), "k": _said(row, weight, world),
                     "other": chance.choice(others) if others else None}  # fmt: skip
            needed = set(re.findall(r"\{(\w+)\}", pattern))
            if all(parts[name] for name in needed) and not (how == "count wrong" and len(world.rows) == 1):
                yield how, pattern, written(pattern, chance).format(**parts)


def _said(row: Row, measure: Row | None, world: World) -> str | None:
    value = measured(row, measure) if measure else None
    if value is None or measure is None:
        return None
    form, factor, decimals = measure["shown"][world.language][0]
    return str(form.format(number(value * factor, decimals, world.language)))
