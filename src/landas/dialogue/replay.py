"""Replaying a turn: its wording, formatting and verification again from the receipt, without a model."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from landas.catalog.items import fact_document, fact_from_document
from landas.clock import parse_iso
from landas.dialogue.asked_for import asked_for
from landas.dialogue.chat import slate_steps
from landas.dialogue.draft import ChatDraft
from landas.dialogue.saying import Speaker, rendered, turn_grounds
from landas.dialogue.steps.speak import by_template
from landas.errors import BadRequest
from landas.grounding.claims import Evidence
from landas.grounding.shown import Relaxation, ShownItem, named_apart
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.style import Style
from landas.grounding.wording.task import Question, WordingTask
from landas.ids import ItemId
from landas.llm.redaction import without_placeholders
from landas.recommend.draft import Draft, surface_named
from landas.recommend.parts import Parts
from landas.recommend.receipt import Document, reply_hash
from landas.recommend.run import Step
from landas.recommend.service import SURFACES
from landas.request.about import Asked
from landas.request.candidates import Candidate, SourceHit
from landas.request.intent import Constraint, Intent


def surfaces() -> Mapping[str, Callable[[Parts], Sequence[Step[Draft]]]]:
    """The step list of every surface, up to the slate."""
    return {**SURFACES, "chat": slate_steps}


def wording_document(draft: ChatDraft, forbidden: Sequence[str]) -> Document:
    """What wording the turn again needs beyond the rest of its receipt."""
    task = draft.task
    if task is None:
        raise RuntimeError("a receipt's wording needs the step evidence before it")
    asked = task.question
    return {
        "language": task.language,
        "seed": task.seed,
        "categories": {item.item_id: item.category for item in task.shown},
        "relaxations": [_relaxation_document(relaxation) for relaxation in task.relaxations],
        "question": asked.to_document() if asked else None,
        "kind": task.kind,
        "asked": task.asked.to_document(),
        "fitting": task.fitting,
        "style": {"tone": task.style.tone, "length": task.style.length},
        "forbidden": list(forbidden),
        "stated": [wish.to_document() for wish in task.remembered],
    }


def _relaxation_document(relaxation: Relaxation) -> Document:
    nearest = relaxation.nearest
    return {
        "constraint": relaxation.constraint.to_document(),
        "count": relaxation.count,
        "also": [wish.to_document() for wish in relaxation.also],
        "nearest": {
            "item_id": nearest.item_id,
            "title": nearest.title,
            "facts": [fact_document(fact) for fact in nearest.facts.values()],
        }
        if nearest
        else None,
    }


def replay(parts: Parts, receipt: Mapping[str, Any]) -> Document:
    """`{same, reply, reply_hash, expected, claims}`: the reply made again, byte for byte.

    Raises BadRequest for a receipt of a surface that says nothing.
    """
    spoken = receipt["spoken"]
    if receipt.get("erased"):
        raise BadRequest(
            f"receipt {receipt['receipt_id']} was erased: its words are gone.",
            "Only receipts that were not erased can be repeated.",
        )
    if spoken is None:
        raise BadRequest(
            f"receipt {receipt['receipt_id']} holds no reply: surface {receipt['request']['surface']!r} has no words.",
            "Repeat its slate with --rerun.",
        )
    task = task_of(parts, receipt)
    speaker = Speaker(task, turn_grounds(task, tuple(receipt["wording"]["forbidden"])))
    # Receipts of before hold neither key.
    preface, trimmed = spoken.get("preface"), spoken.get("trimmed", False)
    if spoken["mode"] == "template" and not trimmed:
        said = by_template(task, speaker)
    else:
        said = speaker.filled_in(SlotText(spoken["slot_text"]))
    if preface:
        said = said.after(preface)
    claims = [claim.to_document() for claim in said.claims]
    found = reply_hash(said.reply)
    return {
        "same": found == spoken["reply_hash"] and claims == spoken["claims"],
        "reply": said.reply,
        "reply_hash": found,
        "expected": spoken["reply_hash"],
        "claims": claims,
    }


def said_in(parts: Parts, receipt: Mapping[str, Any]) -> str | None:
    """The words that a receipt's reply had, its slots filled in and nothing verified; None where it says nothing."""
    spoken = receipt["spoken"]
    if spoken is None:
        return None
    reply = rendered(task_of(parts, receipt), spoken["slot_text"])
    preface = spoken.get("preface")
    return f"{preface} {reply}" if preface else reply


