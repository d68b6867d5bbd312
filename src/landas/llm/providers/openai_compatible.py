"""Any server that speaks OpenAI's chat completions: OpenAI itself, or one on this machine."""

from landas.llm.providers.remote import Connection, Protocol, RemoteProvider
from landas.settings import LlmSection

OPENAI_URL = "https://api.openai.com/v1"


def openai_provider(settings: LlmSection, key: str | None = None) -> RemoteProvider:
    """`key` is sent instead of the environment's. Raises SetupError for a base_url that can't be one."""
    return RemoteProvider(settings, OPENAI, key)


def _connect(settings: LlmSection, base_url: str, key: str, most_bytes: int) -> Connection:
    from openai import AsyncOpenAI
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    from landas.llm.providers.bounded_http import bounded_client
    from landas.llm.providers.chat_envelope import LenientChatModel

    client = AsyncOpenAI(
        base_url=base_url, api_key=key, http_client=bounded_client(most_bytes), max_retries=0
    )
    # Servers other than OpenAI's know the older name of the limit only.
    newer_limit = base_url == OPENAI_URL
    profile = OpenAIModelProfile(
        supports_json_schema_output=True, openai_chat_supports_max_completion_tokens=newer_limit
    )
    provider = OpenAIProvider(openai_client=client)
    return Connection(LenientChatModel(settings.model, provider=provider, profile=profile), client.close)


OPENAI = Protocol("openai", OPENAI_URL, "OPENAI_API_KEY", _connect)
