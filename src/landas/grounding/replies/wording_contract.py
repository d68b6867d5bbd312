"""What the dialogue needs of a contract for words, beyond what the gateway needs of any contract."""

from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel

from landas.grounding.claims import Grounds
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import WordingTask
from landas.llm.contract import Contract

InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT", bound=BaseModel)

WordingMode = Literal["slots", "open"]


class WordingContract(Contract[InputT, OutputT], Protocol[InputT, OutputT]):
    """One task in one mode of wording."""

    @property
    def mode(self) -> WordingMode: ...

    @property
    def brief(self) -> bool:
        """Whether the model is told little, as small ones need it."""
        ...

    def input_of(self, task: WordingTask, grounds: Grounds) -> InputT:
        """What a turn gives the contract; `task.request_text` must be redacted already."""
        ...

    def text_of(self, task: WordingTask, reply: OutputT) -> SlotText:
        """The turn with an accepted reply between our own opening and notes."""
        ...
