"""The list of failure modes, run one after another on one stage."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from landas.drill.finding import Finding, Mode
from landas.drill.modes.bypassed_eligibility import bypassed_eligibility
from landas.drill.modes.cost import cost
from landas.drill.modes.injection import (
    injection_in_item_text,
    injection_in_review_text,
    injection_in_user_text,
)
from landas.drill.modes.invented_candidate import invented_candidate
from landas.drill.modes.invented_fact import invented_fact
from landas.drill.modes.latency import latency
from landas.drill.modes.missing_evaluation import missing_evaluation
from landas.drill.modes.privacy import privacy
from landas.drill.modes.unfaithful_reason import unfaithful_reason
from landas.drill.modes.unversioned_change import unversioned_change
from landas.drill.stage import Stage, staged

MODES: tuple[tuple[str, Mode], ...] = (
    ("invented candidate", invented_candidate),
    ("invented fact", invented_fact),
    ("bypassed eligibility", bypassed_eligibility),
    ("injection in item text", injection_in_item_text),
    ("injection in review text", injection_in_review_text),
    ("injection in user text", injection_in_user_text),
    ("latency", latency),
    ("cost", cost),
    ("missing evaluation", missing_evaluation),
    ("unversioned change", unversioned_change),
    ("privacy", privacy),
    ("unfaithful reason", unfaithful_reason),
)


def drill(folder: Path, *, short: bool, ready: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """The findings one by one, as they come. `ready` hears when the server stands.

    Raises SetupError for a project that can't be drilled.
    """
    with staged(folder, short=short) as stage:
        ready()
        for name, mode in MODES:
            yield found_by(name, mode, stage)


def found_by(name: str, mode: Mode, stage: Stage) -> Finding:
    started = time.monotonic()
    verdict = mode(stage)
    return Finding(name, verdict.passed, verdict.evidence, time.monotonic() - started)
