"""From slot text to the words a person reads: filled in, verified, and without any sentence that fails."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from landas.grounding.claims import Claim, Grounds, is_faithful
from landas.grounding.grounds import grounds_of
from landas.grounding.verifier.verify import Verifier
from landas.grounding.wording.asking import question
from landas.grounding.wording.items import bare_sentences
from landas.grounding.wording.slots import SlotText, render
from landas.grounding.wording.task import WordingTask

_TITLE_SLOT = re.compile(r"\{i(\d+)\.title\}")
_OF_ITEMS = ("explanation", "comparison")
"""Turns whose sentences present items, one by one."""
SENTENCE_END = re.compile(r"(?<=[.!?…]) ")


@dataclass(frozen=True, slots=True)
class Said:
    """A verified reply. `dropped` are the sentences of the slot text that failed and were left out."""

    slot_text: SlotText
    reply: str
    claims: tuple[Claim, ...]
    dropped: tuple[str, ...] = ()

    def after(self, preface: str) -> "Said":
        """The same words behind a sentence of ours that claims nothing of any item."""
        shift = len(preface) + 1
        claims = tuple(replace(c, start=c.start + shift, end=c.end + shift) for c in self.claims)
        return replace(self, reply=f"{preface} {self.reply}", claims=claims)


def turn_grounds(task: WordingTask, forbidden: tuple[str, ...]) -> Grounds:
    """What the replies of a turn may rest on; `forbidden` are the project's forbidden claims."""
    return grounds_of(
        task.shown,
        task.evidence,
        task.held_to,
        task.schema,
        task.packs,
        forbidden=forbidden,
        request_text=" . ".join((task.request_text, *task.asked.words)),
        fitting=task.fitting,
        offered=question(task) or "",
    )


def rendered(task: WordingTask, text: str) -> str:
    """A slot text of the turn with its slots filled in. Raises UnknownSlot."""
    entries = [entry for of_item in task.evidence.values() for entry in of_item]
    return render(text, entries, [item.title for item in task.shown], task.schema, task.language)


class Speaker:
    """Fills in and verifies slot texts of one turn."""

    def __init__(self, task: WordingTask, grounds: Grounds) -> None:
        self._task = task
        self._verifier = Verifier(grounds, task.packs, task.language)

    def filled_in(self, text: SlotText) -> Said:
        """The slot text rendered and verified as it is, faithful or not."""
        reply = rendered(self._task, text)
        return Said(text, reply, self._verifier.claims(reply))

    def say(
        self, text: SlotText, unsayable: Callable[[Said], Sequence[int]] = lambda said: (), last: str = ""
    ) -> Said:
        """The slot text as it may be said: sentences whose claims fail are left out until none does. In place of one
        about an item that nothing else names, a plainer one is said, where that may be.

        `unsayable` gives the offsets of what must not be said for another reason. Where nothing would be left, the
        shown items are named and nothing is said of them, or it is said that there is no answer; where even that may
        not be said, `last` is.
        """
        sentences = SENTENCE_END.split(text)
        dropped: list[str] = []
        while sentences:
            said = self.filled_in(SlotText(" ".join(sentences)))
            others = unsayable(said)
            if is_faithful(said.claims) and not others:
                return Said(said.slot_text, said.reply, said.claims, tuple(dropped))
            failing = self._failing(sentences, said, others)
            dropped += [sentences[n] for n in failing]
            kept = [s for n, s in enumerate(sentences) if n not in failing]
            plainer = {n: self._plainer(sentences[n], kept) for n in failing}
            sentences = [left for n, s in enumerate(sentences) if (left := plainer.get(n, s))]
        titles = (f"{{i{n}.title}}" for n in range(1, len(self._task.shown) + 1))
        # Titles alone are an answer to a search, and none to a question.
        names = SlotText("" if self._task.kind == "item_answer" else "; ".join(titles))
        said = self.filled_in(names or SlotText(self._nothing()))
        if unsayable(said):
            said = self.filled_in(SlotText(last)) if last else said
        return Said(said.slot_text, said.reply, said.claims, tuple(dropped))

    def _plainer(self, sentence: str, kept: Sequence[str]) -> str | None:
        """The next plainer sentence about the item that this one is of, unless another one names it too."""
        named = _TITLE_SLOT.search(sentence)
        if named is None or self._task.kind not in _OF_ITEMS or any(named[0] in other for other in kept):
            return None
        item = next((item for item in self._task.shown if item.rank == int(named[1])), None)
        ways = bare_sentences(self._task, item) if item else []
        return next(iter(ways[ways.index(sentence) + 1 :] if sentence in ways else ways), None)

    def _nothing(self) -> str:
        """That nothing fits, where nothing does; else a sentence that states nothing."""
        nothing_fits = self._task.kind == "explanation" and not self._task.fitting
        return self._task.book.say("nothing_plain" if nothing_fits else "unanswered", self._task.seed)

    def _failing(self, sentences: list[str], said: Said, others: Sequence[int]) -> set[int]:
        """Numbers of the sentences that a failing claim or offset touches; the last where offsets tell nothing."""
        ends = list(itertools.accumulate(len(rendered(self._task, sentence)) + 1 for sentence in sentences))
        starts = [*others, *(claim.start for claim in said.claims if not is_faithful((claim,)))]
        found = {next((n for n, end in enumerate(ends) if at < end), len(sentences) - 1) for at in starts}
        return found or {len(sentences) - 1}
