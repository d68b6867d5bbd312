"""The sections of the project file that are about language models: `[llm]`, its tasks, and `[privacy]`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

TASKS = (
    "explanation",
    "comparison",
    "item_answer",
    "order",
    "intent",
    "expansion",
    "need_summary",
    "clarification",
)
"""The model tasks that `[llm.tasks.NAME]` may name."""


class Section(BaseModel):
    """A table of the project file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _no_flag_for_a_number(cls, value: Any, info: ValidationInfo) -> Any:
        """Or `true` would be read as 1."""
        declared = cls.model_fields[info.field_name or ""].annotation
        given = value.values() if isinstance(value, Mapping) else (value,)
        if any(isinstance(each, bool) for each in given):
            wanted = set(_leaves(declared))
            if wanted & {int, float} and bool not in wanted:
                raise ValueError("a number is wanted, not true or false")
        return value


def _leaves(declared: Any) -> Iterator[Any]:
    """The plain types of an annotation: of `dict[str, int] | None` these three."""
    parts = get_args(declared)
    if not parts:
        yield declared
    for part in parts:
        yield from _leaves(part)


ProviderName = Literal["openai", "anthropic", "local", "scripted", "hostile"]
Purpose = Literal["recommend", "improve", "models", "remember"]
Days = Annotated[int | None, Field(ge=1)]
Limit = Annotated[float, Field(ge=0, allow_inf_nan=False)]
CountLimit = Annotated[int, Field(ge=0)]


def _check_prices(section: "ModelKeys | LlmSection") -> None:
    for kind in ("", "_batch"):
        read, written = f"price_input{kind}", f"price_output{kind}"
        if (getattr(section, read) is None) != (getattr(section, written) is None):
            raise ValueError(f"{read} and {written} need each other; give both, 0 for what costs nothing")


class ModelKeys(Section):
    """Which model is asked, instead of that of `[llm]`; keys that are None are those of `[llm]`."""

    provider: ProviderName | None = None
    base_url: str | None = None
    model: str | None = None
    api_key_env: str | None = None
    max_tokens: int | None = Field(default=None, ge=16)
    price_input: Limit | None = None
    price_output: Limit | None = None
    price_input_batch: Limit | None = None
    price_output_batch: Limit | None = None
    sees_personal_data: bool | None = None
    trains: bool | None = None

    @model_validator(mode="after")
    def _whole_price(self) -> Self:
        _check_prices(self)
        return self


class TaskSection(ModelKeys):
    """One model task."""

    wording: Literal["template", "slots", "open"] = "slots"
    deadline_ms: int = Field(default=1500, ge=1)
    enabled: bool = True
    brief: bool | None = None
    """Whether the prompt is a short one for small models, where the task has one; None: for `local`."""
    min_confidence: float = Field(default=0.0, ge=0, le=1)
    """Replies that hold a `confidence` below this are not used."""
    surfaces: tuple[Literal["chat", "search"], ...] = ("chat",)
    """`order`, `intent`, `expansion`: where the task runs."""
    passes: Literal[1, 2] = 1
    """`order`: how often, each time with the candidates shown in another order."""
    min_stability: float = Field(default=0.5, ge=-1, le=1)
    """`order`: two answers that agree less than this leave the base order."""


class ShadowSection(ModelKeys):
    """A second bundle that words a share of the answers beside the first one. Nobody is shown what it says."""

    share: float = Field(default=0.1, gt=0, le=1)
    replies: str | None = None
    seed: int | None = None
    max_cost_per_day: Limit | None = None
    max_tokens_per_day: CountLimit | None = None
    max_calls_per_day: CountLimit | None = None
    """Its own budget; None: as much as `[llm]` has, on accounts of its own."""
    tasks: dict[str, TaskSection] = {}
    """Tasks that differ from those of `[llm]`."""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        shaping = {
            "provider",
            "base_url",
            "model",
            "max_tokens",
            "replies",
            "seed",
            "sees_personal_data",
            "tasks",
        }
        if not shaping & self.model_fields_set:
            raise ValueError("the shadow changes nothing; give it a model, or a task with other keys")
        return self


