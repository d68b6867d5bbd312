import doctest
import random

from landas.metrics import agreement
from landas.metrics.agreement import kendall_tau


def test_the_worked_examples_hold() -> None:
    assert doctest.testmod(agreement).failed == 0


def test_it_agrees_with_counting_pairs() -> None:
    chance = random.Random(4)
    for _ in range(20):
        here, there = chance.sample(range(7), 7), chance.sample(range(7), 7)
        pairs = [(a, b) for a in range(7) for b in range(a)]
        agreeing = sum((here.index(a) < here.index(b)) == (there.index(a) < there.index(b)) for a, b in pairs)
        assert abs(kendall_tau(here, there, range(7)) - (2 * agreeing / len(pairs) - 1)) < 1e-9


def test_two_orders_that_say_nothing_agree_in_nothing() -> None:
    assert kendall_tau([], [], range(5)) == 0.0
    assert kendall_tau([1, 2], [], range(5)) == 0.0
