"""The project file, `landas.toml`: every key, its type and default, checked with messages that name the line.

The models are the reference: `docs/project-file.md` is tested against them.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from landas.errors import ProjectFileError, SetupError, shown
from landas.model_settings import LlmSection as LlmSection
from landas.model_settings import PrivacySection as PrivacySection
from landas.model_settings import Purpose as Purpose
from landas.model_settings import TaskSection as TaskSection
from landas.model_settings import policy_mismatch, unknown_task
from landas.model_settings import switched_on as switched_on
from landas.safety_settings import SafetySection as SafetySection
from landas.surface_settings import MerchandisingSection, SurfaceName, SurfaceSection

PROJECT_FILE = "landas.toml"
_CURRENCY, _NAME, _SCHEMA = r"^[A-Z]{3}$", r"^[a-z0-9][a-z0-9_-]*$", r"^[a-z_][a-z0-9_]*$"
_ADDRESS = r"^https?://[^\s@?#]+$"
_IN_WORDS = {
    _CURRENCY: "a currency is a code of three capital letters (ISO 4217), such as IDR or USD",
    _NAME: "a name has small letters, digits, - and _ only, and begins with a letter or digit",
    _SCHEMA: "the name of a schema has small letters, digits and _ only, and begins with no digit",
    _ADDRESS: "an address begins with http:// or https:// and holds no password, question mark or #",
}
"""What values must look like, for whoever reads the message."""
FieldType = Literal["text", "category", "tags", "number", "money", "flag", "date"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProjectSection(_Section):
    name: str = Field(pattern=_NAME)
    languages: tuple[str, ...] = ("en", "id")
    currency: str = Field(default="USD", pattern=_CURRENCY)
    turn_deadline_ms: int = Field(default=2500, ge=50, le=120_000)
    database: str = "sqlite"
    """`sqlite` (the file `.landas/landas.db`), or an SQLAlchemy address of SQLite or PostgreSQL."""
    database_schema: str | None = Field(default=None, pattern=_SCHEMA)
    """PostgreSQL schema of this project; default: the project's name with `-` as `_`."""


class FieldSection(_Section):
    type: FieldType
    column: str | None = None
    scale: float = 1.0
    unit: str | None = None
    feed_unit: str | None = None
    decimal: Literal[".", ","] = "."
    date_order: Literal["day_first", "month_first"] | None = None
    currency: str | None = Field(default=None, pattern=_CURRENCY)
    better: Literal["lower", "higher"] | None = None
    filterable: bool | None = None
    public: bool = True
    sensitive: bool = False
    labels: dict[str, tuple[str, ...]] = {}
    words: dict[str, Literal["low", "high"]] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}

    @field_validator("scale")
    @classmethod
    def _not_zero(cls, scale: float) -> float:
        if scale == 0:
            raise ValueError("a scale of 0 would make every value 0; leave the key out for no scaling")
        return scale


