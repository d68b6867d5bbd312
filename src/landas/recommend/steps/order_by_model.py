"""Step `order_by_model`: a model puts the best candidates into the order that answers the request, or the base order
stays.

It gets at most twenty candidates that are eligible already, by position and in an order that says nothing, and can only
permute them; policy judges what is shown again afterwards. Showing the same list from both ends tells a model that
judges from one that copies positions (Tang et al., Found in the middle, NAACL 2024).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from landas.clock import Deadline
from landas.llm.calls import Answer, CallRecord
from landas.llm.redaction import redact
from landas.ranking.contracts.order.contract import ORDER
from landas.ranking.contracts.order.reply import LONGEST_REASON, OrderReply
from landas.ranking.contracts.order.task_input import MOST_CANDIDATES, OrderInput
from landas.ranking.model_order import Merged, joined, merged, stability
from landas.recommend.draft import Draft, OrderedByModel
from landas.recommend.order_input import order_input
from landas.recommend.parts import Parts
from landas.request.candidates import Candidate
from landas.settings import TaskSection, switched_on

_TAIL_MS = 60
"""Left of the deadline for the steps that follow without a model."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking once came to: a usable ranking with its reply, or the reason why there is none."""

    call: CallRecord | None
    reason: str | None = None
    reply: OrderReply | None = None
    ranking: Merged | None = None


class OrderByModel:
    """Does nothing but on the surfaces that `[llm.tasks.order]` names. Pinned items stay in their order."""

    name = "order_by_model"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, draft: Draft) -> None:
        section = switched_on(self._parts.gateway.settings, ORDER.task)
        if section is None or draft.request.surface not in section.surfaces or draft.request.pinned:
            return
        base = draft.candidates[:MOST_CANDIDATES]
        if kept := self.withheld(draft):
            draft.order = base_order(base, kept)
            return
        told = order_input(draft, base, self._parts)
        left = draft.deadline.sooner(max(0.0, draft.deadline.remaining_ms() - _TAIL_MS))
        asked = ask(self._parts, draft, told, section.passes, left.sooner(section.deadline_ms))
        draft.order = decided(base, asked, section, self._parts)
        draft.candidates = in_order(draft.candidates, draft.order)

    def withheld(self, draft: Draft) -> str | None:
        """Why no model is asked for this request; None where one is."""
        if "models" not in draft.request.purposes:
            return "no_consent"
        if draft.request.surface in self._parts.safety.high_stakes:
            return "high_stakes"
        if draft.moderated.kinds:
            return "moderated"
        # A signal is no proof: who wrote the text is answered as without a model, and told nothing of it.
        if draft.distrusts_request:
            return "distrusted"
        if draft.intent.sort is not None:
            return "sorted"
        return "too_few" if len(draft.candidates) < 2 else None


def ask(parts: Parts, draft: Draft, told: OrderInput, passes: int, deadline: Deadline) -> list[Asked]:
    """Asks so many times, from both ends of the list in turn; each has an equal share of the time that is left."""
    found: list[Asked] = []
    for left in range(passes, 0, -1):
        shown = told if len(found) % 2 == 0 else told.turned_around()
        outcome = parts.gateway.run(
            ORDER,
            shown,
            deadline.sooner(max(0.0, deadline.remaining_ms()) / left),
            receipt_id=draft.receipt_id,
            conversation_id=draft.request.conversation_id,
        )
        if not isinstance(outcome, Answer):
            # Careful: without one of the answers there is no agreement to rest on, so the next isn't asked for.
            return [*found, Asked(outcome.call, outcome.reason)]
        ranking = merged(outcome.value.ranking, shown.presented)
        found.append(Asked(outcome.call, None, outcome.value, ranking))
    return found


def decided(
    base: Sequence[Candidate], asked: Sequence[Asked], section: TaskSection, parts: Parts
) -> OrderedByModel:
    """The order that is shown, with everything a receipt tells of how it came about."""
    ids = [candidate.item_id for candidate in base]
    usable = [(each.reply, each.ranking) for each in asked if each.reply and each.ranking]
    rankings = [ranking for _, ranking in usable]
    agreed = stability(rankings)
    failed = next((each.reason for each in asked if each.reason), None)
    order = replace(
        base_order(base, failed),
        proposed=tuple(tuple(ids[place] for place in ranking.order) for ranking in rankings),
        faults=tuple(ranking.counts() for ranking in rankings),
        confidence=min((reply.confidence for reply, _ in usable), default=None),
        stability=agreed,
        reason=redact(usable[0][0].reason[:LONGEST_REASON], parts.packs).text if usable else "",
        calls=tuple(each.call for each in asked if each.call),
    )
    if failed:
        return order
    if agreed is not None and agreed < section.min_stability:
        return replace(order, base_kept="unstable")
    return replace(order, accepted=tuple(ids[place] for place in joined(rankings)))


def base_order(base: Sequence[Candidate], kept: str | None) -> OrderedByModel:
    ids = tuple(candidate.item_id for candidate in base)
    return OrderedByModel(ids, ids, kept)


def in_order(candidates: Sequence[Candidate], order: OrderedByModel) -> tuple[Candidate, ...]:
    """The same candidates with the first ones in the accepted order; scores stay those of ranking."""
    first = {candidate.item_id: candidate for candidate in candidates[: len(order.accepted)]}
    return (*(first[item_id] for item_id in order.accepted), *candidates[len(first) :])


class OrderAsAccepted:
    """Stands in for `order_by_model` in a rerun: the order that a receipt accepted, without a model."""

    name = OrderByModel.name

    def __init__(self, accepted: Sequence[str]) -> None:
        self._places = {item_id: place for place, item_id in enumerate(accepted)}

    def __call__(self, draft: Draft) -> None:
        last = len(self._places)
        draft.candidates = tuple(
            sorted(draft.candidates, key=lambda candidate: self._places.get(candidate.item_id, last))
        )
