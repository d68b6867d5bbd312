"""How well 400 requests in words over three catalogues are understood (`requests_in_words/README.md`).

usage: python benchmarks/understanding_suite.py FOLDER [--half dev|held_out] [--invented] [--show] [--json]

With `--invented`, requests to four invented catalogues instead (`invented_requests/README.md`). FOLDER keeps the
projects; what isn't there is built from `LANDAS_DATA`. Prints the measures over all catalogues
by language, phenomenon and kind of field. `--show` lists what was misread, which only `dev` allows: the other half is
never used for tuning.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import invented_requests.catalogues as invented
from requests_in_words.feeds import CATALOGUES, data_folder, write_feeds

from landas.bootstrap import open_project
from landas.evaluation.cases import understanding_cases
from landas.evaluation.readings import JudgedReading, judge_reading
from landas.evaluation.understanding import summary

_LANDAS = "from landas.cli.main import run; run()"
SUITE = Path(__file__).parent / "requests_in_words"
INVENTED = Path(__file__).parent / "invented_requests"


def prepare(folder: Path, suite: Path = SUITE) -> tuple[str, ...]:
    """Imports and builds the projects that FOLDER lacks; the names of the suite's catalogues."""
    names = invented.CATALOGUES if suite == INVENTED else CATALOGUES
    missing = [name for name in names if not (folder / name / ".landas" / "releases" / "CURRENT").exists()]
    if not missing:
        return names
    if suite == INVENTED:
        invented.write_feeds(folder / "feeds")
    else:
        write_feeds(data_folder(), folder / "feeds")
    for name in missing:
        build(folder, name, suite)
    return names


def build(folder: Path, name: str, suite: Path) -> None:
    """The project of one catalogue in FOLDER, of its feed there and its project file in the suite."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copy(suite / name / "landas.toml", folder / name)
    for command in (["import", "items", str(folder / "feeds" / f"{name}.jsonl")], ["build"]):
        subprocess.run([sys.executable, "-c", _LANDAS, *command, "--project", str(folder / name)], check=True)


def readings(folder: Path, half: str, suite: Path = SUITE) -> tuple[list[JudgedReading], dict[str, str]]:
    """Every request of the half, judged on its own catalogue, and the types of all fields."""
    judged: list[JudgedReading] = []
    types: dict[str, str] = {}
    for name in prepare(folder, suite):
        with open_project(folder / name) as project:
            parser = project.parts.parsers.of(project.live.current())
            types |= {field.name: field.type for field in project.schema.fields.values()}
            judged += [
                judge_reading(case, parser.parse(case.text), parser.category_field)
                for case in understanding_cases(suite / name / f"{half}.jsonl")
            ]
    return judged, types


def print_summary(record: dict[str, Any]) -> None:
    tables = {"all": record["metrics"]} | record["per_language"]
    tables |= {f"  {kind}": metrics for kind, metrics in record["per_field_kind"].items()}
    tables |= {
        f"  {code} {name}": metrics
        for code, own in record["per_language_and_phenomenon"].items()
        for name, metrics in own.items()
    }
    columns = ("exact_match", "constraint_f1", "category_accuracy", "expected_calibration_error", "auroc")
    print(f"{'':24}{'n':>5}  " + "".join(f"{column[:22]:24}" for column in columns))
    for name, metrics in tables.items():
        cells = (metrics.get(column) for column in columns)
        shown = "".join(f"{_interval(cell):24}" for cell in cells)
        print(f"{name:24}{metrics['exact_match']['n']:5}  {shown}")


def _interval(cell: dict[str, Any] | None) -> str:
    return f"{cell['value']:.3f} [{cell['low']:.3f}, {cell['high']:.3f}]" if cell else ""


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--half", choices=("dev", "held_out"), default="dev")
    arguments.add_argument("--invented", action="store_true")
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    if chosen.show and chosen.half != "dev":
        arguments.error("--show works on the half dev only: the other is never looked at.")
    if chosen.invented and chosen.half != "dev":
        arguments.error("The invented requests have no half held out.")
    record = summary(*readings(chosen.folder, chosen.half, INVENTED if chosen.invented else SUITE))
    misread = [one for one in record.pop("per_case") if not one["exact"]]
    if chosen.json:
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return
    print_summary(record)
    for one in misread if chosen.show else ():
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main()
