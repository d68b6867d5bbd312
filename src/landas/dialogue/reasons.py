"""Which items a "why" or "why not" asks after, shown or not, beside the wishes that stand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from landas.dialogue.draft import ChatDraft
from landas.dialogue.named import items_named, telling_words
from landas.dialogue.state import Memory
from landas.ids import ItemId, ItemIndex
from landas.recommend.parts import Parts
from landas.request.about import AboutItems, Asked
from landas.request.intent import Constraint, Intent, Op
from landas.understanding.shown.references import references
from landas.understanding.turns.need import loose_words

_WORDS_TOLD = 6


@dataclass(frozen=True, slots=True)
class AskedWhy:
    """`unknown`: what is asked after that the catalogue lacks."""

    about: AboutItems
    unknown: tuple[str, ...] = ()

    @property
    def item_ids(self) -> tuple[ItemId, ...]:
        return self.about.item_ids


def asked_why(draft: ChatDraft, memory: Memory, parts: Parts, *, instead: bool) -> AskedWhy:
    """The reason that a turn asks for. `instead`: it asks why something else was not shown."""
    listed = draft.talk.listed_ids
    items, unknown = _asked_after(draft, memory, parts, instead=instead)
    earlier = memory.intent or Intent()
    reason = Asked(
        fields=(earlier.sort.field,) if earlier.sort else (),
        wishes=earlier.constraints,
        absent=tuple(item for item in items if item not in listed),
        words=tuple(word.text for word in loose_words(memory.need))[:_WORDS_TOLD],
        kinds=earlier.categories,
    )
    return AskedWhy(AboutItems("reason", items, reason), unknown)


def _asked_after(
    draft: ChatDraft, memory: Memory, parts: Parts, *, instead: bool
) -> tuple[tuple[ItemId, ...], tuple[str, ...]]:
    """By place in the list, by name, by what it has ("why no black one?"), else what was spoken of or shown."""
    text, said, talk = draft.request.text, draft.intent, draft.talk
    listed = talk.listed_ids
    read = references(text, talk, parts.parsers.about_words)
    if read.placed and read.items:
        return tuple(read.items), ()
    named = items_named(text, draft.view, parts.packs, telling_words(text, said, parts)).item_ids
    if named:
        return tuple(item for item in named if item in listed) or named, ()
    spoken = talk.spoken if talk.spoken and read.pronoun != "several" else listed
    if instead and not read.items and (example := _example(draft, memory, parts)):
        return (example,), ()
    if instead and said.unparsed and not (read.items or read.pronoun):
        return listed, said.unparsed
    return tuple(read.items) or spoken, ()


def _example(draft: ChatDraft, memory: Memory, parts: Parts) -> ItemId | None:
    """Of the items that have what is asked after, the one that breaks fewest of the wishes that stand."""
    view = draft.view
    asked = [_wanted(wish) for wish in draft.intent.hard()]
    if not asked:
        return None
    fitting, _, _ = parts.eligibility.mask(view, asked, draft.request.context)
    rows = np.flatnonzero(fitting)
    if not len(rows):
        return None
    earlier = memory.intent or Intent()
    kept = np.zeros(len(rows))
    for wish in earlier.constraints:
        kept += view.mask(wish)[rows]
    if earlier.categories:
        kept += [view.category(ItemIndex(int(row))) in earlier.categories for row in rows]
    return view.item_id(ItemIndex(int(rows[int(np.argmax(kept))])))


def _wanted(wish: Constraint) -> Constraint:
    """ "Why not the white one?" speaks of white ones."""
    turned: Mapping[Op, Op] = {"ne": "eq", "not_in": "in"}
    return replace(wish, op=turned.get(wish.op, wish.op))
