"""The model task `explanation`: why the shown items answer the request, with slots or in free text."""

from landas.grounding.replies.open_contract import OpenContract
from landas.grounding.replies.slot_contract import SlotContract

SLOTS: SlotContract = SlotContract("explanation", __package__, "slots_v1.md")
OPEN: OpenContract = OpenContract("explanation", __package__, "open_v1.md")
BRIEF_SLOTS: SlotContract = SlotContract("explanation", __package__, "slots_brief_v1.md", brief=True)
BRIEF_OPEN: OpenContract = OpenContract("explanation", __package__, "open_brief_v1.md", brief=True)
"""For models of some hundred million parameters, which copy a long prompt's examples instead of following its rules."""
