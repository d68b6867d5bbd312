"""The section `[safety]` of the project file: who looks at texts, where the stakes are high, what help is named."""

from typing import Literal

from pydantic import Field

from landas.model_settings import Section

SpokenSurface = Literal["chat", "search"]


class SafetySection(Section):
    provider: Literal["words", "openai"] = "words"
    """Who moderates texts: the word list of the packs alone, or also a server that speaks OpenAI's moderations."""
    base_url: str | None = None
    model: str = "omni-moderation-latest"
    api_key_env: str | None = None
    deadline_ms: int = Field(default=500, ge=1)
    high_stakes: tuple[SpokenSurface, ...] = ()
    """Surfaces whose every statement needs a citation and whose answers are put before a person and audited."""
    help: dict[str, str] = Field(default_factory=dict)
    """Language -> what is said first to somebody who speaks of harming themselves; left out: the pack's sentence."""
