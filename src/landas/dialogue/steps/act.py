"""Step `act`: a turn that takes up an offer, turns it down, asks for others or for a reason, thanks, or ends."""

from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.named import items_named
from landas.dialogue.reasons import asked_why
from landas.dialogue.state import Memory
from landas.ids import ItemId
from landas.language.tokens import tokenize
from landas.recommend.parts import Parts
from landas.request.about import AboutItems, Asked
from landas.request.intent import Intent, IntentType, Span
from landas.understanding.about import NamedItems
from landas.understanding.acts import act_of
from landas.understanding.references import references


def without_titles(said: Intent, named: NamedItems, text: str) -> Intent:
    """The intent without the wishes that only a title named in the text has words of."""
    if not named.item_ids:
        return said

    def within(span: Span | None) -> bool:
        return span is not None and all(t.key in named.words for t in tokenize(text[slice(*span)]))

    kept = tuple(c for c in said.constraints if not within(c.span))
    kinds = {e.value for e in said.entities if not within(e.span)}
    return replace(said, constraints=kept, categories=tuple(c for c in said.categories if c in kinds))


class ReadAct:
    """Such a turn leaves the wishes of earlier turns as they are; asking for others leaves out what was offered."""

    name = "act"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        draft.accepted = self._memory.accepted
        if draft.request.removed:
            draft.intent = self._without(draft)
            return
        if draft.about is not None:
            return
        text = draft.request.text
        acts = self._parts.parsers.act_words.in_text(text)
        # Naming an item costs a search, so it is looked for only where some act is spoken of.
        said = draft.intent
        if acts:
            said = without_titles(said, items_named(text, draft.view, self._parts.packs), text)
        shown = bool(self._memory.talk.listed)
        match act_of(acts, said, shown=shown, asks=text.rstrip().endswith("?")):
            case "accept":
                self._accept(draft)
            case "why" | "why_not" as act:
                asked = asked_why(draft, self._memory, self._parts, instead=act == "why_not")
                self._stay(draft, "why")
                draft.about, draft.intent = asked.about, replace(draft.intent, unparsed=asked.unknown)
                draft.request = replace(draft.request, pinned=asked.item_ids, k=len(asked.item_ids))
            case "more":
                self._leave_out(draft, self._memory.offered)
            case "refuse":
                self._leave_out(draft, self._named(draft) or self._memory.offered)
                draft.intent = replace(draft.intent, intent_type="reject")
            case "undo":
                self._undo(draft)
            case "thanks" | "end":
                self._stay(draft, "small_talk")
            case "rude":
                self._stay(draft, "unsafe")
            case None if said.intent_type == "other" and self._memory.has_just_asked:
                # "Any", "I don't know": the question is passed over, and what was found stands.
                draft.intent = replace(draft.intent, intent_type="find")

    def _without(self, draft: ChatDraft) -> Intent:
        """The turn's intent, with the fields whose wish is taken back by hand."""
        earlier = self._memory.intent or Intent()
        said = draft.intent
        if not draft.request.text.strip():
            said = Intent(language=earlier.language, confidence=earlier.confidence)
        return replace(said, released=tuple(dict.fromkeys((*said.released, *draft.request.removed))))

    def _accept(self, draft: ChatDraft) -> None:
        """The items named, else what was spoken of last, else the first of the slate."""
        talk = self._memory.talk
        chosen = self._named(draft) or talk.spoken[:1] or (talk.listed[0].item_id,)
        draft.about = AboutItems("acceptance", chosen, Asked())
        draft.accepted = tuple(dict.fromkeys((*self._memory.accepted, *chosen)))
        self._stay(draft, "accept")
        draft.request = replace(draft.request, pinned=chosen, k=len(chosen))

    def _undo(self, draft: ChatDraft) -> None:
        """The wishes that held before the last turn that changed them."""
        before = self._memory.before or Intent()
        draft.need_words(self._memory.need_before)
        draft.intent = replace(
            before,
            intent_type="find" if self._memory.before else "recommend",
            manner="afresh",
            language=draft.intent.language,
            confidence=1.0,
        )

    def _stay(self, draft: ChatDraft, intent_type: IntentType) -> None:
        """Earlier wishes hold, and this turn adds none."""
        said = draft.intent
        draft.wishes = self._memory.intent or Intent()
        draft.intent = Intent(intent_type=intent_type, language=said.language, confidence=said.confidence)
        draft.need_words(self._memory.need)

    def _leave_out(self, draft: ChatDraft, items: tuple[ItemId, ...]) -> None:
        draft.request = replace(draft.request, exclude=(*draft.request.exclude, *items))

    def _named(self, draft: ChatDraft) -> tuple[ItemId, ...]:
        """The listed items that the turn points at by place or title."""
        found = references(draft.request.text, self._memory.talk, self._parts.parsers.about_words)
        return tuple(found.items)
