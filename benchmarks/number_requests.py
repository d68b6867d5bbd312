"""How well requests about numbers and quantities are understood (`requests_about_numbers/README.md`).

usage: python benchmarks/number_requests.py FOLDER [--set set_1 ...] [--show] [--json]

FOLDER keeps the projects: `words` and `invented` those of `understanding_suite.py`, `own` those of this one; what isn't
there is built, three of them from `LANDAS_DATA`. Prints the measures by language and kind of field for every set named,
and for all together where none is. `--show` lists what was misread.
"""

import argparse
import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import invented_requests.catalogues as invented
import requests_about_numbers.catalogues as own
from requests_in_words.feeds import CATALOGUES
from understanding_suite import INVENTED, SUITE, build, prepare, print_summary

from landas.bootstrap import open_project
from landas.evaluation.cases import understanding_cases
from landas.evaluation.readings import JudgedReading, judge_reading
from landas.evaluation.understanding import summary

REQUESTS = Path(__file__).parent / "requests_about_numbers"
_INVENTED = {"invented": invented.CATALOGUES, "own": own.CATALOGUES}


def sets(requests: Path) -> list[str]:
    return sorted(path.name for path in requests.iterdir() if path.name.startswith("set_"))


def projects(folder: Path, asked: AbstractSet[str]) -> dict[str, Path]:
    """Name of a catalogue -> its project, built where it isn't there; the three of public data only where asked."""
    found = invented_projects(folder)
    if asked & set(CATALOGUES):
        prepare(folder / "words", SUITE)
        found |= {name: folder / "words" / name for name in CATALOGUES}
    return found


def invented_projects(folder: Path) -> dict[str, Path]:
    """The same of the seven that are invented, for which nothing of `LANDAS_DATA` is needed."""
    prepare(folder / "invented", INVENTED)
    if any(not (folder / "own" / name / ".landas").exists() for name in own.CATALOGUES):
        own.write_feeds(folder / "own" / "feeds")
        for name in own.CATALOGUES:
            build(folder / "own", name, REQUESTS)
    return {name: folder / place / name for place, names in _INVENTED.items() for name in names}


def readings(
    folder: Path, requests: Path, chosen: Sequence[str]
) -> tuple[list[JudgedReading], dict[str, str]]:
    """Every request of the sets, judged on its own catalogue, and the types of all fields."""
    judged: list[JudgedReading] = []
    types: dict[str, str] = {}
    asked = {path.stem for one in chosen for path in (requests / one).glob("*.jsonl")}
    for name, place in projects(folder, asked).items():
        with open_project(place) as project:
            parser = project.parts.parsers.of(project.live.current())
            types |= {field.name: field.type for field in project.schema.fields.values()}
            for path in (requests / one / f"{name}.jsonl" for one in chosen):
                judged += [
                    judge_reading(case, parser.parse(case.text), parser.category_field)
                    for case in (understanding_cases(path) if path.exists() else ())
                ]
    return judged, types


def main(requests: Path = REQUESTS, description: str | None = __doc__) -> None:
    """Measures the sets of requests in a folder, as the command line says."""
    arguments = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--set", nargs="*", default=sets(requests), choices=sets(requests), dest="chosen")
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--json", action="store_true")
    wanted = arguments.parse_args()
    record: dict[str, Any] = summary(*readings(wanted.folder, requests, wanted.chosen))
    misread = [one for one in record.pop("per_case") if not one["exact"]]
    if wanted.json:
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return
    print_summary(record)
    for one in misread if wanted.show else ():
        print(json.dumps(one, ensure_ascii=False))


if __name__ == "__main__":
    main()
