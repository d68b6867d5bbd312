"""Values told in rows ("128GB 4GB RAM, 256GB 8GB RAM"): what a sentence says together must stand in one row.

Each number alone may be true and the configuration still not exist: 8 GB never come with 128 GB here.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

from landas.grounding.verifier.amounts import Amount, agrees, comparable, kind_of
from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.fact_views import FactView

Row = tuple[Amount, ...]


def with_rows(cases: Sequence[Case], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings; the last clause of a sentence that tells numbers of no common row is contradicted."""
    found = list(findings)
    for _, group in groupby(range(len(cases)), key=lambda at: cases[at].clause.sentence):
        places = list(group)
        told = {i for at in places for i in found[at].fact_ids if found[at].verdict == "supported"}
        facts = cases[places[0]].sheet.facts(cases[places[0]].subjects) if told else ()
        for fact in facts:
            if fact.fact.fact_id in told and (rows := _rows(fact)):
                _judge(cases, found, places, fact, rows)
    return tuple(found)


def _judge(
    cases: Sequence[Case], found: list[Finding], places: Sequence[int], fact: FactView, rows: Sequence[Row]
) -> None:
    telling = [at for at in places if found[at].verdict == "supported" and _tells(cases[at], rows)]
    said = [amount for at in telling for amount in cases[at].amounts()]
    if not _fit(said, rows):
        problem = f"no part of {fact.fact.fact_id} has all of this"
        found[telling[-1]] = found[telling[-1]]._replace(
            verdict="contradicted", fact_ids=(fact.fact.fact_id,), problem=problem
        )


def _tells(case: Case, rows: Sequence[Row]) -> bool:
    """True where the clause says numbers, and each is one of the rows."""
    amounts = case.amounts()
    return bool(amounts) and not case.negated and all(_columns(a, rows) for a in amounts)


def _rows(fact: FactView) -> list[Row]:
    """The parts of a value that measure the same several things, where they differ; else nothing."""
    if fact.state != "present" or fact.is_prose or len(fact.value.amounts) < 4:
        return []
    parts = [
        tuple(amount for amount, _, _ in part) for _, part in groupby(fact.value.amounts, key=lambda a: a[2])
    ]
    rows = [part for part in parts if len(part) > 1 and all(not a.is_bare and a.low == a.high for a in part)]
    kinds = {tuple(map(kind_of, row)) for row in rows}
    if len(rows) < 2 or len(kinds) > 1 or any(_same(*pair) for pair in pairwise(rows)):
        return []
    return rows


def _same(one: Row, other: Row) -> bool:
    """True where the second says the first again in other units: "158 x 74 mm (6.2 x 2.9 in)"."""
    return all(comparable(a, b) and agrees(a, b) for a, b in zip(one, other, strict=True))


def _fit(said: Sequence[Amount], rows: Sequence[Row]) -> bool:
    """True unless some number said stands in no row beside any of the numbers said of another column."""
    columns: dict[int, list[Amount]] = {}
    for amount in said:
        own = _columns(amount, rows)
        if amount.operator != "eq" or amount.low != amount.high or len(own) > 1:
            return True  # careful: it can't be told which of them is meant
        for column in own:
            columns.setdefault(column, []).append(amount)
    return all(
        any(_is(amount, row[column]) and any(_is(b, row[other]) for b in beside) for row in rows)
        for column, amounts in columns.items()
        for amount in amounts
        for other, beside in columns.items()
        if other != column
    )


def _columns(amount: Amount, rows: Sequence[Row]) -> set[int]:
    return {column for row in rows for column, known in enumerate(row) if _is(amount, known)}


def _is(said: Amount, known: Amount) -> bool:
    return comparable(said, known) and agrees(said, known)
