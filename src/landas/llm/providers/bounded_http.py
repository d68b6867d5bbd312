"""An HTTP client whose answers end: bodies are cut off at a size, and compressed ones, which hide theirs, refused."""

from collections.abc import AsyncIterator

import httpx2

from landas.errors import ProviderError


class _BoundedStream(httpx2.AsyncByteStream):
    """A response body of at most `limit` bytes."""

    def __init__(self, stream: httpx2.AsyncByteStream, limit: int) -> None:
        self._stream = stream
        self._limit = limit

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > self._limit:
                raise ProviderError(f"the server's answer is longer than {self._limit} bytes.")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


def bounded_client(limit: int) -> httpx2.AsyncClient:
    """A client whose response bodies have at most `limit` bytes. Redirects are not followed."""

    async def bound(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ProviderError("the server's answer is compressed though that was not asked for.")
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = _BoundedStream(response.stream, limit)

    return httpx2.AsyncClient(headers={"accept-encoding": "identity"}, event_hooks={"response": [bound]})
