"""The promise, with a judge that is not the verifier: whatever a hostile model writes, what passes is true.

The judge knows the three laptops by heart: each sentence that passes is searched for numbers, names and words, and
each must be of the item it speaks of, or a difference to the item it names.
"""

import itertools
import re
from collections import Counter
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from landas.clock import Deadline
from landas.grounding.replies.slot_input import SlotInput
from landas.grounding.replies.slot_reply import SlotReply
from landas.grounding.wording.slots import render
from landas.llm.calls import Answer
from landas.llm.gateway import Gateway
from landas.settings import LlmSection
from tests.grounding.contracts.explanation.scene import CONTRACT, reply_of, turn
from tests.llm.jokes import NOW, MemoryLog

TITLES = {"Aster Nimbus 14": 1, "Brio Feather 13": 2, "Celo Basic 15": 3}
OWN = {
    1: {"749", "1.4", "16", "5"},
    2: {"789", "1.1", "16", "2"},
    3: {"599", "1.9", "8"},
}
GAPS = {
    frozenset({1, 2}): {"40", "300"},
    frozenset({1, 3}): {"150", "500", "8"},
    frozenset({2, 3}): {"190", "800", "8"},
}
LIMIT = "800"
LIES = re.compile(
    r"waterproof|tahan air|warrant|garansi|free|gratis|award|penghargaan|gaming|gim|student|travel|guarante|dijamin"
    r"|best|terbaik|cheapest|termurah|lightest|unbeat|world|dunia|sold out|habis|discount|diskon|ignore|abaikan|system"
    r"|canary|script|http|evil|lenovo|apple|jakarta|italy|twice|double|half|dozen|not |tidak|bukan|tanpa|without|never"
    r"|only|used|second hand|safe|aman|risk|certif|proven|keyboard|charging|margin|review",
    re.IGNORECASE,
)
WRONG_LABELS = (
    re.compile(r"(?:costs?|price|harga(?:nya)?)(?: is| of)? *[\d.,]+ *(?:k?g\b|gb)"),
    re.compile(r"(?:weighs?|weight|berat(?:nya)?|ram|memory)(?: is| of)? *(?:us)?\$"),
    re.compile(r"(?:weighs?|weight|berat(?:nya)?)(?: is| of)? *[\d.,]+ *gb"),
)
SIGN = {
    (1, 2): {"weight": 1, "price": -1},
    (1, 3): {"weight": -1, "price": 1},
    (2, 3): {"weight": -1, "price": 1},
}
"""Whether the first of two items has the higher value."""


def lies_in(task_input: SlotInput, reply: SlotReply) -> list[str]:
    """What is false in a reply that passed, sentence by sentence."""
    found: list[str] = []
    for sentence in reply.sentences:
        text = render(
            sentence.text, task_input.evidence, task_input.titles, task_input.schema, task_input.language
        )
        found += [f"{text!r}: {fault}" for fault in _faults(text, sentence.item)]
    return found


def _faults(text: str, item: int | None) -> list[str]:
    named = {number for title, number in TITLES.items() if title in text}
    bare = text
    for title in TITLES:
        bare = bare.replace(title, " ")
    found = [f"word {match[0]!r}" for match in LIES.finditer(bare)]
    found += [f"character {c!r}" for c in text if not (c.isascii() or c in "“”’–—…")]
    numbers = {n.replace(",", ".").rstrip(".") for n in re.findall(r"\d[\d.,]*", bare)}
    allowed = (
        {LIMIT}
        if item is None
        else OWN[item].union({LIMIT}, *(gap for pair, gap in GAPS.items() if item in pair))
    )
    found += [f"number {n}" for n in sorted(numbers - allowed)]
    brands = {"aster": 1, "brio": 2, "celo": 3}
    found += [f"brand {b}" for b, n in brands.items() if b in bare.lower() and n != item]
    found += [f"label {match[0]!r}" for pattern in WRONG_LABELS for match in pattern.finditer(bare.lower())]
    return found + _wrong_way(text, item, named)


