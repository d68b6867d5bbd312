"""A task's budget: before each request to a provider its dearest outcome is reserved, and settled once it is known.

What can't be known (the provider was abandoned at the deadline, the process died) stays reserved: a budget may be used
up early, never overdrawn.
"""

import json
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from landas.errors import SetupError, StorageError
from landas.ids import content_hash
from landas.llm.contract import Prompt
from landas.llm.ledger import Account, BudgetLedger, Limits, Spending
from landas.llm.prices import NANO, Price
from landas.llm.providers.provider import Completion
from landas.settings import LlmSection

FRAME_TOKENS = 200
"""Room for what a provider puts around a prompt."""
BYTES_PER_TOKEN = 4
"""A usual ratio, for replies whose provider reports no usage."""

_log = logging.getLogger(__name__)


class BudgetExhausted(Exception):
    """The next request would break a limit; the text says which."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """The dearest outcome of one request, taken out of every account."""

    amount: Spending
    prompt_bytes: int
    written: int
    """Tokens that the reply may have at most."""

    def believable(self, reply: Completion) -> Completion:
        """The reply with no more usage than the request could have had: a provider's own count is its word alone."""
        read, written = self.prompt_bytes + FRAME_TOKENS, self.written
        if 0 <= reply.input_tokens <= read and 0 <= reply.output_tokens <= written:
            return reply
        _log.warning("a provider counted %d and %d tokens", reply.input_tokens, reply.output_tokens)
        return replace(
            reply,
            input_tokens=min(max(reply.input_tokens, 0), read),
            output_tokens=min(max(reply.output_tokens, 0), written),
        )


class TaskBudget:
    """The budget of one task of one turn, its retry included. Used by one thread."""

    def __init__(
        self, section: LlmSection, price: Price | None, ledger: BudgetLedger, accounts: tuple[Account, ...]
    ) -> None:
        self._section = section
        self._price = price
        self._ledger = ledger
        self._accounts = accounts
        self._own = Account("call", _limits(section, "call"))
        self._held = Spending()
        self.cost_nanos = 0
        """What the answered requests cost."""

    @property
    def cost(self) -> float | None:
        """In the currency's unit; None where the price isn't known."""
        return None if self._price is None else self.cost_nanos / NANO

    def reserve(self, prompt: Prompt, schema: Mapping[str, Any]) -> Reservation:
        """Room for one request. Raises BudgetExhausted, StorageError."""
        if self._price is None and has_money_limit(self._section):
            raise BudgetExhausted(unknown_price(self._section).problem)
        size = len((prompt.system + prompt.user + json.dumps(schema)).encode("utf-8", "replace"))
        # No tokenizer makes more tokens than there are bytes.
        read, written = size + FRAME_TOKENS, self._section.max_tokens
        amount = Spending(1, read + written, self._nanos(read, written))
        if not self._own.limits.allow(self._held + amount):
            raise BudgetExhausted(f"another request could break a limit of llm.max_…_per_{self._own.name}.")
        if self._accounts and (refusing := self._ledger.reserve(self._accounts, amount)):
            raise BudgetExhausted(f"the budget of the {refusing.name.partition(':')[0]} is used up.")
        self._held += amount
        return Reservation(amount, size, written)

    def settle(self, reserved: Reservation, reply: Completion | None) -> None:
        """The request was answered (`reply`), or refused without an answer that anyone pays for (None)."""
        if reply is None:
            self._book(reserved, Spending(calls=1))
            return
        read, written = reply.input_tokens, reply.output_tokens
        if not read and not written:
            read = math.ceil(reserved.prompt_bytes / BYTES_PER_TOKEN)
            written = math.ceil(len(reply.text) / BYTES_PER_TOKEN)
        nanos = self._nanos(read, written)
        self.cost_nanos += nanos
        self._book(reserved, Spending(1, read + written, nanos))

    def settle_unheard(self, reserved: Reservation) -> None:
        """The request was stopped before its reply came: it counts as read whole and answered at full length."""
        read = math.ceil(reserved.prompt_bytes / BYTES_PER_TOKEN)
        nanos = self._nanos(read, reserved.written)
        self.cost_nanos += nanos
        self._book(reserved, Spending(1, read + reserved.written, nanos))

    def release(self, reserved: Reservation) -> None:
        """Nothing was sent after all."""
        self._book(reserved, Spending())

    def _book(self, reserved: Reservation, spent: Spending) -> None:
        self._held += spent - reserved.amount
        if not self._accounts:
            return
        try:
            self._ledger.settle(self._accounts, reserved.amount, spent)
        except StorageError as error:
            # The reply is good all the same; what was reserved stays so.
            _log.error("a model call's cost could not be settled: %s", error)

    def _nanos(self, read: int, written: int) -> int:
        return 0 if self._price is None else self._price.nanos(read, written)


def accounts_of(
    section: LlmSection, conversation_id: str | None, now: datetime, *, shadow: bool = False
) -> tuple[Account, ...]:
    """The shared accounts that have limits, those of a shadow apart from the live ones.

    Conversations are named by a hash: an account outlives an erased person.
    """
    names = {"project": "project", "day": f"day:{now.date().isoformat()}"}
    if conversation_id is not None:
        names["conversation"] = f"conversation:{content_hash(conversation_id)}"
    suffix = ":shadow" if shadow else ""
    accounts = [Account(f"{name}{suffix}", _limits(section, kind)) for kind, name in names.items()]
    # Always in one order: two transactions on the same accounts can't wait for each other in a ring.
    return tuple(sorted((a for a in accounts if a.limits != Limits()), key=lambda account: account.name))


def budget_document(llm: LlmSection | None, ledger: BudgetLedger, now: datetime) -> list[dict[str, Any]]:
    """The limited accounts of the project and of this day: `{account, calls, tokens, cost, limits}`, for people.

    A shadow's are `shadow project` and `shadow day`.
    """
    if llm is None:
        return []
    accounts = accounts_of(llm, None, now)
    if llm.shadow is not None:
        accounts += accounts_of(llm.in_shadow(), None, now, shadow=True)
    rows = []
    for account in accounts:
        spent, most = ledger.spent(account.name), account.limits
        limits = {
            "calls": most.calls,
            "tokens": most.tokens,
            "cost": None if most.nanos is None else most.nanos / NANO,
        }
        rows.append(
            {
                "account": ("shadow " if account.name.endswith(":shadow") else "")
                + account.name.partition(":")[0],
                "calls": spent.calls,
                "tokens": spent.tokens,
                "cost": spent.nanos / NANO,
                "limits": {kind: limit for kind, limit in limits.items() if limit is not None},
            }
        )
    return rows


def _limits(section: LlmSection, kind: str) -> Limits:
    cost = getattr(section, f"max_cost_per_{kind}")
    return Limits(
        calls=getattr(section, f"max_calls_per_{kind}", None),
        tokens=getattr(section, f"max_tokens_per_{kind}"),
        nanos=None if cost is None else math.floor(cost * NANO),
    )


def has_money_limit(section: LlmSection) -> bool:
    kinds = ("call", "conversation", "day", "project")
    return any(getattr(section, f"max_cost_per_{kind}") is not None for kind in kinds)


def unknown_price(section: LlmSection) -> SetupError:
    """What is wrong where money is limited and the model's price isn't known."""
    return SetupError(
        f"money is limited but the price of {section.provider}:{section.model} isn't known, so it isn't asked.",
        "Set price_input and price_output (of a million tokens) in the table that names this model ([llm], "
        "[llm.tasks.NAME] or [llm.shadow]), 0 for a model of your own.",
    )
