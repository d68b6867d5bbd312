"""`landas evaluate SUITE`: measures a part of the project on cases of yours."""

from pathlib import Path
from typing import Annotated, Any

import typer

from landas.bootstrap.suites import SUITES
from landas.cli.import_events import checked_type
from landas.cli.output import JsonOption, ProjectOption, print_json, print_line, print_table
from landas.errors import BadRequest

RANKING = "ranking"
"""Reads sequences or events, and of a project only what its feed calls ids, where there is one."""


def evaluate(
    suite: Annotated[str, typer.Argument(help=f"One of: {', '.join((*SUITES, RANKING))}.")],
    cases: Annotated[
        Path,
        typer.Option(
            help="search, order, expansion: CSV query,item_id,grade; understanding, wording, dialogue: JSONL; "
            "ranking: one person a line, `user item item …`, or events (CSV, JSONL, Parquet), split by time."
        ),
    ],
    report: Annotated[
        Path | None, typer.Option(help="ranking: an HTML page with plots, written here.")
    ] = None,
    default_type: Annotated[
        str | None, typer.Option("--type", help="ranking: what the events are, where no column says so.")
    ] = None,
    project: ProjectOption = Path("."),
    as_json: JsonOption = False,
) -> None:
    if report is not None and suite != RANKING:
        raise BadRequest(f"--report draws no page of {suite!r}.", f"It draws {RANKING}.")
    if report is not None:
        _check_page(report)
    record = (
        _ranking(cases, default_type, project) if suite == RANKING else _of_project(suite, cases, project)
    )
    if report is not None:
        _write_page(record, report)
    if as_json:
        print_json(record)
        return
    _print_record(record)


def _check_page(report: Path) -> None:
    """Before the work, which may take long. Raises BadRequest where no page could be written."""
    if report.is_dir() or not report.parent.is_dir():
        why = "it is a folder" if report.is_dir() else f"there is no folder {report.parent}"
        raise BadRequest(f"{report} can't be written: {why}.", "Name a file in a folder that is there.")


def _write_page(record: dict[str, Any], report: Path) -> None:
    from landas.evaluation.page.ranking_page import ranking_page

    try:
        report.write_text(ranking_page(record), encoding="utf-8")
    except OSError as error:
        raise BadRequest(
            f"{report} can't be written: {error}.", "Name a file in a folder that is there."
        ) from error
    typer.echo(f"the page is {report}", err=True)


def _of_project(suite: str, cases: Path, project: Path) -> dict[str, Any]:
    from landas.bootstrap import open_project

    chosen = next((known for known in SUITES if known == suite), None)
    if chosen is None:
        raise BadRequest(f"suite {suite!r} is unknown.", f"Use one of: {', '.join((*SUITES, RANKING))}.")
    with open_project(project) as opened:
        return opened.evaluate(chosen, cases)


def _ranking(cases: Path, default_type: str | None, project: Path) -> dict[str, Any]:
    from landas.evaluation.event_cases import holds_events, read_events
    from landas.evaluation.ranking import evaluate_by_time, evaluate_ranking
    from landas.evaluation.sequence_cases import read_sequences
    from landas.settings import PROJECT_FILE, load_project

    def said(step: str) -> None:
        typer.echo(step, err=True)

    if not holds_events(cases):
        return evaluate_ranking(read_sequences(cases), said)
    ids = load_project(project).catalog.id if (project / PROJECT_FILE).is_file() else None
    log, counts = read_events(cases, checked_type(default_type), ids)
    return {**evaluate_by_time(log, said), "file": counts}


def _print_record(record: dict[str, Any]) -> None:
    tables = {"all": record["metrics"], **record.get("per_language", {})}
    tables |= record.get("baselines", {}) | record.get("sources", {})
    for name in ("per_field_kind", "per_phenomenon"):
        tables |= {
            f"{name.removeprefix('per_').replace('_', ' ')} {key}": m
            for key, m in record.get(name, {}).items()
        }
    for name, metrics in tables.items():
        if len(tables) > 1:
            print_line(f"{name}:")
        print_table(
            [{"metric": metric, **values} for metric, values in metrics.items()],
            ("metric", "value", "low", "high", "n"),
        )
    for name in ("base_kept", "fallbacks", "terms", "usage"):
        if name in record:
            print_line(f"{name}: " + ", ".join(f"{key} {value}" for key, value in record[name].items()))
    for verdict in record.get("gate", ()):
        outcome = "passed" if verdict["passed"] else f"not passed: {'; '.join(verdict['why'])}"
        print_line(f"gate {verdict['task']} {verdict['bundle']}: {outcome}")
    if record.get("without_relevant"):
        print_line(f"{record['without_relevant']} queries without a relevant item were left out.")
