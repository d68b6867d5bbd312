"""Step `evidence`: what may be said about the shown items, because a step of this turn really used it."""

from collections.abc import Collection

from landas.dialogue.asked_for import asked_for
from landas.dialogue.draft import ChatDraft
from landas.grounding.about_evidence import about_evidence
from landas.grounding.evidence import EvidenceByItem, gather_evidence
from landas.grounding.shown import EventLink, ShownItem, named_apart
from landas.grounding.wording.notes import MAX_WORDS
from landas.grounding.wording.style import Style
from landas.grounding.wording.task import WordingTask
from landas.ids import EventId, ItemId
from landas.llm.redaction import without_placeholders
from landas.recommend.draft import Place
from landas.recommend.parts import Parts
from landas.request.about import Asked


class GatherEvidence:
    """Collects the evidence and the whole task of wording, which is to be done in the project's `style`."""

    name = "evidence"

    def __init__(self, parts: Parts, style: Style, told: Collection[str] = ()) -> None:
        """`told`: remembered preferences that were stated before."""
        self._parts = parts
        self._style = style
        self._told = told

    def __call__(self, draft: ChatDraft) -> None:
        ids = [p.version.item.item_id for p in draft.slate]
        titles = named_apart([p.title for p in draft.slate], ids)
        draft.shown = tuple(
            ShownItem(item_id, title, rank, p.candidate, p.facts, self._kind(draft, p))
            for rank, (item_id, title, p) in enumerate(zip(ids, titles, draft.slate, strict=True), start=1)
        )
        draft.led_by = links_of(draft, self._parts)
        text = without_placeholders(draft.request.text, self._parts.packs)
        evidence = self._evidence(draft, text)
        draft.evidence = tuple(entry for entries in evidence.values() for entry in entries)
        untold = [p for p in draft.remembered if p.preference_id not in self._told]
        draft.stated = tuple(untold[:MAX_WORDS]) if draft.slate else ()
        asked = asked_for(draft.request.surface, text, draft.intent, draft.request.filters)
        draft.task = WordingTask(
            language=draft.request.locale or draft.intent.language,
            seed=f"{draft.request.text}/{draft.request.turn}",
            intent=asked.intent,
            schema=self._parts.schema,
            packs=self._parts.packs,
            shown=draft.shown,
            evidence=evidence,
            request_text=asked.text,
            quotes_request=asked.whole,
            fitting=len(draft.shown) if draft.about else draft.fitting,
            relaxations=draft.relaxations,
            question=draft.question,
            distrusted=draft.distrusted_items,
            kind=draft.about.kind if draft.about else "explanation",
            asked=draft.about.asked if draft.about else Asked(),
            style=self._style,
            remembered=tuple(preference.wish for preference in draft.stated),
        )

    def _evidence(self, draft: ChatDraft, text: str) -> EvidenceByItem:
        rules = [rule.name for rule in self._parts.rules if rule.holds_on(draft.request.surface)]
        if draft.about is not None:
            return about_evidence(draft.shown, draft.about, self._parts.schema, self._parts.packs)
        return gather_evidence(
            draft.shown,
            draft.intent.with_filters(draft.request.filters),
            self._parts.schema,
            self._parts.packs,
            request_text=text,
            led_by=draft.led_by,
            rules=rules,
            relaxations=draft.relaxations,
        )

    def _kind(self, draft: ChatDraft, place: Place) -> str | None:
        """What kind of thing an item is, where that was learnt and is no field of the feed."""
        if self._parts.schema.category_field is not None:
            return None
        row = draft.view.row(place.version.item.item_id)
        return None if row is None else draft.view.category(row)


def links_of(draft: ChatDraft, parts: Parts) -> dict[ItemId, EventLink]:
    """For each shown item that co-visitation proposed: the event of the person's history that led to it."""
    if not draft.history:
        return {}
    # The latest event about each item.
    latest = {event.item_id: event for event in reversed(draft.history)}
    titles = {i: v.item.title for i, v in parts.items.get(list(latest)).items()}
    links = {}
    for item in draft.shown:
        if "covisitation" not in item.candidate.sources:
            continue
        leader = draft.view.leading_item(item.item_id, [e.item_id for e in draft.history])
        if leader in latest and leader in titles:
            event = latest[leader]
            links[item.item_id] = EventLink(EventId(event.event_id), event.kind, leader, titles[leader])
    return links
