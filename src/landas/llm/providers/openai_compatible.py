"""Any server that speaks OpenAI's chat completions: OpenAI itself, or one on this machine.

The schema is sent strictly where the server takes it. One that refuses or ignores it still works, because every
reply is validated here in any case.
"""

import asyncio
import ipaddress
import json
import logging
import os
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from landas.errors import ProviderError, SetupError
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse
    from pydantic_ai.models.openai import OpenAIChatModel

    from landas.llm.providers.loop_thread import LoopThread

OPENAI_URL = "https://api.openai.com/v1"
NO_KEY = "no-key"
"""Sent to a server on this machine that asks for none."""
ENVELOPE_BYTES = 65_536
"""Room in an answer's body for what stands around the reply's text."""
BYTES_PER_CHARACTER = 6
"""Of JSON text, where any character may be written as an escape."""
SCHEMA_REFUSED = frozenset({400, 415, 422, 501})

_log = logging.getLogger(__name__)


class OpenAICompatibleProvider:
    """Meets `Provider`. Connections and the client are made by the first call, or by `warm`."""

    name = "openai"

    def __init__(self, settings: LlmSection) -> None:
        """Raises SetupError for a base_url that can't be one."""
        self.model = settings.model
        self._settings = settings
        self._base_url = checked_url(settings.base_url or OPENAI_URL)
        self._lock = threading.Lock()
        self._client: tuple[OpenAIChatModel, LoopThread] | None = None
        self._takes_schema = True

    def warm(self) -> None:
        if self._key() is None:
            _log.warning("%s Until then every reply is worded without a model.", self._keyless())
            return
        self._connected()

    def complete(self, call: ProviderCall) -> Completion:
        model, loop = self._connected()
        try:
            reply = loop.run(self._ask(model, call), call.deadline.remaining_ms() / 1000)
        except TimeoutError as error:
            raise ProviderError(f"{self._host} did not answer in time.") from error
        except Exception as error:
            raise _told(error, self._host) from error
        usage = reply.usage
        text = "".join(part.content for part in reply.parts if part.part_kind == "text")
        return Completion(text, usage.input_tokens, usage.output_tokens)

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            model, loop = client
            try:
                loop.run(model.client.close(), 1.0)
            except TimeoutError:
                _log.warning("connections to %s did not close in time", self._host)
            finally:
                loop.close()

    async def _ask(self, model: "OpenAIChatModel", call: ProviderCall) -> "ModelResponse":
        """The server's reply. A server that refuses the schema is asked once more without, and never with it again."""
        from pydantic_ai.exceptions import ModelHTTPError

        async with asyncio.timeout(max(0.001, call.deadline.remaining_ms() / 1000)):
            if self._takes_schema:
                try:
                    return await _request(model, call, with_schema=True)
                except ModelHTTPError as error:
                    if error.status_code not in SCHEMA_REFUSED:
                        raise
            reply = await _request(model, call, with_schema=False)
            self._takes_schema = False
            return reply

    def _connected(self) -> "tuple[OpenAIChatModel, LoopThread]":
        with self._lock:
            if self._client is None:
                key = self._key()
                if key is None:
                    raise ProviderError(self._keyless())
                self._client = _client(self._settings, self._base_url, key)
            return self._client

    def _key(self) -> str | None:
        """The key from the environment; a server on this machine needs none."""
        key = os.environ.get(self._settings.api_key_env, "").strip()
        return key or (NO_KEY if is_loopback(self._base_url) else None)

    def _keyless(self) -> str:
        return f"the environment has no {self._settings.api_key_env}: set it to the key for {self._host}."

    @property
    def _host(self) -> str:
        return urlsplit(self._base_url).netloc


def checked_url(url: str) -> str:
    """The address as given. Raises SetupError where it is no plain http or https address."""
    remedy = f'Write it like base_url = "http://127.0.0.1:8080/v1", or leave it out for {OPENAI_URL}.'
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SetupError("llm.base_url is no address.", remedy) from error
    if parts.username or parts.password:
        raise SetupError(
            "llm.base_url holds a user name or password.",
            "Put the key into the environment (llm.api_key_env).",
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or url != url.strip():
        raise SetupError(f"llm.base_url = {url!r} is no http or https address.", remedy)
    if parts.query or parts.fragment:
        raise SetupError(f"llm.base_url = {url!r} has a query or a fragment.", remedy)
    return url


def is_loopback(url: str) -> bool:
    """True for an address of this machine, which no key has to protect."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _told(error: Exception, host: str) -> ProviderError:
    """What may be said of an error: our own words, a status, its type. Bodies and headers may hold the key."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ProviderError):
            return cause
        if (status := getattr(cause, "status_code", None)) is not None:
            return ProviderError(f"{host} answered with HTTP status {status}.")
        cause = cause.__cause__
    return ProviderError(f"no usable answer came from {host} ({type(error).__name__}).")


def _client(settings: LlmSection, base_url: str, key: str) -> "tuple[OpenAIChatModel, LoopThread]":
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    from landas.llm.providers.bounded_http import bounded_client
    from landas.llm.providers.loop_thread import LoopThread
    from landas.llm.providers.provider import CHARACTERS_PER_TOKEN

    limit = settings.max_tokens * CHARACTERS_PER_TOKEN * BYTES_PER_CHARACTER + ENVELOPE_BYTES
    client = AsyncOpenAI(base_url=base_url, api_key=key, http_client=bounded_client(limit), max_retries=0)
    # Servers other than OpenAI's know the older name of the limit only.
    newer_limit = base_url == OPENAI_URL
    profile = OpenAIModelProfile(
        supports_json_schema_output=True, openai_chat_supports_max_completion_tokens=newer_limit
    )
    provider = OpenAIProvider(openai_client=client)
    return OpenAIChatModel(settings.model, provider=provider, profile=profile), LoopThread()


async def _request(model: "OpenAIChatModel", call: ProviderCall, *, with_schema: bool) -> "ModelResponse":
    from pydantic_ai.direct import model_request
    from pydantic_ai.messages import ModelRequest, SystemPromptPart, UserPromptPart
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition

    system = call.prompt.system
    parameters = ModelRequestParameters()
    if with_schema:
        shape = OutputObjectDefinition(json_schema=dict(call.schema), name=call.task, strict=True)
        parameters = ModelRequestParameters(output_mode="native", output_object=shape)
    else:
        system = f"{system}\n\nThe answer is one JSON object of this schema:\n{json.dumps(call.schema)}"
    return await model_request(
        model,
        [ModelRequest([SystemPromptPart(system), UserPromptPart(call.prompt.user)])],
        model_settings={
            "max_tokens": call.max_tokens,
            "timeout": max(0.001, call.deadline.remaining_ms() / 1000),
        },
        model_request_parameters=parameters,
    )
