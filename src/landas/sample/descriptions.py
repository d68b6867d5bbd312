"""Descriptions as a shop writes them: an opening for the segment, details the item has, often a closing."""

from collections.abc import Mapping
from random import Random
from string import Formatter
from typing import Any

from landas.sample.tables import table


def describe(row: Mapping[str, Any], segment: str, language: str, draw: Random) -> str:
    """Two to five sentences in `en` or `id`; a detail is told only where the row has its value."""
    kind = row["category"] if row["category"] in ("laptop", "phone") else "accessory"
    pool = table("descriptions")[kind][language]
    words = _words(row, language)
    details = [detail for detail in pool["details"] if _names(detail) <= words.keys()]
    told = draw.sample(details, min(len(details), draw.randint(1, 3)))
    sentences = [draw.choice(pool["openings"][segment]), *told]
    if draw.random() < 0.65:
        sentences.append(draw.choice(pool["closings"]))
    return " ".join(sentence.format_map(words) for sentence in sentences)


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _words(row: Mapping[str, Any], language: str) -> dict[str, str]:
    """The row's values as they stand in a sentence; absent ones are left out."""
    grams, storage = row.get("weight_g"), row.get("storage_gb")
    values = {
        "name": row["model_code"],
        "screen": row.get("screen_size"),
        "weight": None if grams is None else grams / 1000,
        "grams": grams,
        "battery": row.get("battery_life_h"),
        "mah": row.get("battery_mah"),
        "ram": row.get("ram_gb"),
        "storage": None
        if storage is None
        else f"{storage // 1024} TB"
        if storage >= 1024
        else f"{storage} GB",
        "processor": row.get("cpu"),
        "refresh": row.get("refresh_rate"),
        "camera": row.get("camera_mp"),
        "fits": row.get("fits_screen"),
        "power": row.get("power_w"),
        "phone": row.get("compatible_with"),
    }
    return {name: _shown(value, language) for name, value in values.items() if value is not None}


def _shown(value: Any, language: str) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.replace(".", ",") if language == "id" and isinstance(value, float) else text
