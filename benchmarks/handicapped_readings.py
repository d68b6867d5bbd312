"""How well does the parser's confidence tell readings that went wrong? And what do the signs of one weigh?

Requests that are read right teach nothing of this, so the parser is handicapped: of its lexicon a part is forgotten, of
the languages' small words a part, or a word of the request is misspelt. Only requests of the half that may be read are
used, and those to the invented catalogues. Shown: the area under the curve (AUROC) and the calibration error of the
confidence as it is, and of weights fitted to the readings of the other catalogues; then the weights that all give.

usage: python benchmarks/handicapped_readings.py FOLDER [--seeds 4]     FOLDER as understanding_suite.py keeps it
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from understanding_suite import INVENTED, SUITE, prepare

from landas.bootstrap import open_project
from landas.evaluation.cases import understanding_cases
from landas.evaluation.readings import judge_reading
from landas.metrics.calibration import auroc, expected_calibration_error
from landas.understanding import parse
from landas.understanding.confidence import Signs
from landas.understanding.parse import IntentParser

FORGOTTEN = 0.12
"""The share of the lexicon's phrases that a handicapped parser lacks."""
UNHEARD = 0.08
"""The share of the languages' small words that it lacks."""
_RIDGE = 1.0
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Reading:
    catalogue: str
    language: str
    handicap: str
    signs: Signs
    confidence: float
    exact: bool


class Watched:
    """The signs that the parser found last."""

    def __init__(self) -> None:
        self.signs = Signs()
        self._own = parse.signs_of

    def __call__(self, *arguments: Any) -> Signs:
        self.signs = self._own(*arguments)
        return self.signs


def misspelt(text: str, chance: random.Random) -> str:
    """One word of five letters or more with a letter lost, doubled or swapped with the next."""
    words = text.split(" ")
    places = [i for i, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    word, letter = words[at], chance.randrange(1, len(words[at]) - 1)
    ways = (
        word[:letter] + word[letter + 1 :],
        word[:letter] + word[letter] + word[letter:],
        word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :],
    )
    words[at] = chance.choice(ways)
    return " ".join(words)


def handicapped(
    parser: IntentParser, project: Any, chance: random.Random
) -> Iterator[tuple[str, IntentParser]]:
    lexicon = parser._lexicon
    senses = {phrase: found for phrase, found in lexicon.senses.items() if chance.random() > FORGOTTEN}
    named = frozenset(word for word in sorted(lexicon.named) if chance.random() > FORGOTTEN)
    # What people call a thing and the catalogue doesn't stands in none of its texts either.
    forgotten = lexicon.senses.keys() - senses.keys()
    words = {kind: frozenset(known) - forgotten for kind, known in lexicon.words.items()}
    packs = parser._packs
    poorer = replace(lexicon, senses=senses, named=named - forgotten, words=words)
    yield "lexicon", IntentParser(poorer, project.schema, packs)
    deaf = IntentParser(lexicon, project.schema, packs)
    heard = {phrase: mark for phrase, mark in deaf._marks.phrases.items() if chance.random() > UNHEARD}
    deaf._marks = replace(deaf._marks, phrases=heard)
    deaf._reads_with = parse.Knowledge(lexicon, project.schema, packs, deaf._marks, deaf._reads_with.today)
    yield "small words", deaf


def catalogues(folder: Path) -> list[tuple[Path, str]]:
    """Every catalogue of both suites, with its suite."""
    return [(suite, name) for suite in (SUITE, INVENTED) for name in prepare(folder, suite)]


def readings(folder: Path, seeds: int) -> Iterator[Reading]:
    watched = Watched()
    parse.signs_of = watched  # type: ignore[assignment]
    for suite, name in catalogues(folder):
        with open_project(folder / name) as project:
            parser = project.parts.parsers.of(project.live.current())
            cases = list(understanding_cases(suite / name / "dev.jsonl"))
            runs: list[tuple[str, IntentParser, random.Random | None]] = [("none", parser, None)]
            for seed in range(seeds):
                chance = random.Random(f"{name} {seed}")
                runs.append(("spelling", parser, chance))
                runs += [(how, other, None) for how, other in handicapped(parser, project, chance)]
            for how, used, spelling in runs:
                for case in cases:
                    text = misspelt(case.text, spelling) if spelling else case.text
                    intent = used.parse(text)
                    judged = judge_reading(case, intent, used.category_field)
                    yield Reading(name, case.language, how, watched.signs, intent.confidence, judged.exact)


def fitted(signs: Array, exact: Array) -> Array:
    """Weights of a logistic regression, the constant first."""
    design = np.column_stack([np.ones(len(signs)), signs])
    weights = np.zeros(design.shape[1])
    ridge = _RIDGE * np.diag([0.0, *np.ones(signs.shape[1])])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (likely - exact) + ridge @ weights
        curve = (design * (likely * (1 - likely))[:, None]).T @ design + ridge
        weights -= np.linalg.solve(curve + 1e-9 * np.eye(len(curve)), slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=4)
    arguments = parser.parse_args()
    found = list(readings(arguments.folder, arguments.seeds))
    signs = np.array([astuple(reading.signs) for reading in found], dtype=np.float64)
    exact = np.array([reading.exact for reading in found], dtype=np.float64)
    elsewhere = np.zeros(len(found))
    for name in sorted({reading.catalogue for reading in found}):
        own = np.array([reading.catalogue == name for reading in found])
        weights = fitted(signs[~own], exact[~own])
        elsewhere[own] = np.column_stack([np.ones(own.sum()), signs[own]]) @ weights
    likely = 1 / (1 + np.exp(-elsewhere))
    for how in ("none", "spelling", "lexicon", "small words", "en", "id"):
        own = np.array([how in (reading.handicap, reading.language) for reading in found])
        said = [r.confidence for r in found if how in (r.handicap, r.language)]
        print(
            f"{how:12} {own.sum():5} readings, {exact[own].mean():.3f} exact; AUROC as it is "
            f"{auroc(said, exact[own].tolist()):.3f}, of weights from the other catalogues "
            f"{auroc(elsewhere[own].tolist(), exact[own].tolist()):.3f} (calibration error "
            f"{expected_calibration_error(likely[own].tolist(), exact[own].tolist()):.3f})"
        )
    names = ("constant", *(sign.name for sign in fields(Signs)))
    print("weights:", ", ".join(f"{n} {w:+.2f}" for n, w in zip(names, fitted(signs, exact), strict=True)))


if __name__ == "__main__":
    main()
