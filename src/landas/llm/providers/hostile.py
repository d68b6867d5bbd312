"""A model that does everything wrong, for tests and drills: every promise must hold while it answers.

Attacks follow from the seed, the task's input and the attempt alone, so that a drill can be repeated. About half
of the replies are nearly right: they meet the schema and use true slots, with one thing wrong.
"""

import itertools
import json
import random
import time
from collections.abc import Callable, Iterator

from landas.errors import ProviderError
from landas.ids import content_hash
from landas.llm.providers.hostile_readings import reading
from landas.llm.providers.hostile_sentences import (
    Scene,
    disguised,
    lie,
    other_language,
    refusal,
    true_to_form,
)
from landas.llm.providers.hostile_shapes import broken, fill
from landas.llm.providers.provider import Completion, ProviderCall, collect
from landas.settings import LlmSection

_LATE_BY = 0.2
_READS_WELL = 0.8
"""Share of the replies to reading tasks that keep every rule of form."""
_CHARACTERS_PER_TOKEN = 4
_ERRORS = (RuntimeError, ValueError, KeyError, RecursionError, OSError, MemoryError, SystemExit)


class HostileProvider:
    """Meets `Provider`. `seed` chooses the sequence of attacks."""

    name = "hostile"

    def __init__(self, settings: LlmSection) -> None:
        self.model = settings.model
        self._seed = settings.seed

    def warm(self) -> None:
        """Nothing is slow here but its lateness."""

    def complete(self, call: ProviderCall) -> Completion:
        chance = random.Random(content_hash([self._seed, call.task, dict(call.described), call.attempt]))
        attack = chance.choices(list(ATTACKS), weights=list(ATTACKS.values()))[0]
        text = attack(call, Scene.of(call.described, call.prompt.system), chance)
        prompt = call.prompt.system + call.prompt.user
        return Completion(text, len(prompt) // _CHARACTERS_PER_TOKEN, len(text) // _CHARACTERS_PER_TOKEN)

    def close(self) -> None:
        """Nothing is open."""


Attack = Callable[[ProviderCall, Scene, random.Random], str]


def nearly_right(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    """Sentences as a good model writes them, and one lie among them."""
    texts = itertools.count()
    lying = chance.randrange(3)

    def sentence(item: int) -> str:
        say = lie if next(texts) == lying else true_to_form
        return say(scene, item, chance)

    return _reply(call, scene, sentence, chance)


def swapped(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    """True to form throughout; only the slots are any slots, and often another item's."""

    def sentence(item: int) -> str:
        of = chance.randrange(max(1, len(scene.items))) if chance.random() < 0.3 else item
        return true_to_form(scene, of, chance)

    return _reply(call, scene, sentence, chance)


def all_lies(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    return _reply(call, scene, lambda item: lie(scene, item, chance), chance)


def in_disguise(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    return _reply(call, scene, lambda item: disguised(lie(scene, item, chance), chance), chance)


def wrong_language(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    other = other_language(scene)
    say = chance.choice((lie, true_to_form))
    return _reply(call, scene, lambda item: say(other, item, chance), chance)


def broken_form(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    return broken(_value(call, scene, lambda item: lie(scene, item, chance), chance), chance)


def refusing(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    return refusal(chance)


def enormous(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    return _reply(call, scene, lambda item: lie(scene, item, chance) * 500, chance) + " " * 2_000_000


def endless(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    """Never ends by itself: whoever reads must stop."""
    return collect(itertools.cycle((lie(scene, 0, chance), " ")), call)


def dripping(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    """A character at a time, too slowly."""

    def drops() -> Iterator[str]:
        for character in itertools.cycle(lie(scene, 0, chance) or " "):
            time.sleep(0.01)
            yield character

    return collect(drops(), call)


def late(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    """Comes after the deadline, whatever the deadline is."""
    time.sleep(max(0.0, call.deadline.remaining_ms() / 1000) + _LATE_BY)
    return nearly_right(call, scene, chance)


def raising(call: ProviderCall, scene: Scene, chance: random.Random) -> str:
    """Breaks, with a message that nobody should see."""
    secret = f"key sk-CANARY-7F3A {scene.system[:40]}"
    if chance.random() < 0.1:
        raise ProviderError("the hostile model hung up.")
    raise chance.choice(_ERRORS)(secret)


ATTACKS: dict[Attack, float] = {
    nearly_right: 38,
    swapped: 14,
    all_lies: 12,
    in_disguise: 8,
    wrong_language: 4,
    broken_form: 12,
    refusing: 2,
    enormous: 2,
    endless: 2,
    dripping: 1,
    late: 1,
    raising: 4,
}
"""Every attack with its weight among a hundred."""


def _value(call: ProviderCall, scene: Scene, sentence: Callable[[int], str], chance: random.Random) -> object:
    if chance.random() < _READS_WELL and (read := reading(call.described, sentence, chance)) is not None:
        return read
    return fill(call.schema, sentence, len(scene.items), chance)


def _reply(call: ProviderCall, scene: Scene, sentence: Callable[[int], str], chance: random.Random) -> str:
    text = json.dumps(_value(call, scene, sentence, chance), ensure_ascii=chance.random() < 0.5)
    return f"```json\n{text}\n```" if chance.random() < 0.1 else text
