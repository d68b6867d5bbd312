"""A model behind an HTTP address, whichever protocol it speaks: in time, bounded, and telling no secret.

The schema is sent strictly where the server takes it. One that refuses or ignores it still works, because every
reply is validated here in any case.
"""

import asyncio
import json
import logging
import os
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from landas.errors import ProviderError, SetupError
from landas.llm.providers.addresses import checked_url, is_loopback
from landas.llm.providers.provider import CHARACTERS_PER_TOKEN, Completion, ProviderCall, SchemaRefused
from landas.settings import LlmSection

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse
    from pydantic_ai.models import Model

    from landas.llm.providers.loop_thread import LoopThread

NO_KEY = "no-key"
"""Sent to a server on this machine that asks for none."""
ENVELOPE_BYTES = 65_536
"""Room in an answer's body for what stands around the reply's text."""
BYTES_PER_CHARACTER = 6
"""Of JSON text, where any character may be written as an escape."""
SCHEMA_REFUSED = frozenset({400, 415, 422, 501})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Connection:
    """A client ready to be asked, and how its connections end. `takes_schema`: whether a strict one can be sent."""

    model: "Model"
    close: Callable[[], Coroutine[Any, Any, None]]
    takes_schema: bool = True


@dataclass(frozen=True, slots=True)
class Protocol:
    """One way of speaking to models over HTTP. `connect` gets settings, address, key and the most bytes of a body.

    It may raise SetupError, for a package that isn't installed.
    """

    name: str
    url: str
    key_env: str
    connect: Callable[[LlmSection, str, str, int], Connection]


class RemoteProvider:
    """Meets `Provider`. Connections and the client are made by the first call, or by `warm`."""

    def __init__(self, settings: LlmSection, protocol: Protocol, key: str | None = None) -> None:
        """`key` is sent instead of the environment's. Raises SetupError for a base_url that can't be one."""
        self.name = protocol.name
        self.model = settings.model
        self._settings = settings
        self._protocol = protocol
        self._given_key = key
        self._base_url = checked_url(settings.base_url or protocol.url, protocol.url)
        self._lock = threading.Lock()
        self._client: tuple[Connection, LoopThread] | None = None
        self._takes_schema = True

    def warm(self) -> None:
        if self._key() is None:
            _log.warning("%s Until then every reply is worded without a model.", self._keyless())
            return
        self._connected()

    def complete(self, call: ProviderCall) -> Completion:
        connection, loop = self._connected()
        with_schema = call.with_schema and self._takes_schema and connection.takes_schema
        try:
            asked = _in_time(connection.model, call, with_schema)
            reply = loop.run_until(asked, call.deadline)
        except TimeoutError as error:
            raise ProviderError(f"{self._host} did not answer in time.") from error
        except CancelledError as error:
            raise ProviderError(f"the request to {self._host} was stopped.") from error
        except Exception as error:
            if with_schema and _status(error) in SCHEMA_REFUSED:
                raise SchemaRefused(f"{self._host} refused the request with its schema.") from error
            raise _told(error, self._host) from error
        if not call.with_schema:
            # It answers without what it refused: the next calls needn't try.
            self._takes_schema = False
        text = "".join(part.content for part in reply.parts if part.part_kind == "text")
        return Completion(text, reply.usage.input_tokens, reply.usage.output_tokens, reply.model_name)

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            connection, loop = client
            try:
                loop.run(connection.close(), 1.0)
            except TimeoutError:
                _log.warning("connections to %s did not close in time", self._host)
            finally:
                loop.close()

    def _connected(self) -> "tuple[Connection, LoopThread]":
        from landas.llm.providers.loop_thread import LoopThread

        with self._lock:
            if self._client is None:
                key = self._key()
                if key is None:
                    raise ProviderError(self._keyless())
                limit = self._settings.max_tokens * CHARACTERS_PER_TOKEN * BYTES_PER_CHARACTER
                connection = self._protocol.connect(
                    self._settings, self._base_url, key, limit + ENVELOPE_BYTES
                )
                self._client = connection, LoopThread()
            return self._client

    def _key(self) -> str | None:
        """The key from the environment; a server on this machine needs none."""
        key = self._given_key or os.environ.get(self._key_env, "").strip()
        return key or (NO_KEY if is_loopback(self._base_url) else None)

    def _keyless(self) -> str:
        return f"the environment has no {self._key_env}: set it to the key for {self._host}."

    @property
    def _key_env(self) -> str:
        return self._settings.api_key_env or self._protocol.key_env

    @property
    def _host(self) -> str:
        return urlsplit(self._base_url).netloc


def missing_extra(extra: str, package: str) -> SetupError:
    """What to say where a provider's package isn't installed."""
    return SetupError(
        f"the package {package} that llm.provider = {extra!r} needs isn't installed.",
        f"pip install 'landas[{extra}]'",
    )


def _status(error: BaseException | None) -> int | None:
    """The HTTP status behind an error, if there was one."""
    while error is not None:
        if isinstance(error, ProviderError):
            return None
        if (status := getattr(error, "status_code", None)) is not None:
            return int(status)
        error = error.__cause__
    return None


_HINTS = {
    401: ": the key in the variable of api_key_env isn't taken.",
    403: ": the key in the variable of api_key_env may not ask this model.",
    404: ": there is no such model or address; check model and base_url.",
    429: ": it takes no more requests for now, by its own limits.",
}
"""What is likely wrong, by status."""


def _told(error: Exception, host: str) -> ProviderError:
    """What may be said of an error: our own words, a status, its type. Bodies and headers may hold the key."""
    if (status := _status(error)) is not None:
        return ProviderError(f"{host} answered with HTTP status {status}{_HINTS.get(status, '.')}")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ProviderError):
            return cause
        cause = cause.__cause__
    return ProviderError(f"no usable answer came from {host} ({type(error).__name__}).")


async def _in_time(model: "Model", call: ProviderCall, with_schema: bool) -> "ModelResponse":
    async with asyncio.timeout(max(0.001, call.deadline.remaining_ms() / 1000)):
        return await _request(model, call, with_schema)


async def _request(model: "Model", call: ProviderCall, with_schema: bool) -> "ModelResponse":
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