class LlmSection(Section):
    provider: ProviderName
    base_url: str | None = None
    model: str = "default"
    api_key_env: str | None = None
    max_tokens: int = Field(default=600, ge=16)
    max_context: int = Field(default=24_000, ge=500)
    """Characters of data that one prompt may hold; longer data is compressed, then cut."""
    max_concurrent: int = Field(default=32, ge=1, le=256)
    """Calls at one provider at once, a process."""
    tasks: dict[str, TaskSection] = {}
    replies: str | None = None
    """`scripted`: a JSONL file of replies, relative to the project."""
    seed: int = 0
    """`hostile`: which sequence of attacks."""
    threads: int = Field(default=1, ge=1, le=256)
    """`local`: threads that compute. Those of one model wait for each other, so a busy core slows all down."""
    sees_personal_data: bool = False
    """Whether identifiers of people may be sent to the provider; else they are taken out."""
    trains: bool = False
    """Whether the provider may train on what it is sent."""
    price_input: Limit | None = None
    price_output: Limit | None = None
    """Price of a million tokens; None: the known price of that model, if any."""
    price_input_batch: Limit | None = None
    price_output_batch: Limit | None = None
    """The same for calls in a batch; only told by `usage`."""
    max_cost_per_call: Limit | None = None
    max_cost_per_conversation: Limit | None = None
    max_cost_per_day: Limit | None = None
    max_cost_per_project: Limit | None = None
    max_tokens_per_call: CountLimit | None = None
    max_tokens_per_conversation: CountLimit | None = None
    max_tokens_per_day: CountLimit | None = None
    max_tokens_per_project: CountLimit | None = None
    max_calls_per_conversation: CountLimit | None = None
    max_calls_per_day: CountLimit | None = None
    max_calls_per_project: CountLimit | None = None
    """Requests to the provider, retries included."""
    require_evaluation: bool = False
    """Whether a task is asked only once `landas evaluate wording`, or `order` for that task, passed its bundle."""
    cache: Literal["memory", "database", "off"] | None = None
    """Where checked replies are kept; None: `memory`, but `off` for `scripted` and `hostile`."""
    cache_seconds: int = Field(default=86_400, ge=1)
    breaker_failures: int = Field(default=5, ge=1)
    """So many failures in a row open the breaker."""
    breaker_seconds: float = Field(default=30.0, gt=0)
    """How long an open breaker waits before it lets one probe through."""
    shadow: ShadowSection | None = None

    @model_validator(mode="after")
    def _whole_price(self) -> Self:
        _check_prices(self)
        return self

    def for_task(self, task: str) -> "LlmSection":
        """The section as it holds for one task: the keys of `[llm.tasks.NAME]` over those of `[llm]`.

        A task that names another provider takes over none of the keys that belong to the first one.
        """
        section = self.tasks.get(task)
        return self if section is None else self._overlaid(section)

    def is_small(self, task: str) -> bool:
        """Whether the model of a task is told little."""
        section = self.tasks.get(task)
        said = section.brief if section else None
        return self.for_task(task).provider == "local" if said is None else said

    def in_shadow(self) -> "LlmSection":
        """The section as it holds for the shadow, which has no shadow of its own. Its model comes before a task's."""
        shadow = self.shadow
        if shadow is None:
            raise ValueError("there is no [llm.shadow]")
        names_model = shadow.provider is not None or shadow.model is not None
        plain = dict.fromkeys(ModelKeys.model_fields) if names_model else {}
        tasks = {name: task.model_copy(update=plain) for name, task in self.tasks.items()}
        limits = {
            key: limit for key in ("max_cost_per_day", "max_tokens_per_day", "max_calls_per_day")
            if (limit := getattr(shadow, key)) is not None
        }  # fmt: skip
        return self._overlaid(shadow).model_copy(
            update={"shadow": None, "tasks": {**tasks, **shadow.tasks}, **limits}
        )

    def _overlaid(self, own: ModelKeys) -> "LlmSection":
        base = self
        if own.provider not in (None, self.provider):
            first = (
                "base_url",
                "model",
                "api_key_env",
                "replies",
                "seed",
                "sees_personal_data",
                "trains",
                *_PRICES,
            )
            base = self.model_copy(update={key: LlmSection.model_fields[key].default for key in first})
        elif own.model not in (None, self.model):
            base = self.model_copy(update=dict.fromkeys(_PRICES))
        keys = (*ModelKeys.model_fields, "replies", "seed")
        said = {key: value for key in keys if (value := getattr(own, key, None)) is not None}
        return base.model_copy(update=said)