def task_of(parts: Parts, receipt: Mapping[str, Any]) -> WordingTask:
    """The task that the turn was worded from."""
    wording = receipt["wording"]
    evidence: dict[ItemId, list[Evidence]] = {}
    for entry in receipt["evidence"]:
        evidence.setdefault(ItemId(entry["item_id"]), []).append(_evidence(entry))
    asked = wording["question"]
    request = receipt["request"]
    told = asked_for(
        surface_named(request["surface"]),
        without_placeholders(request["text"], parts.packs),
        Intent.from_document(receipt["intent"]),
        [Constraint.from_document(c) for c in request["filters"]],
    )
    return WordingTask(
        language=wording["language"],
        seed=wording["seed"],
        intent=told.intent,
        schema=parts.schema,
        packs=parts.packs,
        shown=_all_shown(receipt),
        evidence={item_id: tuple(entries) for item_id, entries in evidence.items()},
        request_text=told.text,
        quotes_request=told.whole,
        fitting=wording.get("fitting", receipt["fitting"]),
        relaxations=tuple(_relaxation(r) for r in wording["relaxations"]),
        question=Question.from_document(asked) if asked else None,
        kind=wording.get("kind", "explanation"),
        asked=Asked.from_document(wording["asked"]) if wording.get("asked") else Asked(),
        style=Style(**wording.get("style", {})),
        remembered=tuple(Constraint.from_document(wish) for wish in wording.get("stated", ())),
    )


def _all_shown(receipt: Mapping[str, Any]) -> tuple[ShownItem, ...]:
    slate = receipt["slate"]
    titles = named_apart([place["title"] for place in slate], [ItemId(place["item_id"]) for place in slate])
    return tuple(_shown(place, title, receipt) for place, title in zip(slate, titles, strict=True))


def _shown(place: Mapping[str, Any], title: str, receipt: Mapping[str, Any]) -> ShownItem:
    item_id = ItemId(place["item_id"])
    kept = next((c for c in receipt["candidates"] if c["item_id"] == item_id), None)
    sources = {
        n: SourceHit(hit["score"], hit["rank"]) for n, hit in (kept["sources"] if kept else {}).items()
    }
    facts = {f["field"]: fact_from_document(f) for f in place["facts"]}
    candidate = Candidate(item_id, sources, place["score"])
    category = receipt["wording"]["categories"][item_id]
    return ShownItem(item_id, title, place["rank"], candidate, facts, category)


def _evidence(entry: Mapping[str, Any]) -> Evidence:
    value = tuple(entry["value"]) if isinstance(entry["value"], list) else entry["value"]
    observed = parse_iso(entry["observed_at"]) if entry["observed_at"] else None
    return Evidence(
        entry["id"],
        entry["type"],
        entry["item_id"],
        entry["field"],
        value,
        entry["unit"],
        tuple(entry["fact_ids"]),
        entry["source"],
        observed,
        entry["inputs"],
    )


def _relaxation(document: Mapping[str, Any]) -> Relaxation:
    nearest = document["nearest"]
    shown = None
    if nearest is not None:
        item_id = ItemId(nearest["item_id"])
        facts = {f["field"]: fact_from_document(f) for f in nearest["facts"]}
        shown = ShownItem(item_id, nearest["title"], 0, Candidate(item_id, {}), facts)
    also = tuple(Constraint.from_document(wish) for wish in document.get("also", ()))
    return Relaxation(Constraint.from_document(document["constraint"]), document["count"], shown, also)
