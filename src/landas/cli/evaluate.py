"""`landas evaluate SUITE`: measures a part of the project on cases of yours."""

from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_table
from landas.errors import BadRequest

Suite = Literal["search", "understanding", "order", "wording"]
SUITES: tuple[Suite, ...] = get_args(Suite)
RANKING = "ranking"
"""Reads sequences and nothing of a project."""


def evaluate(
    suite: Annotated[str, typer.Argument(help=f"One of: {', '.join((*SUITES, RANKING))}.")],
    cases: Annotated[
        Path,
        typer.Option(
            help="search, order: CSV query,item_id,grade; understanding, wording: JSONL; "
            "ranking: one person a line, `user item item …`."
        ),
    ],
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    record = _ranking(cases) if suite == RANKING else _of_project(suite, cases, project)
    if as_json:
        print_json(record)
        return
    _print_record(record)


def _of_project(suite: str, cases: Path, project: Path) -> dict[str, Any]:
    from landas.bootstrap import open_project

    chosen = next((known for known in SUITES if known == suite), None)
    if chosen is None:
        raise BadRequest(f"suite {suite!r} is unknown.", f"Use one of: {', '.join((*SUITES, RANKING))}.")
    with open_project(project) as opened:
        return opened.evaluate(chosen, cases)


def _ranking(cases: Path) -> dict[str, Any]:
    from landas.evaluation.ranking import evaluate_ranking
    from landas.evaluation.sequence_cases import read_sequences

    return evaluate_ranking(read_sequences(cases), lambda step: typer.echo(step, err=True))


def _print_record(record: dict[str, Any]) -> None:
    tables = {"all": record["metrics"], **record.get("per_language", {})}
    tables |= record.get("baselines", {}) | record.get("sources", {})
    for name, metrics in tables.items():
        if len(tables) > 1:
            print_line(f"{name}:")
        print_table(
            [{"metric": metric, **values} for metric, values in metrics.items()],
            ("metric", "value", "low", "high", "n"),
        )
    for name in ("base_kept", "usage"):
        if name in record:
            print_line(f"{name}: " + ", ".join(f"{key} {value}" for key, value in record[name].items()))
    for verdict in record.get("gate", ()):
        outcome = "passed" if verdict["passed"] else f"not passed: {'; '.join(verdict['why'])}"
        print_line(f"gate {verdict['task']} {verdict['bundle']}: {outcome}")
    if record.get("without_relevant"):
        print_line(f"{record['without_relevant']} queries without a relevant item were left out.")
