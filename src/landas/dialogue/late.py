"""Answers whose words come later: the slate is answered at once, and the words are fetched when they are ready.

A row is kept from before the slate is given until an hour later. It says until when the words are awaited, so that a
worker that is killed leaves no turn pending for ever.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from landas.clock import Clock
from landas.dialogue.draft import ChatDraft
from landas.dialogue.explain import Explainer, slate_alone
from landas.dialogue.listener import Listener
from landas.dialogue.listener import Tell as TellSlate
from landas.dialogue.service import AskRequest, Dialogue, slate_document
from landas.errors import LandasError, NotFound
from landas.ids import ReceiptId, UserId
from landas.recommend.draft import Request

KEPT = timedelta(hours=1)
"""How long words can be fetched."""
_GRACE = timedelta(seconds=5)
"""Beyond the turn's deadline, for a machine that is busy."""
Document = dict[str, Any]
Tell = Callable[[Document], None]
_WORDS_OF_TURN = ("reply", "language", "clarification", "claims", "wording", "fallback", "usage")


@dataclass(frozen=True, slots=True)
class LateWords:
    """The words of one answer: awaited until `until`, kept until `expires`. `document` is None until they are there."""

    receipt_id: ReceiptId
    user_id: UserId | None
    until: datetime
    expires: datetime
    document: Mapping[str, Any] | None = None


class LateWordsStore(Protocol):
    """Words by receipt. Rows past their time are gone, whether or not anybody looks."""

    def begin(self, words: LateWords, now: datetime) -> None:
        """Keeps a row without words, and drops all that expired; keeps none of a person who was erased since `now`."""
        ...

    def finish(self, receipt_id: ReceiptId, document: Mapping[str, Any]) -> None:
        """Adds the words; where the row is gone (the person was erased meanwhile) nothing is kept."""
        ...

    def get(self, receipt_id: ReceiptId, now: datetime) -> LateWords | None:
        """None for an unknown receipt, and for words that expired."""
        ...

    def erase_user(self, user_id: UserId) -> int:
        """Deletes a person's rows; gives how many."""
        ...


@dataclass(frozen=True)
class LateTurns:
    """Answers turns and explained slates slate first. Safe to use from several threads."""

    dialogue: Dialogue
    explainer: Explainer
    store: LateWordsStore
    clock: Clock
    deadline: timedelta
    """How long a turn may take."""

    def ask(self, asked: AskRequest, tell: Tell) -> None:
        """The turn's document without words goes to `tell`; the words are kept when they are ready.

        Raises what `Dialogue.ask` raises before the slate stands; afterwards a failure is kept beside the receipt.
        """
        self._answer(
            lambda told: self.dialogue.ask(asked, Listener(shown=told)),
            lambda draft: tell(slate_document(draft)),
            lambda turn: {name: turn[name] for name in _WORDS_OF_TURN},
        )

    def explain(self, request: Request, tell: Tell) -> None:
        """As `ask`, for a slate that is to be explained."""
        self._answer(
            lambda told: self.explainer.explain(request, told),
            lambda draft: tell(slate_alone(draft)),
            lambda answer: answer["explanation"],
        )

    def _answer(
        self,
        finish: Callable[[TellSlate], Document],
        tell: TellSlate,
        words: Callable[[Document], Document],
    ) -> None:
        begun: list[ReceiptId] = []

        def told(draft: ChatDraft) -> None:
            now = draft.request.now
            until = now + self.deadline + _GRACE
            self.store.begin(LateWords(draft.receipt_id, draft.request.user_id, until, now + KEPT), now)
            begun.append(draft.receipt_id)
            tell(draft)

        try:
            answer = finish(told)
        except BaseException as error:
            if not begun:
                raise
            self.store.finish(begun[0], _failed(error))
            if not isinstance(error, LandasError):
                raise
        else:
            self.store.finish(answer["receipt_id"], {"status": "ready", **words(answer)})

    def words(self, receipt_id: ReceiptId) -> dict[str, Any]:
        """`{receipt_id, status: pending | ready | failed, …}`. Raises NotFound where none are kept."""
        now = self.clock()
        found = self.store.get(receipt_id, now)
        if found is None:
            raise NotFound(
                f"no words of receipt {receipt_id!r} are kept.",
                "Words can be fetched for an hour where they were asked for later; the receipt stays.",
            )
        status: Literal["pending", "failed"] = "pending" if now < found.until else "failed"
        waiting = {"status": status} if status == "pending" else _failed(TimeoutError())
        return {"receipt_id": receipt_id, **(waiting if found.document is None else found.document)}


def _failed(error: BaseException) -> dict[str, Any]:
    """Only errors of our own say what is wrong: others may quote a text."""
    if isinstance(error, LandasError):
        return {"status": "failed", "detail": str(error)}
    return {"status": "failed", "detail": "The answer could not be finished. Ask again."}
