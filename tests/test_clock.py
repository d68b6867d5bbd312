"""A deadline that may be stopped."""

import threading
import time

from landas.clock import Deadline, Stop


def test_a_stopped_deadline_has_no_time_left_nor_have_those_made_from_it() -> None:
    stop = Stop()
    deadline = Deadline.after_ms(60_000, stop)
    sooner = deadline.sooner(30_000)
    assert 29_000 < sooner.remaining_ms() <= 30_000
    stop.now()
    assert (deadline.remaining_ms(), sooner.remaining_ms(), sooner.is_stopped) == (0, 0, True)


def test_who_waits_is_told_once_from_any_thread_and_who_comes_later_at_once() -> None:
    stop, told = Stop(), []
    deadline = Deadline.after_ms(60_000, stop)
    woken = threading.Event()
    with deadline.stopping(woken.set), deadline.stopping(lambda: told.append("early")):
        threading.Timer(0.01, stop.now).start()
        assert woken.wait(10)
        stop.now()
    with deadline.stopping(lambda: told.append("late")):
        assert told == ["early", "late"]


def test_who_no_longer_waits_is_not_told() -> None:
    stop, told = Stop(), []
    with Deadline.after_ms(60_000, stop).stopping(lambda: told.append(1)):
        pass
    stop.now()
    assert told == []


def test_without_a_stop_only_time_ends_it() -> None:
    deadline = Deadline(time.monotonic() + 60)
    with deadline.stopping(lambda: None):
        assert not deadline.is_stopped
