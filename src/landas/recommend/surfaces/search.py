"""The search surface: text and filters in, a ranked slate out. Bare words rank; comparators and filters filter."""

from collections.abc import Sequence

from landas.ranking.contracts.order.contract import ORDER
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.recommend.run import Step
from landas.recommend.steps.decide import ApplyPolicy
from landas.recommend.steps.expand import Expand
from landas.recommend.steps.history import HideRefused
from landas.recommend.steps.leave_done import LeaveOutDone
from landas.recommend.steps.live import ReadLive
from landas.recommend.steps.masks import MaskEligible
from landas.recommend.steps.merchandise import AddPinned, Merchandise, Pin
from landas.recommend.steps.order import OneOfEachGroup, Rank
from landas.recommend.steps.order_by_model import OrderByModel
from landas.recommend.steps.prefer import Prefer, ReadPreferences
from landas.recommend.steps.redact import Redact
from landas.recommend.steps.retrieve import FormQuery, Retrieve
from landas.recommend.steps.screen import ScreenItems, ScreenRequest
from landas.recommend.steps.understand import Understand
from landas.recommend.steps.vary import Vary
from landas.settings import switched_on

RETRIEVED = 300


def search_steps(parts: Parts, *, explained: bool = False) -> Sequence[Step[Draft]]:
    """`explained`: a model may word the answer, so the text is looked at as it is before any model."""
    llm = parts.gateway.settings
    asks_models = switched_on(llm, ORDER.task) is not None or (explained and llm is not None)
    return (
        Redact(parts),
        ScreenRequest(parts, asks_models=asks_models),
        Understand(parts, mode="search"),
        ReadPreferences(parts),
        Expand(parts),
        FormQuery(),
        MaskEligible(parts.eligibility),
        Retrieve(parts.sources, limit=RETRIEVED),
        AddPinned(parts.shaping),
        HideRefused(parts.events),
        LeaveOutDone(parts.events, parts.shaping),
        ApplyPolicy(parts.rules, parts.schema),
        Rank(),
        Prefer(),
        Merchandise(parts.shaping),
        OneOfEachGroup(parts.shaping),
        Vary(parts.shaping),
        OrderByModel(parts),
        Pin(parts.shaping),
        ReadLive(parts.read_items, parts.rules, parts.schema),
        ScreenItems(parts),
    )
