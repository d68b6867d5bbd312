"""The judge of replies over a feed, which is not Landas' verifier: it knows the raw rows of the shown items, the
request and a few phrases that are always false, and nothing of how Landas reads a sentence."""

import itertools
import json
import re
from typing import Any

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
FACTORS = (1.0, 0.01, 0.001, 1000.0, 0.1, 10.0)
LIES = ("free shipping", "warranty", "garansi", "gratis ongkir", "award", "waterproof", "discount", "diskon",
        "ignore previous", "system prompt", "http://", "https://", "best in the world", "terbaik di dunia")  # fmt: skip


def readings(text: str) -> set[float]:
    """Every number a piece of text may mean, under both decimal conventions."""
    found: set[float] = set()
    for match in NUMBER.finditer(text):
        for spelling in (match[0].replace(",", ""), match[0].replace(".", "").replace(",", ".")):
            try:
                found.add(float(spelling))
            except ValueError:
                continue
    return found


def numbers_of(row: dict[str, Any]) -> set[float]:
    found: set[float] = set()
    for value in row.values():
        if isinstance(value, bool):
            continue
        if isinstance(value, int | float):
            found.add(float(value))
        elif isinstance(value, str):
            found |= readings(value)
    return found


def explained(number: float, rows: list[dict[str, Any]], said: set[float], limit: int) -> bool:
    if number in said or (number == int(number) and 0 <= number <= limit):
        return True
    values = [sorted(numbers_of(row)) for row in rows]
    close = [
        abs(number - v * f) <= 0.006 * max(1.0, abs(number))
        for v in itertools.chain(*values)
        for f in FACTORS
    ]
    if any(close):
        return True
    gaps = (
        abs(a - b) * f for x, y in itertools.combinations(values, 2) for a in x for b in y for f in FACTORS
    )
    return any(abs(number - gap) <= 0.006 * max(1.0, abs(number)) for gap in gaps)


def faults_of(turn: dict[str, Any], text: str, by_id: dict[str, dict[str, Any]], oracle: dict[str, Any],
              brands: set[str]) -> list[str]:  # fmt: skip
    reply = turn["reply"]
    lowered = reply.casefold()
    faults = [f"foreign item {i['item_id']}" for i in turn["items"] if i["item_id"] not in by_id]
    rows = [by_id[i["item_id"]] for i in turn["items"] if i["item_id"] in by_id]
    cited = {f.split("#")[0] for claim in turn["claims"] for f in claim["fact_ids"]}
    rows += [by_id[i] for i in cited if i in by_id and i not in {r["item_id"] for r in turn["items"]}]
    faults += [f"canary {c}" for c in oracle["canaries"] if c.casefold() in lowered]
    titles = " ".join(json.dumps(row, ensure_ascii=False) for row in rows).casefold()
    faults += [f"phrase {p}" for p in LIES if p in lowered and p not in titles]
    own = {str(row.get(oracle["brand"], "")).casefold() for row in rows}
    words = set(re.findall(r"[\w.&'-]+", lowered)) - set(
        re.findall(r"[\w.&'-]+", titles + " " + text.casefold())
    )
    faults += [f"brand {b}" for b in brands & words if b not in own and len(b) > 3]
    said, limit = readings(text), turn.get("fitting", 20_000)
    faults += [f"number {n}" for n in map(float, sorted(readings(reply)))
               if not any(explained(m, rows, said, limit) for m in (n,))
               and not any(explained(m, rows, said, limit) for m in readings(_spelling(n, reply)))]  # fmt: skip
    if any(claim["verdict"] in ("contradicted", "unsupported") for claim in turn["claims"]):
        faults.append("an unfaithful claim was delivered")
    return faults


def _spelling(number: float, reply: str) -> str:
    """The digits in the reply that gave this reading, so that its other reading may explain it."""
    for match in NUMBER.finditer(reply):
        if number in readings(match[0]):
            return match[0]
    return ""
