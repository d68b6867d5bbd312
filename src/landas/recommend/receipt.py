"""The receipt: one versioned JSON document an answer, enough to explain, repeat and compare it.

Bounded: the 200 best candidates and 200 removals are kept one by one; what masks kept out before retrieval is
kept as counts a rule, and `why` evaluates a single item again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from landas.catalog.items import fact_document
from landas.clock import iso
from landas.grounding.claims import Evidence
from landas.ids import content_hash
from landas.recommend.draft import Draft, HistoryEvent, OrderedByModel, Place, Request, Spoken
from landas.request.candidates import Candidate, Effect, Removal, TableHits, rounded

RECEIPT_VERSION = 1
KEPT_CANDIDATES = 200
KEPT_REMOVALS = 200
DIGITS = 6
"""Of scores, behind the point."""

Document = dict[str, Any]


def receipt_of(draft: Draft, bundle: str) -> Document:
    """The receipt of a finished draft. `bundle` is the hash of every version that shaped the wording."""
    document: Document = {
        "version": RECEIPT_VERSION,
        "receipt_id": draft.receipt_id,
        "created_at": iso(draft.request.now),
        "request": request_document(draft.request),
        "redacted": draft.redacted.counts(),
        "signals": [
            {"item_id": s.item_id, "score": s.signal.score, "cues": list(s.signal.cues)}
            for s in draft.signals
        ],
        "moderation": list(draft.moderated.kinds),
        "moderated_by": draft.moderated.by,
        "reworded": list(draft.reworded),
        "release": draft.view.release_id,
        "overlay": draft.view.overlay,
        "bundle": bundle,
        "intent": draft.intent.to_document(),
        "words": draft.words,
        "history": [history_document(event) for event in draft.history],
        "shown": [shown.to_document() for shown in draft.shown_before or ()],
        "interpretation": draft.interpreted.to_document() if draft.interpreted else None,
        "expansion": draft.expanded.to_document() if draft.expanded else None,
        "remembered": [preference.used_document() for preference in draft.remembered],
        "masked": [
            {"step": m.step, "rule": m.rule, "reason": m.reason, "count": m.count} for m in draft.masked
        ],
        "fitting": draft.fitting,
        "candidates": candidate_documents(draft.candidates[:KEPT_CANDIDATES]),
        "removals": [removal_document(r) for r in draft.removals[:KEPT_REMOVALS]],
        "removals_total": len(draft.removals),
        "effects": [effect_document(e) for e in _kept_effects(draft)],
        "ranker": draft.ranked_by.to_document(),
        "order": order_document(draft.order) if draft.order else None,
        "slate": [place_document(place, rank) for rank, place in enumerate(draft.slate, start=1)],
        "evidence": [evidence_document(e) for e in draft.evidence],
        "spoken": spoken_document(draft.spoken) if draft.spoken else None,
        "treatment": treatment_document(draft),
        "timings_ms": dict(draft.timings_ms),
    }
    document["slate_hash"] = slate_hash(document)
    return document


def _kept_effects(draft: Draft) -> Sequence[Effect]:
    """Those of shown items in any case: of 300 boosted candidates the draw that showed one comes last."""
    if len(draft.effects) <= KEPT_REMOVALS:
        return draft.effects
    shown = {place.candidate.item_id for place in draft.slate}
    others = [place for place, effect in enumerate(draft.effects) if effect.item_id not in shown]
    cut = set(others[max(KEPT_REMOVALS - (len(draft.effects) - len(others)), 0) :])
    return [effect for place, effect in enumerate(draft.effects) if place not in cut]


def history_document(event: HistoryEvent) -> Document:
    time = None if event.time is None else iso(event.time)
    return {"event_id": event.event_id, "kind": event.kind, "item_id": event.item_id, "time": time}


def slate_hash(document: Mapping[str, Any]) -> str:
    """A hash over the shown ids in order with their scores: equal for equal slates."""
    return content_hash([[p["item_id"], p["score"]] for p in document["slate"]])


def reply_hash(reply: str) -> str:
    return content_hash(reply)


def request_document(request: Request) -> Document:
    return {
        "surface": request.surface,
        "text": request.text,
        "user_id": request.user_id,
        "session_id": request.session_id,
        "anchor": request.anchor,
        "k": request.k,
        "exclude": list(request.exclude),
        "context": dict(request.context),
        "filters": [c.to_document() for c in request.filters],
        "candidates": None
        if request.external is None
        else [{"item_id": e.item_id, "score": e.score} for e in request.external],
        "rules": [rule.model_dump(mode="json", exclude_defaults=True) for rule in request.rules],
        "pinned": list(request.pinned),
        "locale": request.locale,
        "purposes": sorted(request.purposes),
        "conversation_id": request.conversation_id,
        "turn": request.turn,
    }


def candidate_documents(candidates: Sequence[Candidate]) -> list[Document]:
    """All numbers are rounded together: one by one it would be most of a receipt's time."""
    scores = _rounded([candidate.score for candidate in candidates])
    values = iter(_rounded([value for candidate in candidates for value in candidate.features.values()]))
    # Careful: names first, or each would take a value too many.
    features = [dict(zip(candidate.features, values, strict=False)) for candidate in candidates]
    told = zip(candidates, scores, _all_sources(candidates), features, strict=True)
    return [
        {"item_id": candidate.item_id, "score": score, "sources": sources, "features": own}
        for candidate, score, sources, own in told
    ]


