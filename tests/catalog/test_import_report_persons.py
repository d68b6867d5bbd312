"""Reports of imports quote rows without what identifies a person, whatever column it stands in."""

import json
from pathlib import Path

from landas.bootstrap import Project
from landas.catalog.feeds.reading import read_rows
from landas.catalog.import_report import kept_value
from landas.catalog.importing import import_items
from landas.events.importing import import_events

MAIL, CARD = "ratna@example.org", "4539 1488 0343 6467"


def test_neither_the_report_nor_its_file_holds_a_person(own_sample: Project, tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    rows = [
        {"sku": "x1", "name": "Lamp", "price": f"call {MAIL}", "brand": f"card\n{CARD}", "owner": [MAIL, 7]}
    ]
    feed.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    report = import_items(
        feed, own_sample.schema, own_sample.items, own_sample.clock,
        report_path=tmp_path / "report.jsonl", kept=own_sample.people.text_of,
    )  # fmt: skip
    said = json.dumps(report.to_document()) + (tmp_path / "report.jsonl").read_text(encoding="utf-8")
    assert report.refused == 1
    assert "is not an amount" in said
    assert MAIL not in said
    assert CARD not in said


def test_nor_does_the_report_of_events(own_sample: Project, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    event = {
        "event_id": "e1",
        "type": f"Salam,\n{MAIL}",
        "user_id": "u",
        "item_id": "x1",
        "time": "2026-11-26T10:00:00Z",
    }
    log.write_text(json.dumps(event), encoding="utf-8")
    report = import_events(
        read_rows(log), own_sample.events, own_sample.items.get,
        report_path=tmp_path / "problems.jsonl", kept=own_sample.people.text_of,
    )  # fmt: skip
    assert report.rejected == 1
    assert MAIL not in str(report) + (tmp_path / "problems.jsonl").read_text(encoding="utf-8")


def test_a_number_that_tells_who_somebody_is_becomes_a_text() -> None:
    def kept(text: str) -> str:
        return "⟨card⟩" if text == "12345" else text

    assert kept_value({"a": [12345, 7, True, None, 1.5]}, kept) == {"a": ["⟨card⟩", 7, True, None, 1.5]}
