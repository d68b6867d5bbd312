"""The model task `item_answer`: what was asked about shown items, with slots or in free text."""

from landas.grounding.replies.open_contract import OpenContract
from landas.grounding.replies.slot_contract import SlotContract

SLOTS: SlotContract = SlotContract("item_answer", __package__, "slots_v1.md")
OPEN: OpenContract = OpenContract("item_answer", __package__, "open_v1.md")
