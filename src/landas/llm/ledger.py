"""What models have cost: accounts that several processes add to at once, and never beyond their limits."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spending:
    """Requests to providers, tokens read and written, and money in billionths of the currency's unit."""

    calls: int = 0
    tokens: int = 0
    nanos: int = 0

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(self.calls + other.calls, self.tokens + other.tokens, self.nanos + other.nanos)

    def __sub__(self, other: "Spending") -> "Spending":
        return Spending(self.calls - other.calls, self.tokens - other.tokens, self.nanos - other.nanos)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that an account may bear; None: any amount."""

    calls: int | None = None
    tokens: int | None = None
    nanos: int | None = None

    def allow(self, spending: Spending) -> bool:
        return (
            (self.calls is None or spending.calls <= self.calls)
            and (self.tokens is None or spending.tokens <= self.tokens)
            and (self.nanos is None or spending.nanos <= self.nanos)
        )


@dataclass(frozen=True, slots=True)
class Account:
    """What spending is added up under: the project, a day of it, a conversation."""

    name: str
    limits: Limits


class BudgetLedger(Protocol):
    """The accounts of one project. Implemented here in memory, and in `storage/` for several processes."""

    def reserve(self, accounts: Sequence[Account], amount: Spending) -> Account | None:
        """Adds the amount to every account, or to none: then the account whose limit it would break.

        However many reserve at once, no account goes beyond its limits.
        """
        ...

    def settle(self, accounts: Sequence[Account], reserved: Spending, spent: Spending) -> None:
        """Puts what was spent in the place of what was reserved, whatever the limits say."""
        ...

    def spent(self, name: str) -> Spending:
        """What an account bears, reservations included."""
        ...


class MemoryLedger:
    """The accounts of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spent: dict[str, Spending] = {}

    def reserve(self, accounts: Sequence[Account], amount: Spending) -> Account | None:
        with self._lock:
            after = {account: self._spent.get(account.name, Spending()) + amount for account in accounts}
            for account, spending in after.items():
                if not account.limits.allow(spending):
                    return account
            self._spent.update({account.name: spending for account, spending in after.items()})
            return None

    def settle(self, accounts: Sequence[Account], reserved: Spending, spent: Spending) -> None:
        with self._lock:
            for account in accounts:
                self._spent[account.name] = self._spent.get(account.name, Spending()) + (spent - reserved)

    def spent(self, name: str) -> Spending:
        with self._lock:
            return self._spent.get(name, Spending())
