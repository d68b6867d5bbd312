"""A circuit breaker: after some failures in a row a provider is left alone, then one call at a time probes it."""

import threading
import time
from collections.abc import Callable
from typing import Literal

BreakerState = Literal["closed", "open", "half_open"]


class Permit:
    """Leave to make one call. The first thing said of how it went counts; a permit given back says nothing."""

    def __init__(self, breaker: "Breaker") -> None:
        self._breaker: Breaker | None = breaker

    def succeeded(self) -> None:
        self._tell(True)

    def failed(self) -> None:
        self._tell(False)

    def give_back(self) -> None:
        self._tell(None)

    def _tell(self, outcome: bool | None) -> None:
        breaker, self._breaker = self._breaker, None
        if breaker is not None:
            breaker.note(self, outcome)


class Breaker:
    """One provider's breaker. Safe to use from several threads.

    Closed, it lets every call through. `failures` failures in a row open it for `seconds`; then it is half open:
    one call at a time may probe, and its outcome closes the breaker or opens it again.
    """

    def __init__(
        self, failures: int, seconds: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._seconds = seconds
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._opened_at: float | None = None
        self._probe: Permit | None = None

    @property
    def state(self) -> BreakerState:
        with self._lock:
            return self._state()

    @property
    def refuses(self) -> bool:
        """True when a call now would get no permit. Cheap: a turn asks this before it prepares anything."""
        if self._opened_at is None:
            return False
        with self._lock:
            return not self._may_pass()

    def admit(self) -> Permit | None:
        """A permit whose outcome must be told, or None."""
        with self._lock:
            if not self._may_pass():
                return None
            permit = Permit(self)
            if self._opened_at is not None:
                self._probe = permit
            return permit

    def note(self, permit: Permit, outcome: bool | None) -> None:
        """What came of a permit; called by it, once."""
        with self._lock:
            probing = permit is self._probe
            if probing:
                self._probe = None
            if outcome is None or (self._opened_at is not None and not probing):
                # A call from before the breaker opened says nothing about the provider now.
                return
            if outcome:
                self._in_a_row, self._opened_at = 0, None
                return
            self._in_a_row += 1
            if probing or self._in_a_row >= self._most:
                self._opened_at = self._monotonic()

    def _may_pass(self) -> bool:
        state = self._state()
        return state == "closed" or (state == "half_open" and self._probe is None)

    def _state(self) -> BreakerState:
        if self._opened_at is None:
            return "closed"
        return "half_open" if self._monotonic() >= self._opened_at + self._seconds else "open"