_PRICES = ("price_input", "price_output", "price_input_batch", "price_output_batch")


class PrivacySection(Section):
    redact: bool = True
    """Whether what identifies a person is taken out of texts before any other step."""
    store_raw_text: bool = False
    """Whether texts are also kept as they were typed, in a file of their own."""
    raw_text_days: int = Field(default=30, ge=1)
    """How long they are."""
    models_see_personal_data: bool = False
    """Whether a provider may be declared with `sees_personal_data = true`."""
    purposes: tuple[Purpose, ...] = ("recommend", "improve", "models", "remember")
    """What people's data may be used for."""
    consent: Literal["opt_out", "opt_in"] = "opt_out"
    """Whether a purpose holds until a person withdraws it, or only once they grant it; `remember` always only then."""
    session_minutes: int = Field(default=240, ge=1)
    """After so long without a turn a conversation goes on without what was said before."""
    preferences_days: int = Field(default=180, ge=1)
    """How long a preference that a person lets be remembered is kept at most."""
    receipts_days: Days = None
    conversations_days: Days = None
    events_days: Days = None
    calls_days: Days = None
    """How long each is kept; None: until erased."""
    models_may_train: bool = False
    """Whether a provider may be declared with `trains = true`."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What of the sections doesn't go together or isn't known; `path` is the key that says so."""

    path: tuple[str, ...]
    problem: str
    remedy: str


def policy_mismatch(llm: LlmSection, privacy: PrivacySection) -> Mismatch | None:
    """The first provider, of `[llm]` or of a task, whose declaration the project's policy forbids."""
    declared = (
        ("sees_personal_data", privacy.models_see_personal_data, "models_see_personal_data", "sees personal data"),
        ("trains", privacy.models_may_train, "models_may_train", "may train on what it is sent"),
    )  # fmt: skip
    for path, section in _declarations(llm):
        for key, allowed, policy, does in declared:
            if getattr(section, key) and not allowed:
                named = ".".join((*path, key))
                return Mismatch(
                    (*path, key),
                    f"{named} = true: the provider {section.provider!r} {does}, which [privacy] forbids.",
                    f"Choose a provider that doesn't, or allow it with {policy} = true under [privacy].",
                )
    return None


def unknown_task(llm: LlmSection) -> Mismatch | None:
    """The first table of a task that there is none of: a misspelt one would be switched by nothing."""
    in_shadow = llm.shadow.tasks if llm.shadow is not None else {}
    for path, tasks in ((("llm", "tasks"), llm.tasks), (("llm", "shadow", "tasks"), in_shadow)):
        for task in tasks:
            if task not in TASKS:
                named = ".".join((*path, task))
                return Mismatch(
                    (*path, task), f"[{named}] is no task of a model.", f"Use one of {', '.join(TASKS)}."
                )
    return None


def _declarations(llm: LlmSection) -> Iterator[tuple[tuple[str, ...], LlmSection]]:
    """Every model that may be asked, with the table that declares it."""
    yield ("llm",), llm
    for task in llm.tasks:
        yield ("llm", "tasks", task), llm.for_task(task)
    if llm.shadow is not None:
        shadow = llm.in_shadow()
        yield ("llm", "shadow"), shadow
        for task in shadow.tasks:
            yield ("llm", "shadow", "tasks", task), shadow.for_task(task)


def switched_on(llm: LlmSection | None, task: str) -> TaskSection | None:
    """The settings of a task that no model is asked without `[llm.tasks.NAME]`; None where none is."""
    section = llm.tasks.get(task) if llm else None
    return section if section is not None and section.enabled else None