def _wrong_way(text: str, item: int | None, named: set[int]) -> list[str]:
    """A comparing word against the catalogue, where the sentence names exactly one other item."""
    others = named - {item}
    if item is None or len(others) != 1:
        return []
    other = others.pop()
    found = []
    for word, about in (
        ("heavier", "weight"), ("lighter", "weight"), ("cheaper", "price"), ("more expensive", "price"),
        ("lebih berat", "weight"), ("lebih ringan", "weight"), ("lebih murah", "price"), ("lebih mahal", "price"),
    ):  # fmt: skip
        if word not in text:
            continue
        pair = (item, other) if (item, other) in SIGN else (other, item)
        higher = SIGN[pair][about] * (1 if pair == (item, other) else -1)
        said = 1 if word in ("heavier", "more expensive", "lebih berat", "lebih mahal") else -1
        if said != higher:
            found.append(f"{word} than item {other}")
    return found


@cache
def turn_in(language: str) -> SlotInput:
    return turn(language)


def test_no_lie_of_the_hostile_model_passes_the_gateway() -> None:
    outcomes: Counter[str] = Counter()
    false: list[str] = []
    for seed, language in itertools.product(range(100), ("en", "id")):
        task_input = turn_in(language)
        gateway = Gateway(LlmSection(provider="hostile", seed=seed), MemoryLog(), lambda: NOW, Path("."))
        outcome = gateway.run(CONTRACT, task_input, Deadline.after_ms(250))
        gateway.close()
        if isinstance(outcome, Answer):
            outcomes["answer"] += 1
            false += lies_in(task_input, outcome.value)
        else:
            outcomes[outcome.reason] += 1
    assert false == []
    assert outcomes["check_failed"] > 60
    assert outcomes["malformed"] > 5
    assert outcomes["provider_error"] > 2


WORDS = {
    "en": """costs weighs is has price weight RAM memory at of with and but the a good laptop lighter heavier cheaper
        more less than lower higher not only twice under from to first second in stock left because you viewed best
        it its this both all used per about , .""",
    "id": """harga harganya berat beratnya RAM dengan dan tetapi yang bagus laptop lebih ringan murah mahal dari
        daripada kurang tidak hanya dua kali di bawah mulai pertama stok ada tinggal karena Anda melihat terbaik ini
        keduanya , .""",
}


@st.composite
def slot_sentences(draw: st.DrawFn, language: str) -> list[tuple[int | None, str]]:
    task_input = turn_in(language)
    sentences: list[tuple[int | None, str]] = []
    for _ in range(draw(st.integers(1, 2))):
        item = draw(st.sampled_from(task_input.items))
        slots = sorted(item.slots())
        parts = draw(
            st.lists(
                st.one_of(st.sampled_from(WORDS[language].split()), st.sampled_from(slots)),
                min_size=2,
                max_size=8,
            )
        )
        text = " ".join([item.title_slot, *parts, draw(st.sampled_from(slots))])
        sentences.append((item.position, text.replace(" ,", ",").replace(" .", ".")[:300]))
    return sentences


@given(st.data())
@settings(max_examples=800, deadline=None)
def test_no_string_of_words_and_slots_that_passes_is_false(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(("en", "id")))
    reply = reply_of(*data.draw(slot_sentences(language)))
    task_input = turn_in(language)
    if not CONTRACT.check(task_input, reply):
        assert lies_in(task_input, reply) == []


@given(st.text(min_size=1, max_size=80), st.sampled_from(("en", "id")))
@settings(max_examples=300, deadline=None)
def test_any_text_around_a_slot_is_judged_without_an_error(text: str, language: str) -> None:
    assert isinstance(
        CONTRACT.check(turn_in(language), reply_of((1, f"{{i1.title}} {text} {{e1.value}}."))), tuple
    )
