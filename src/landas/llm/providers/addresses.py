"""Where a provider answers: an http or https address without secrets in it, of this machine or another."""

import ipaddress
from urllib.parse import urlsplit

from landas.errors import SetupError


def checked_url(url: str, default: str) -> str:
    """The address as given. Raises SetupError, which names the provider's own as `default`, where it can't be used."""
    remedy = f'Write it like base_url = "http://127.0.0.1:8080/v1", or leave it out for {default}.'
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