def _plain_name(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(
            f"field name {name!r} must be lower-case letters, digits and _, beginning with a letter; "
            "name the feed's spelling with column"
        )
    return name


class CatalogSection(_Section):
    id: str
    title: str
    text: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    category: str | None = None
    group: str | None = None
    offers: str | None = None
    fields: dict[Annotated[str, AfterValidator(_plain_name)], FieldSection] = {}


class RuleSection(_Section):
    name: str
    when: str
    """CEL over `item.<field>`, `user`, `context`, `surface`, `now`: true keeps the item."""
    reason: str
    missing: Literal["remove", "keep"] = "remove"
    surfaces: tuple[str, ...] = ()
    """Surfaces the rule holds on; empty: all."""


class PolicySection(_Section):
    rules: tuple[RuleSection, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> "PolicySection":
        names = [rule.name for rule in self.rules]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two rules are named {name!r}; a removal must name one rule")
        return self


class WordingSection(_Section):
    forbidden_claims: tuple[str, ...] = ()
    """Words that no reply may say about an item ("guaranteed", "best in the world")."""
    max_items: int = Field(default=3, ge=1, le=10)
    """How many items a chat reply shows."""
    tone: Literal["neutral", "friendly", "formal"] = "neutral"
    length: Literal["short", "normal", "detailed"] = "normal"
    """How replies sound and how much they tell, by template and by model."""


class ObserveSection(_Section):
    otlp_endpoint: str | None = Field(default=None, pattern=_ADDRESS)
    """A collector that speaks OTLP over HTTP; None: the one that OTEL_EXPORTER_OTLP_ENDPOINT names, if any."""
    traces: bool = True
    metrics: bool = True
    sample: float | None = Field(default=None, ge=0, le=1)
    """The share of answers that are traced; None: as OTEL_TRACES_SAMPLER says, else all."""
    service_name: str | None = Field(default=None, min_length=1)


class EmbeddingSection(_Section):
    provider: Literal["encoder", "openai"] = "encoder"
    """Who turns texts into vectors: the encoder in this process, or a server that speaks OpenAI's embeddings."""
    base_url: str | None = None
    model: str | None = Field(default=None, min_length=1)
    dimension: int | None = Field(default=None, ge=1, le=8192)
    api_key_env: str | None = None
    deadline_ms: int = Field(default=300, ge=1)
    """Time for the vector of a query; after it the other sources answer alone."""

    @model_validator(mode="after")
    def _whole(self) -> "EmbeddingSection":
        if self.provider == "openai" and (self.model is None or self.dimension is None):
            raise ValueError('provider = "openai" needs model and dimension')
        if self.provider == "encoder" and (self.base_url or self.model or self.dimension):
            raise ValueError('base_url, model and dimension belong to provider = "openai"')
        return self


class BuildSection(_Section):
    engine: Literal["local", "daft"] = "local"
    """What does the build's work in batches."""


class EvaluationSection(_Section):
    wording_passed: float = Field(default=0.5, ge=0, le=1)
    """The share of a task's calls, in every language, that must give a usable answer."""
    wording_cases: int = Field(default=20, ge=1)
    """Calls in every language without which nothing is proven."""
    order_difference: float = Field(default=0.0, ge=-1, le=1)
    """What the lower end of the interval of a model's nDCG@10 above the base order must reach, in every language."""
    order_answered: float = Field(default=0.5, ge=0, le=1)
    """The share of queries, in every language, for which the model must give a usable order."""
    order_cases: int = Field(default=20, ge=1)
    """Queries with a relevant item in every language without which nothing is proven."""


class ProjectSettings(_Section):
    project: ProjectSection
    catalog: CatalogSection
    context: dict[str, FieldType] = {}
    policy: PolicySection = PolicySection()
    surfaces: dict[SurfaceName, SurfaceSection] = {}
    merchandising: MerchandisingSection = MerchandisingSection()
    wording: WordingSection = WordingSection()
    privacy: PrivacySection = PrivacySection()
    safety: SafetySection = SafetySection()
    observe: ObserveSection = ObserveSection()
    embedding: EmbeddingSection = EmbeddingSection()
    build: BuildSection = BuildSection()
    evaluation: EvaluationSection = EvaluationSection()
    llm: LlmSection | None = None


def load_project(folder: Path) -> ProjectSettings:
    """The checked project file of a folder.

    Raises SetupError where there is none, ProjectFileError (line, key, value, remedy) where it is unusable.
    """
    path = folder / PROJECT_FILE
    if not path.is_file():
        raise SetupError(
            f"no {PROJECT_FILE} in {folder}.", "Propose one from a feed with: landas init DIR --items FILE"
        )
    return parse_project(path.read_text(encoding="utf-8"))


def parse_project(text: str) -> ProjectSettings:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectFileError(f"not valid TOML: {error}.", "Mend the syntax at that place.") from error
    try:
        settings = ProjectSettings.model_validate(raw)
    except ValidationError as error:
        raise _first_problem(error, text) from error
    llm = settings.llm
    if llm is not None and (found := unknown_task(llm) or policy_mismatch(llm, settings.privacy)):
        raise ProjectFileError(found.problem, found.remedy, line=line_of(text, found.path))
    return settings


def _first_problem(error: ValidationError, text: str) -> ProjectFileError:
    first = error.errors()[0]
    path = tuple(str(part) for part in first["loc"] if part != "[key]")
    key = ".".join(path)
    line = line_of(text, path)
    given = first.get("input")
    if first["type"] == "extra_forbidden":
        return ProjectFileError(
            f"unknown key {key!r}.",
            "Remove it or correct its spelling; the keys are in docs/project-file.md.",
            line=line,
        )
    if first["type"] == "missing":
        return ProjectFileError(f"{key!r} is missing.", "Add it; see docs/project-file.md.", line=line)
    pattern = str(first.get("ctx", {}).get("pattern", ""))
    message = _IN_WORDS.get(pattern, first["msg"].removeprefix("Value error, "))
    if isinstance(given, dict | list) or "[key]" in first["loc"]:
        return ProjectFileError(f"{key} can't be used: {message}.", "Correct it.", line=line)
    return ProjectFileError(
        f"{key} = {shown(given, longest=80)} can't be used: {message}.", "Correct the value.", line=line
    )


_TABLE = re.compile(r"^\s*(\[\[?)([^\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="""
)


def line_of(text: str, path: tuple[str, ...]) -> int | None:
    """The line (from 1) that holds the longest known part of a key's path, else the first line below it."""
    best: tuple[int, int] | None = None
    below: int | None = None
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _TABLE.match(line):
            table = _key_parts(match[2])
            if match[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, str(counts[table]))
            here = table
        elif match := _KEY.match(line):
            here = (*table, *_key_parts(match[1]))
        else:
            continue
        if here == path[: len(here)] and (best is None or len(here) > best[0]):
            best = (len(here), number)
        elif below is None and here[: len(path)] == path:
            below = number
    return best[1] if best else below


def _key_parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(r'"[^"]*"|\'[^\']*\'|[^.]+', key.strip()))
