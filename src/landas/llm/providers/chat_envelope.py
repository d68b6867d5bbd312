"""What is read of a chat completion: its text, its tokens, its model's name. Servers that speak OpenAI's protocol leave
out or misname much of the rest (an id, a sum of tokens, a role), and a reply is no worse for that.
"""

from collections.abc import Mapping
from typing import Any

from openai.types.chat import ChatCompletion
from pydantic_ai.models.openai import OpenAIChatModel

_COUNTED = ("prompt_tokens", "completion_tokens")


class LenientChatModel(OpenAIChatModel):
    """Takes any completion in which a choice has a message; the reply's text is checked by whoever asked for it."""

    def _validate_completion(self, response: ChatCompletion) -> Any:
        plain = envelope(response.model_dump(warnings=False))
        return super()._validate_completion(ChatCompletion.model_construct(**plain))


def envelope(told: Mapping[str, Any]) -> dict[str, Any]:
    """A whole completion with what `told` says of the things that are read."""
    model = told.get("model")
    return {
        "id": "",
        "object": "chat.completion",
        "created": 0,
        "model": model if isinstance(model, str) else "",
        "choices": [_choice(choice) for choice in _listed(told.get("choices"))],
        "usage": _usage(told.get("usage")),
    }


def _choice(told: Any) -> Any:
    if not isinstance(told, Mapping) or not isinstance(told.get("message"), Mapping):
        return told
    message = told["message"]
    text = {"content": message.get("content"), "refusal": message.get("refusal")}
    return {
        "index": 0,
        "finish_reason": told.get("finish_reason"),
        "message": {"role": "assistant", **text},
    }


def _usage(told: Any) -> dict[str, int] | None:
    """None where the server counts nothing, or not in numbers: then the request's own sizes are taken."""
    if not isinstance(told, Mapping):
        return None
    whole = {name: int(told[name]) for name in _COUNTED if _is_count(told.get(name))}
    return {**whole, "total_tokens": sum(whole.values())} if len(whole) == len(_COUNTED) else None


def _is_count(count: Any) -> bool:
    return isinstance(count, int | float) and not isinstance(count, bool) and abs(count) < 2**53


def _listed(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []
