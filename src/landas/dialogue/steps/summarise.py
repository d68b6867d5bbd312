"""Step `summarise`: a model lets go of loose words of earlier turns that no longer say what is needed.

Switched on by `[llm.tasks.need_summary]`. Wishes, and the words of this turn, are out of its reach.
"""

from landas.dialogue.draft import ChatDraft
from landas.dialogue.model_note import ModelNote
from landas.dialogue.state import Memory
from landas.language.tokens import tokenize, word_keys
from landas.llm.calls import Answer
from landas.recommend.asking import ask_model, may_ask
from landas.recommend.parts import Parts
from landas.recommend.withheld import told_words
from landas.understanding.contracts.need_summary.contract import NEED_SUMMARY
from landas.understanding.contracts.need_summary.reply import NeedReply
from landas.understanding.contracts.need_summary.task_input import LONGEST_REQUEST, MOST_WORDS, NeedInput
from landas.understanding.turns.need import Need, loose_words

_TAIL_MS = 400
"""Left of the deadline for the search and its words."""


class Summarise:
    """Does nothing where earlier turns left no loose words, or no model may be asked."""

    name = "summarise"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        if draft.wishes is not None or may_ask(self._parts, draft, NEED_SUMMARY.task) is None:
            return
        earlier = self._earlier(draft)
        if not earlier or not draft.request.text.strip():
            return
        outcome = ask_model(self._parts, draft, NEED_SUMMARY, self._told(draft, earlier), _TAIL_MS)
        if not isinstance(outcome, Answer):
            draft.summarised = ModelNote(outcome.call, outcome.reason)
            return
        kept = _kept(draft.need, earlier[:MOST_WORDS], outcome.value)
        let_go = tuple(word.text for word in draft.need if word not in kept)
        draft.summarised = ModelNote(outcome.call, None, let_go)
        draft.need_words(kept)

    def _earlier(self, draft: ChatDraft) -> tuple[str, ...]:
        """Loose words that earlier turns left and that this one doesn't say again."""
        before = {word.text for word in loose_words(self._memory.need)}
        again = {token.key for token in tokenize(draft.request.text)}
        loose = [word.text for word in loose_words(draft.need) if word.text in before]
        return tuple(word for word in loose if not again & set(word_keys(word)))

    def _told(self, draft: ChatDraft, earlier: tuple[str, ...]) -> NeedInput:
        held = draft.intent
        return NeedInput(
            draft.request.locale or held.language,
            told_words(draft, self._parts)[:LONGEST_REQUEST],
            earlier[:MOST_WORDS],
            held.categories,
            tuple(dict.fromkeys(c.field for c in held.constraints if self._is_told(c.field))),
        )

    def _is_told(self, name: str) -> bool:
        field = self._parts.schema.fields.get(name)
        return field is not None and field.public


def _kept(need: Need, told: tuple[str, ...], reply: NeedReply) -> Need:
    """The need without the words that a model was told of and doesn't keep."""
    keep = {key for word in reply.keep for key in word_keys(word)}
    return tuple(
        word
        for word in need
        if word.field is not None or word.text not in told or keep & set(word_keys(word.text))
    )
