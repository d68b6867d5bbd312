"""The phone spec sheets as flat rows, and the shapes in which other programs would hand such a row over."""

from typing import Any

from true_sentences import Row

PARTS = ("Network", "Launch", "Body", "Display", "Platform", "Memory", "Main Camera", "Selfie camera", "Sound", "Comms",
         "Features", "Battery", "Misc")  # fmt: skip


def phone_row(sheet: dict[str, Any]) -> Row:
    row: Row = {"id": sheet["id"], "name": sheet["details"]["name"]}
    for part in sheet["details"]["detailSpec"]:
        for spec in part["specifications"]:
            label = " ".join(f"{part['category']} {spec['name']}".split())
            row.setdefault(label, " ".join(spec["value"].split()))
    return row


def joined(row: Row) -> Row:
    """`Body Weight`: value"""
    return {label: value for label, value in row.items() if label != "id"}


def nested(row: Row) -> Row:
    """`Body`: {`Weight`: value}"""
    sheet: Row = {}
    for label, value in joined(row).items():
        part = next((p for p in PARTS if f"{label} ".startswith(f"{p} ")), None)
        if part:
            sheet.setdefault(part, {})[label.removeprefix(part).strip() or " "] = value
        else:
            sheet[label] = value
    return sheet


def plain(row: Row) -> Row:
    """`Weight`: value; with the part where two parts have the same label"""
    labels = [
        label.removeprefix(next((f"{p} " for p in PARTS if label.startswith(f"{p} ")), "")) for label in row
    ]
    return {short if labels.count(short) == 1 else label: value
            for short, (label, value) in zip(labels, row.items(), strict=True) if label != "id"}  # fmt: skip
