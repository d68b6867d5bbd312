"""Every number that Landas tells about its work, declared once: for Prometheus and for OpenTelemetry alike.

Labels take few different values, all of them ours: never a text, an id of a person or a path that somebody sent.
"""

from dataclasses import dataclass
from typing import Literal

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.5, 4.0, 6.0, 10.0, 20.0, 40.0)
STEP_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
GENAI_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
GENAI_TOKENS = (1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864)
"""Both as the GenAI semantic conventions advise."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. `count` only grows, `spread` is a histogram, `level` goes up and down.

    Labels of names with a dot are those of the semantic conventions; the others are ours.
    """

    name: str
    kind: Literal["count", "spread", "level"]
    about: str
    labels: tuple[str, ...] = ()
    unit: str = "1"
    buckets: tuple[float, ...] = ()


ANSWER_SECONDS = Measure(
    "landas.answer.duration", "spread", "Answers of each surface, receipt included.",
    ("project", "surface"), "s", SECONDS,
)  # fmt: skip
STEP_DURATION = Measure(
    "landas.step.duration", "spread", "Steps of answers.", ("project", "surface", "step"), "s", STEP_SECONDS
)
TURNS = Measure(
    "landas.turns", "count", "Chat turns by how they were worded.", ("project", "wording", "fallback")
)
CLAIMS = Measure(
    "landas.claims", "count", "Claims by verdict: in replies as given, and in what models wrote.",
    ("project", "of", "verdict"),
)  # fmt: skip
FALLBACKS = Measure(
    "landas.fallbacks", "count", "Model tasks that fell back, by reason.", ("project", "task", "reason")
)
CALLS = Measure(
    "landas.model.calls", "count", "Model tasks that were run.",
    ("project", "task", "bundle", "outcome", "reason", "cached"),
)  # fmt: skip
REQUESTS = Measure(
    "landas.model.requests",
    "count",
    "Requests to providers, retries included.",
    ("project", "task", "bundle"),
)
TOKENS = Measure(
    "landas.model.tokens",
    "count",
    "Tokens read and written by models.",
    ("project", "task", "bundle", "kind"),
)
COST = Measure(
    "landas.model.cost", "count", "Money for models, in the currency of their prices.",
    ("project", "task", "bundle"),
)  # fmt: skip
FAULTS = Measure(
    "landas.model.faults", "count", "Model replies that broke their schema or their checks.",
    ("project", "task", "kind"),
)  # fmt: skip
SHADOWED = Measure(
    "landas.shadow.answers", "count", "Answers that a bundle in shadow worded too, by what came of it.",
    ("project", "outcome"),
)  # fmt: skip
LOST_RECORDS = Measure(
    "landas.lost.records", "count", "Call records that the log failed to take.", ("project",)
)
BREAKER = Measure(
    "landas.breaker.state", "level", "Breaker of a provider: 0 closed, 1 half open, 2 open.",
    ("project", "provider", "address"),
)  # fmt: skip
BUDGET_USED = Measure(
    "landas.budget.used", "level", "Share of a limited budget that is used, from 0 to 1.",
    ("project", "account", "kind"),
)  # fmt: skip
CALL_SECONDS = Measure(
    "gen_ai.client.operation.duration", "spread", "Model tasks that reached a provider.",
    ("project", "task", "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "error.type"),
    "s", GENAI_SECONDS,
)  # fmt: skip
CALL_TOKENS = Measure(
    "gen_ai.client.token.usage", "spread", "Tokens of a model task.",
    ("project", "task", "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.token.type"),
    "{token}", GENAI_TOKENS,
)  # fmt: skip
HTTP_REQUESTS = Measure("landas.http.requests", "count", "Requests over HTTP.", ("method", "route", "status"))
HTTP_SECONDS = Measure(
    "landas.http.request.duration", "spread", "Requests over HTTP.", ("method", "route"), "s", SECONDS
)

MEASURES = (
    ANSWER_SECONDS, STEP_DURATION, TURNS, CLAIMS, FALLBACKS, CALLS, REQUESTS, TOKENS, COST, FAULTS, SHADOWED,
    LOST_RECORDS, BREAKER, BUDGET_USED, CALL_SECONDS, CALL_TOKENS, HTTP_REQUESTS, HTTP_SECONDS,
)  # fmt: skip
