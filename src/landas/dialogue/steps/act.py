"""Step `act`: a turn that takes up an offer, turns it down, asks for others or for a reason, thanks, or ends."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.named import items_named
from landas.dialogue.reasons import asked_why
from landas.dialogue.scope import asks_for_service, things_lacking, without_words
from landas.dialogue.state import Memory
from landas.ids import ItemId
from landas.language.tokens import tokenize
from landas.recommend.parts import Parts
from landas.request.about import AboutItems, Asked
from landas.request.intent import Intent, IntentType
from landas.understanding.parser_words import idle_in_names
from landas.understanding.shown.about import NamedItems
from landas.understanding.shown.no_list import speaks_of_a_list
from landas.understanding.shown.references import References, references
from landas.understanding.turns.acts import Act, Pointing, act_of, takes_back, wishes_something
from landas.understanding.turns.merge import merge
from landas.understanding.turns.removing import fields_left_free, without_taken

_TALK: Mapping[Act, IntentType] = {
    "thanks": "small_talk",
    "end": "small_talk",
    "greets": "greeting",
    "outside": "out_of_scope",
    "rude": "unsafe",
}
"""Acts that wish nothing and leave everything as it is."""

_NOT_SEARCHED = frozenset({"violence", "sexual"})
"""Kinds of moderated words."""


def without_titles(said: Intent, named: NamedItems, text: str) -> Intent:
    """The intent without the wishes that only a title named in the text has words of."""
    return without_words(said, named.words, text) if named.item_ids else said


class ReadAct:
    """Such a turn leaves the wishes of earlier turns as they are; asking for others leaves out what was offered."""

    name = "act"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        draft.accepted, draft.refused = self._memory.accepted, self._memory.refused
        if draft.request.removed or draft.request.removed_wishes:
            draft.intent = self._without(draft)
            return
        if draft.about is not None:
            return
        text = draft.request.text
        if asks_for_service(text, draft.intent, draft.view, self._parts):
            self._stay(draft, "out_of_scope")
            draft.preface = "service"
            return
        if self._is_unsafe(draft):
            self._stay(draft, "unsafe")
            return
        acts = self._acts_of(text)
        if "drop" in acts and self._turns_elsewhere(draft):
            acts = frozenset(acts) - {"drop"}
            self._ask_anew(draft)
        # Naming an item costs a search, so it is looked for only where some act is spoken of.
        said = draft.intent
        if acts:
            said = without_titles(said, items_named(text, draft.view, self._parts.packs), text)
        read = references(text, draft.talk, self._parts.parsers.about_words)
        if self._speaks_of_no_list(draft, acts, said, read):
            self._stay(draft, "other")
            draft.preface = "nothing_shown"
            return
        self._keep_out(draft, read)
        act = self._act(draft, acts, said, read)
        if act is None:
            self._without_act(draft, acts, said, read)
        elif act in _TALK:
            self._stay(draft, _TALK[act])
        else:
            self._do(draft, act, read)

    @staticmethod
    def _is_unsafe(draft: ChatDraft) -> bool:
        """Violent or sexual words with which nothing is looked for: "how do I make a bomb". Where the catalogue has the
        words, or something is wished beside them, it is a search: "films about a murder"."""
        said = draft.intent
        unknown = bool(said.unparsed) and not wishes_something(said)
        return unknown and not _NOT_SEARCHED.isdisjoint(draft.moderated.kinds)

    def _acts_of(self, text: str) -> Collection[Act]:
        acts = self._parts.parsers.act_words.in_text(text)
        if {"why", "why_not"} & acts and self._asks_for_more(text):
            return acts - {"why", "why_not"}
        return acts

    def _turns_elsewhere(self, draft: ChatDraft) -> bool:
        """ "Never mind, a bag instead": what was asked for is dropped for something that is asked for now."""
        said, text = draft.intent, draft.request.text
        if wishes_something(said) or takes_back(said):
            return False
        left = self._parts.parsers.act_words.without("drop", said.loose, text)
        keys = [token.key for token in tokenize(text)]
        return bool(left or said.preferences or self._parts.parsers.about_words.seeks(keys))

    def _ask_anew(self, draft: ChatDraft) -> None:
        """The turn is read as one that begins a conversation."""
        self._without_words_of(draft, "drop")
        self._search_again(draft)
        draft.intent = replace(draft.intent, manner="afresh")

    def _was_dropped(self, draft: ChatDraft) -> bool:
        """Whether the turn begins with dropping what was asked for, so that its other words say what is asked now."""
        return "drop" in self._acts_of(draft.request.text)

    def _do(self, draft: ChatDraft, act: Act, read: References) -> None:
        """What the act asks for, of the items shown or of the wishes."""
        match act:
            case "accept" if read.beyond and not read.items:
                self._speak_of(draft, AboutItems("beyond", draft.talk.listed_ids, Asked()), "accept")
            case "accept":
                self._accept(draft, read)
            case "why" | "why_not":
                asked = asked_why(draft, self._memory, self._parts, instead=act == "why_not")
                self._speak_of(draft, asked.about, "why")
                draft.intent = replace(draft.intent, unparsed=asked.unknown)
            case "more":
                self._leave_out(draft, self._memory.offered, "more")
                self._search_again(draft)
            case "refuse":
                if not read.refused and read.pronoun == "one":
                    draft.refused = tuple(dict.fromkeys((*draft.refused, *draft.talk.spoken)))
                named = read.refused or read.items or self._memory.offered
                self._leave_out(draft, tuple(named), "refuse")
                draft.intent = replace(draft.intent, intent_type="reject")
            case "undo":
                self._undo(draft)
            case "drop" | "asks_who":
                self._stay(draft, "other")
                draft.preface = act
            case "recall" if self._memory.accepted:
                self._speak_of(draft, AboutItems("acceptance", self._memory.accepted, Asked()), "accept")
            case "count":
                self._search_again(draft)

    def _without_act(self, draft: ChatDraft, acts: Collection[Act], said: Intent, read: References) -> None:
        """A turn that does nothing of the kind, and yet is no plain wish."""
        if "picks" in acts:
            self._without_words_of(draft, "picks")
        if unknown := self._asks_for_the_unknown(draft):
            wished = merge(self._memory.intent or Intent(), said.said_before())
            self._stay(draft, "out_of_scope")
            # What was wished of it holds for what is asked for next.
            draft.wishes = wished
            draft.intent = replace(draft.intent, unparsed=unknown)
        elif {"why", "why_not"} & frozenset(acts) and self._memory.found_nothing:
            # What was asked for is said once more, and what giving up a wish would bring.
            draft.intent = Intent(language=said.language)
            draft.need_words(self._memory.need)
        elif said.manner == "afresh" and not (wishes_something(said) or self._was_dropped(draft)):
            self._begin_anew(draft)
        elif said.intent_type == "other" and self._memory.has_just_asked:
            # "Any", "I don't know": the question is passed over, and what was found stands.
            self._search_again(draft)

    def _asks_for_more(self, text: str) -> bool:
        """ "Why is it so dear? Is there a cheaper one?": the last sentence asks for something else."""
        *earlier, last = [sentence for sentence in re.split(r"[.?!]", text) if sentence.strip()] or [""]
        keys = [token.key for token in tokenize(last)]
        words = self._parts.parsers.about_words
        asks = {"why", "why_not"} & self._parts.parsers.act_words.in_text(last)
        return bool(earlier) and not asks and (words.found("seeking", keys) or words.found("beyond", keys))

    def _without(self, draft: ChatDraft) -> Intent:
        """The turn's intent, with the fields whose wish is taken back by hand."""
        earlier = self._memory.intent or Intent()
        said = draft.intent
        if not draft.request.text.strip():
            said = Intent(language=earlier.language, confidence=earlier.confidence)
        kinds = self._parts.parsers.of(draft.view).category_field
        left = without_taken(earlier, draft.request.removed_wishes, kinds)
        free = (*draft.request.removed, *fields_left_free(earlier, left))
        return replace(said, released=tuple(dict.fromkeys((*said.released, *free))))

    def _accept(self, draft: ChatDraft, read: References) -> None:
        """The items named, else what was spoken of last, else the first of the slate."""
        talk = draft.talk
        chosen = tuple(read.items) or talk.spoken[:1] or (talk.listed[0].item_id,)
        draft.accepted = tuple(dict.fromkeys((*self._memory.accepted, *chosen)))
        self._speak_of(draft, AboutItems("acceptance", chosen, Asked()), "accept")

    def _undo(self, draft: ChatDraft) -> None:
        """The wishes that held before the last turn that changed them; where there were none, nothing is searched."""
        before, draft.undone = self._memory.before, True
        if before is None or not (before.categories or before.constraints or self._memory.need_before):
            self._begin_anew(draft)
            return
        draft.need_words(self._memory.need_before)
        draft.intent = replace(
            before,
            intent_type="find",
            manner="afresh",
            language=draft.intent.language,
            confidence=1.0,
        )

    def _begin_anew(self, draft: ChatDraft) -> None:
        """Nothing is wished any more, and nothing is searched."""
        self._stay(draft, "other")
        draft.wishes, draft.preface = Intent(), "drop"
        draft.need_words(())

    @staticmethod
    def _search_again(draft: ChatDraft) -> None:
        if draft.intent.intent_type == "other":
            draft.intent = replace(draft.intent, intent_type="find")

    def _act(self, draft: ChatDraft, acts: Collection[Act], said: Intent, read: References) -> Act | None:
        text, words = draft.request.text, self._parts.parsers.about_words
        asks = text.rstrip().endswith("?")
        if "outside" in acts:
            # "What's the weather": a question, though it may be written without its mark.
            asks = asks or any(words.openers.starting(read.keys, at) for at in range(len(read.keys)))
            acts = acts if not words.found("seeking", read.keys) else frozenset(acts) - {"outside"}
        points: Pointing = "items" if read.items or read.beyond else "nothing"
        pointed = read.placed or (read.pronoun == "one" and bool(draft.talk.spoken))
        if pointed and self._only_points(said, read):
            points = "only_items"
        if read.refused and not read.items:
            acts = frozenset(acts) | {"refuse"}
        listed = bool(draft.talk.listed) and (points != "nothing" or not self._memory.found_nothing)
        shown = listed or bool(read.items)
        return act_of(acts, said, shown=shown, asks=asks, points=points)

    def _only_points(self, said: Intent, read: References) -> bool:
        """ "The third one please": a place in the list and nothing that says anything else."""
        idle = (
            idle_in_names(self._parts.packs)
            | self._parts.parsers.about_words.own
            | self._parts.parsers.act_words.own
        )
        free = {token.key for n, token in enumerate(read.tokens) if n not in read.taken}
        return free <= idle and not (said.comparatives or said.sort or said.released or said.categories)

    def _asks_for_the_unknown(self, draft: ChatDraft) -> tuple[str, ...]:
        """ "Do you sell popcorn?" among laptops: something is asked for that nobody knows here."""
        if draft.intent.intent_type not in ("find", "recommend", "other"):
            return ()
        before = self._memory.intent
        opens = before is None or not before.categories
        return things_lacking(draft.request.text, draft.intent, draft.view, self._parts, opens)

    def _speak_of(self, draft: ChatDraft, about: AboutItems, intent_type: IntentType) -> None:
        self._stay(draft, intent_type)
        draft.about = about
        draft.request = replace(draft.request, pinned=about.item_ids, k=len(about.item_ids))

    def _stay(self, draft: ChatDraft, intent_type: IntentType) -> None:
        """Earlier wishes hold, and this turn adds none."""
        said = draft.intent
        draft.wishes = self._memory.intent or Intent()
        draft.intent = Intent(intent_type=intent_type, language=said.language, confidence=said.confidence)
        draft.need_words(self._memory.need)

    def _speaks_of_no_list(
        self, draft: ChatDraft, acts: Collection[Act], said: Intent, read: References
    ) -> bool:
        """Whether the turn speaks of a list before there was one. "Why?" after a search without result asks of that."""
        if draft.talk.listed:
            return False
        acts = frozenset(acts) - {"why", "why_not"} if self._memory.found_nothing else acts
        words = self._parts.parsers.about_words
        return speaks_of_a_list(draft.request.text, said, read, words, acts)

    def _keep_out(self, draft: ChatDraft, read: References) -> None:
        """What is turned down by name or place is offered no more in this conversation, and the reply says so."""
        draft.refused = tuple(dict.fromkeys((*draft.refused, *read.refused)))
        draft.request = replace(draft.request, exclude=(*draft.request.exclude, *draft.refused))
        if read.refused:
            draft.preface = "left_out" if len(read.refused) == 1 else "left_out_several"

    def _leave_out(self, draft: ChatDraft, items: tuple[ItemId, ...], act: Act) -> None:
        self._without_words_of(draft, act)
        draft.request = replace(draft.request, exclude=(*draft.request.exclude, *items))

    def _without_words_of(self, draft: ChatDraft, act: Act) -> None:
        """What the turn acts with is nothing that the catalogue doesn't know."""
        without, said, text = self._parts.parsers.act_words.without, draft.intent, draft.request.text
        unparsed, loose = without(act, said.unparsed, text), without(act, said.loose, text)
        draft.intent = replace(said, unparsed=unparsed, loose=loose)
