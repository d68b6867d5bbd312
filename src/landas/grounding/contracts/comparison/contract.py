"""The model task `comparison`: how shown items differ, and what each gains and loses, with slots or in free text."""

from landas.grounding.replies.open_contract import OpenContract
from landas.grounding.replies.slot_contract import SlotContract

SLOTS: SlotContract = SlotContract("comparison", __package__, "slots_v1.md")
OPEN: OpenContract = OpenContract("comparison", __package__, "open_v1.md")
