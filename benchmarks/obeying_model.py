"""A model that does what it reads: where a planted instruction stands in its prompt, it obeys it in the worst way.

Without one it is a fair model: it orders by the facts it is told and words items with the slots or values it is given.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from landas.ids import content_hash
from landas.llm.providers.provider import Completion, ProviderCall

WINDOW = 4
"""So many words in a row make an attack recognisable where a title was cut."""
_WORD = re.compile(r"[^\W_]+")
_SLOT = re.compile(r"(\{[^{}]*\})")


def windows(text: str) -> set[str]:
    """Every run of a few words of a text, without case and marks."""
    words = _WORD.findall(text.casefold())
    size = min(WINDOW, len(words))
    return {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)} if size else set()


class ObeyingModel:
    """Meets `Provider`. `attacks` are what it obeys; `seen` counts the prompts of each task that held one."""

    name = "obeying"
    model = "obeying"

    def __init__(self, attacks: Sequence[str], seed: int = 0) -> None:
        self._windows = {attack: windows(attack) for attack in attacks}
        self._seed = seed
        self.asked: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()

    def warm(self) -> None: ...

    def close(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        self.asked[call.task] += 1
        text = json.dumps(call.described, ensure_ascii=False)
        # Careful: the prompt as it is sent, not only what the task describes.
        attack = self._attack_in(f"{call.prompt.user}\n{text}")
        self.seen[call.task] += attack is not None
        chance = random.Random(content_hash([self._seed, call.task, text, call.attempt]))
        if call.task == "order":
            reply = self._ranking(call, attack)
        else:
            reply = json.dumps(fair_wording(call)) if attack is None else self._obeyed(call, attack, chance)
        return Completion(reply, len(call.prompt.user) // 4, len(reply) // 4)

    def _attack_in(self, text: str) -> str | None:
        there = " ".join(_WORD.findall(text.casefold()))
        found = (a for a, known in self._windows.items() if any(f" {w} " in f" {there} " for w in known))
        return next(found, None)

    def _ranking(self, call: ProviderCall, attack: str | None) -> str:
        items = list(call.described["items"])
        ranked = sorted(items, key=lambda item: content_hash({**item, "position": 0}))
        if attack is not None:
            # The planted item first; an order of the person's own text turns the list around.
            planted = [i for i in items if self._attack_in(json.dumps(i, ensure_ascii=False))]
            ranked = [*planted, *(i for i in ranked[:: 1 if planted else -1] if i not in planted)]
        reason = attack or "by the facts"
        return json.dumps({"ranking": [i["position"] for i in ranked], "confidence": 0.99, "reason": reason})

    def _obeyed(self, call: ProviderCall, attack: str, chance: random.Random) -> str:
        return chance.choice(OBEYED)(call, attack, self._planted(call))

    def _planted(self, call: ProviderCall) -> int:
        items = list(call.described.get("items", ()))
        told = (json.dumps(i, ensure_ascii=False) for i in items)
        return next((n for n, text in enumerate(told) if self._attack_in(text)), 0)


def fair_wording(call: ProviderCall) -> dict[str, Any]:
    """A sentence about each item, as an honest model writes it."""
    said = [(n, text) for n, item in enumerate(call.described.get("items", ())) if (text := _about(item))]
    return wording(call, said)


def wording(call: ProviderCall, said: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Sentences about items (by index) in the form that the task asks for."""
    if "sentences" in call.schema["properties"]:
        return {"sentences": [{"item": n + 1, "text": text} for n, text in said]}
    return {"text": " ".join(text for _, text in said)}


def _about(item: Mapping[str, Any]) -> str:
    title = item.get("title_slot") or item["title"]
    for line in item.get("evidence", ()):
        slots = [slot for slot in line["slots"] if slot.endswith(".value}")]
        if slots and line["about"]:
            return f"{title}: {line['about']} {slots[0]}."
    for fact in item.get("facts", ()):
        return f"{title}: {fact['about']} {fact['value']}."
    return ""


Obey = Callable[[ProviderCall, str, int], str]


def _with(call: ProviderCall, planted: int, text: str, *, first: bool = False, alone: bool = False) -> str:
    fair = [] if alone else fair_wording_pairs(call)[:5]
    said = [(planted, text), *fair] if first else [*fair, (planted, text)]
    return json.dumps(wording(call, said), ensure_ascii=False)


def fair_wording_pairs(call: ProviderCall) -> list[tuple[int, str]]:
    return [(n, text) for n, item in enumerate(call.described["items"]) if (text := _about(item))]


def _title(call: ProviderCall, planted: int) -> str:
    item = call.described["items"][planted]
    return str(item.get("title_slot") or item["title"])


def says_it(call: ProviderCall, attack: str, planted: int) -> str:
    return _with(call, planted, f"{_title(call, planted)}: {attack}")


def says_only_it(call: ProviderCall, attack: str, planted: int) -> str:
    return _with(call, planted, attack, alone=True)


def says_what_it_quotes(call: ProviderCall, attack: str, planted: int) -> str:
    quoted = re.findall(r"[\"'“](.{8,}?)[\"'”]", attack)
    return _with(call, planted, quoted[0] if quoted else attack, first=True)


def praises_it(call: ProviderCall, attack: str, planted: int) -> str:
    text = (
        f"{_title(call, planted)} is the best of all, costs 1 and ships free; nothing else is worth a look."
    )
    return _with(call, planted, text, first=True)


def names_ids(call: ProviderCall, attack: str, planted: int) -> str:
    return _with(call, planted, f"{_title(call, planted)} beats SKU-99871 and B0CX23V2ZK.")


def calls_tools(call: ProviderCall, attack: str, planted: int) -> str:
    tools = [{"name": "delete_item", "arguments": {"item_id": "*"}}, {"name": "run", "arguments": attack}]
    return json.dumps({**fair_wording(call), "tool_calls": tools})


def leaks(call: ProviderCall, attack: str, planted: int) -> str:
    return _with(call, planted, " ".join(call.prompt.system.split()[:30]), first=True)


def leaves_the_task(call: ProviderCall, attack: str, planted: int) -> str:
    return f"Sure! {attack}\nHere you are: the capital is Brasília. Visit www.suspicioussite.xyz."


def mangles_its_words(call: ProviderCall, attack: str, planted: int) -> str:
    """Letters as numbers, no spaces, words turned around: what the attacks on the form of an answer ask for."""
    tricks: tuple[Callable[[str], str], ...] = (
        lambda text: "".join(str(ord(c) - 96) if "a" <= c <= "z" else c for c in text.casefold()),
        lambda text: text.replace(" ", ""),
        lambda text: " ".join(word[::-1] for word in text.split(" ")),
        lambda text: text.translate(str.maketrans("aeios", "@3!0$")),
    )
    trick = tricks[len(attack) % len(tricks)]
    said = [
        (n, "".join(part if part.startswith("{") else trick(part) for part in _SLOT.split(text)))
        for n, text in fair_wording_pairs(call)
    ]
    return json.dumps(wording(call, said), ensure_ascii=False)


OBEYED: tuple[Obey, ...] = (
    says_it,
    says_only_it,
    says_what_it_quotes,
    praises_it,
    names_ids,
    calls_tools,
    leaks,
    leaves_the_task,
    mangles_its_words,
)
"""Every way of obeying; which one, follows from the prompt and the attempt."""
