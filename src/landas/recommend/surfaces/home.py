"""The home surface: what people like now, and what goes with this person's history. Never waits for a model."""

from collections.abc import Sequence

from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.recommend.run import Step
from landas.recommend.steps.decide import ApplyPolicy
from landas.recommend.steps.explore import AddUnseen, Explore, KeepUnseenApart
from landas.recommend.steps.history import HideRefused, ReadHistory
from landas.recommend.steps.leave_done import LeaveOutDone
from landas.recommend.steps.live import ReadLive
from landas.recommend.steps.masks import MaskEligible
from landas.recommend.steps.merchandise import AddPinned, Merchandise, Pin
from landas.recommend.steps.order import OneOfEachGroup, Rank
from landas.recommend.steps.prefer import Prefer, ReadPreferences
from landas.recommend.steps.retrieve import FormQuery, Retrieve
from landas.recommend.steps.vary import Vary

RETRIEVED = 300


def home_steps(parts: Parts) -> Sequence[Step[Draft]]:
    return (
        ReadHistory(parts.events),
        ReadPreferences(parts),
        FormQuery(),
        MaskEligible(parts.eligibility),
        Retrieve(parts.sources, limit=RETRIEVED, learned=parts.learned),
        AddPinned(parts.shaping),
        AddUnseen(parts.shaping),
        HideRefused(parts.events),
        LeaveOutDone(parts.events, parts.shaping),
        ApplyPolicy(parts.rules, parts.schema),
        KeepUnseenApart(),
        Rank(),
        Prefer(),
        Merchandise(parts.shaping),
        OneOfEachGroup(parts.shaping),
        Vary(parts.shaping),
        Pin(parts.shaping),
        ReadLive(parts.read_items, parts.rules, parts.schema),
        Explore(parts.shaping, parts.read_items, parts.rules, parts.schema),
    )
