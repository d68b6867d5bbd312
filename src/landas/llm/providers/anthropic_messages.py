"""Anthropic's messages, or any server that speaks them. Needs the extra `anthropic`."""

from landas.llm.providers.remote import Connection, Protocol, RemoteProvider, missing_extra
from landas.settings import LlmSection

ANTHROPIC_URL = "https://api.anthropic.com"


def anthropic_provider(settings: LlmSection) -> RemoteProvider:
    """Raises SetupError for a base_url that can't be one; a missing package is told by `warm` and the first call."""
    return RemoteProvider(settings, ANTHROPIC)


def _connect(settings: LlmSection, base_url: str, key: str, most_bytes: int) -> Connection:
    try:
        from anthropic import AsyncAnthropic
    except ImportError as error:
        raise missing_extra("anthropic", "anthropic") from error
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    from landas.llm.providers.bounded_http import bounded_client

    client = AsyncAnthropic(
        base_url=base_url, api_key=key, http_client=bounded_client(most_bytes), max_retries=0
    )
    model = AnthropicModel(settings.model, provider=AnthropicProvider(anthropic_client=client))
    # Older models take no strict schema; they are told it in words.
    return Connection(model, client.close, bool(model.profile.get("supports_json_schema_output")))


ANTHROPIC = Protocol("anthropic", ANTHROPIC_URL, "ANTHROPIC_API_KEY", _connect)
