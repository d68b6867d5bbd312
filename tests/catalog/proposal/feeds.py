"""Small feeds of invented shops, and the shortest way from a feed to a proposal."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from landas.catalog.proposal.project_file import write_project_file
from landas.catalog.proposal.proposal import Proposal, ProposedField
from landas.catalog.proposal.proposing import propose
from landas.catalog.proposal.survey import survey_columns
from landas.catalog.schema import build_schema
from landas.language.pack import load_packs
from landas.settings import parse_project

PACKS = load_packs(("en", "id"))


def proposal_of(path: Path, event_ids: Sequence[str] = ()) -> Proposal:
    """The proposal for a file, once its project file has been seen to load."""
    proposal = propose(survey_columns(path), "shop", path.name, PACKS, event_ids)
    build_schema(parse_project(write_project_file(proposal)))
    return proposal


def of_rows(folder: Path, rows: Sequence[dict[str, Any]], event_ids: Sequence[str] = ()) -> Proposal:
    path = folder / "feed.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return proposal_of(path, event_ids)


def of_column(folder: Path, name: str, values: Sequence[Any]) -> Proposal:
    """The proposal for a feed of ids, titles and one further column."""
    rows = [{"id": f"x{n}", "title": f"Kanata thing number {n}", name: v} for n, v in enumerate(values)]
    return of_rows(folder, rows)


def field(proposal: Proposal, column: str) -> ProposedField:
    return next(f for f in proposal.fields if f.column == column)


def reason(proposal: Proposal, column: str) -> str:
    return next(entry.reason for entry in proposal.left_out if entry.column == column)


def guess(proposal: Proposal, key: str) -> Any:
    return next((g.value for g in proposal.guesses if g.key == key), None)