def _all_sources(candidates: Sequence[Candidate]) -> list[Document]:
    """Each candidate's sources. Those that still stand in a table are read from it, all at once."""
    tabled = [hits for candidate in candidates if isinstance(hits := candidate.sources, TableHits)]
    written = tabled[0].table.documents([hits.place for hits in tabled], DIGITS) if tabled else []
    if len(tabled) == len(candidates):
        return written
    others = [c.sources for c in candidates if not isinstance(c.sources, TableHits)]
    scores = iter(_rounded([hit.score for hits in others for hit in hits.values()]))
    plain = iter(
        [{name: {"score": next(scores), "rank": hit.rank} for name, hit in hits.items()} for hits in others]
    )
    from_table = iter(written)
    return [next(from_table if isinstance(c.sources, TableHits) else plain) for c in candidates]


def _rounded(values: Sequence[float]) -> list[float]:
    found: list[float] = rounded(np.array(values, dtype=np.float64), DIGITS).tolist()
    return found


def source_documents(candidate: Candidate) -> Document:
    return {
        name: {"score": round(hit.score, DIGITS), "rank": hit.rank} for name, hit in candidate.sources.items()
    }


def removal_document(removal: Removal) -> Document:
    return {"item_id": removal.item_id, "step": removal.step, "rule": removal.rule, "reason": removal.reason}


def effect_document(effect: Effect) -> Document:
    return {"item_id": effect.item_id, "step": effect.step, "rule": effect.rule, "what": effect.what}


def place_document(place: Place, rank: int) -> Document:
    return {
        "item_id": place.version.item.item_id,
        "rank": rank,
        "title": place.title,
        "score": round(place.candidate.score, DIGITS),
        "version": place.version.version,
        "facts": [fact_document(fact) for fact in place.facts.values()],
    }


def evidence_document(evidence: Evidence) -> Document:
    value = list(evidence.value) if isinstance(evidence.value, tuple) else evidence.value
    return {
        "id": evidence.id,
        "type": evidence.type,
        "item_id": evidence.item_id,
        "field": evidence.field,
        "value": value,
        "unit": evidence.unit,
        "fact_ids": list(evidence.fact_ids),
        "source": evidence.source,
        "observed_at": iso(evidence.observed_at) if evidence.observed_at else None,
        "inputs": dict(evidence.inputs),
    }


def spoken_document(spoken: Spoken) -> Document:
    return {
        "language": spoken.language,
        "mode": spoken.mode,
        "slot_text": spoken.slot_text,
        "reply_hash": reply_hash(spoken.reply),
        "claims": [claim.to_document() for claim in spoken.claims],
        "calls": [call.to_document() for call in spoken.calls],
        "fallback": spoken.fallback,
        "preface": spoken.preface,
        "trimmed": spoken.trimmed,
    }


def order_document(order: OrderedByModel) -> Document:
    return {
        "base": list(order.base),
        "proposed": [list(proposed) for proposed in order.proposed],
        "accepted": list(order.accepted),
        "base_kept": order.base_kept,
        "confidence": order.confidence,
        "stability": None if order.stability is None else round(order.stability, 4),
        "reason": order.reason,
        "faults": [dict(faults) for faults in order.faults],
        "calls": [call.to_document() for call in order.calls],
    }


def treatment_document(draft: Draft) -> Document:
    """What the language model touched in this answer."""
    spoken = draft.spoken
    return {
        "explanation": bool(spoken and spoken.mode != "template"),
        "clarification": draft.intent.clarification_needed,
        "order": bool(draft.order and draft.order.touched),
        "turn": draft.request.turn,
    }
