"""From slot text to the words a person reads: filled in, verified, and without any sentence that fails."""

import re
from dataclasses import dataclass

from landas.grounding.claims import Claim, Grounds, is_faithful
from landas.grounding.grounds import grounds_of
from landas.grounding.verifier import verify
from landas.grounding.wording.slots import SlotText, render
from landas.grounding.wording.task import WordingTask

_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")


@dataclass(frozen=True, slots=True)
class Said:
    """A verified reply. `dropped` are the sentences of the slot text that failed and were left out."""

    slot_text: SlotText
    reply: str
    claims: tuple[Claim, ...]
    dropped: tuple[str, ...] = ()


def turn_grounds(task: WordingTask, forbidden: tuple[str, ...]) -> Grounds:
    """What the replies of a turn may rest on; `forbidden` are the project's forbidden claims."""
    return grounds_of(
        task.shown,
        task.evidence,
        task.intent,
        task.schema,
        task.packs,
        forbidden=forbidden,
        request_text=task.request_text,
        fitting=task.fitting,
    )


def filled_in(text: SlotText, task: WordingTask, grounds: Grounds) -> Said:
    """The slot text rendered and verified as it is, faithful or not."""
    entries = [entry for of_item in task.evidence.values() for entry in of_item]
    reply = render(text, entries, [item.title for item in task.shown], task.schema, task.language)
    return Said(text, reply, verify(reply, grounds, task.packs, task.language))


def say(text: SlotText, task: WordingTask, grounds: Grounds) -> Said:
    """The slot text as it may be said: sentences whose claims fail are left out until none does.

    Where nothing would be left, the shown items are named and nothing is said of them.
    """
    sentences = _SENTENCE_END.split(text)
    dropped: list[str] = []
    while sentences:
        said = filled_in(SlotText(" ".join(sentences)), task, grounds)
        if is_faithful(said.claims):
            return Said(said.slot_text, said.reply, said.claims, tuple(dropped))
        failing = _failing(sentences, said, task, grounds)
        dropped += [sentences[n] for n in failing]
        sentences = [s for n, s in enumerate(sentences) if n not in failing]
    names = SlotText("; ".join(f"{{i{n}.title}}" for n in range(1, len(task.shown) + 1)))
    said = filled_in(names, task, grounds)
    return Said(names, said.reply, said.claims, tuple(dropped))


def _failing(sentences: list[str], said: Said, task: WordingTask, grounds: Grounds) -> set[int]:
    """Numbers of the sentences that a failing claim touches; the last one where offsets tell nothing."""
    ends, position = [], 0
    for sentence in sentences:
        position += len(filled_in(SlotText(sentence), task, grounds).reply) + 1
        ends.append(position)
    found = set()
    for claim in said.claims:
        if not is_faithful((claim,)):
            found.add(next((n for n, end in enumerate(ends) if claim.start < end), len(sentences) - 1))
    return found or {len(sentences) - 1}
