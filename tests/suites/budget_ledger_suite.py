"""What every BudgetLedger promises. A test class inherits the suite and gives `ledger`."""

import threading

import pytest

from landas.llm.ledger import Account, BudgetLedger, Limits, Spending

DAY = Account("day:2026-03-01", Limits(calls=10))
TALK = Account("conversation:ab12", Limits(tokens=100, nanos=2**62))
ONE = Spending(1, 40, 150)


class BudgetLedgerSuite:
    @pytest.fixture
    def ledger(self) -> BudgetLedger:
        raise NotImplementedError

    def test_an_account_that_was_never_used_bears_nothing(self, ledger: BudgetLedger) -> None:
        assert ledger.spent("day:2026-03-01") == Spending()

    def test_a_reservation_is_on_every_account(self, ledger: BudgetLedger) -> None:
        assert ledger.reserve([DAY, TALK], ONE) is None
        assert ledger.spent(DAY.name) == ledger.spent(TALK.name) == ONE

    def test_a_reservation_that_one_account_can_not_bear_is_on_none(self, ledger: BudgetLedger) -> None:
        for _ in range(2):
            assert ledger.reserve([DAY, TALK], ONE) is None
        assert ledger.reserve([DAY, TALK], ONE) == TALK
        assert ledger.spent(DAY.name) == ledger.spent(TALK.name) == Spending(2, 80, 300)

    def test_a_limit_is_reached_but_not_passed(self, ledger: BudgetLedger) -> None:
        taken = [ledger.reserve([DAY], Spending(1)) for _ in range(12)]
        assert taken == [None] * 10 + [DAY] * 2
        assert ledger.spent(DAY.name).calls == 10

    def test_a_limit_of_nothing_allows_nothing(self, ledger: BudgetLedger) -> None:
        none = Account("project", Limits(nanos=0))
        assert ledger.reserve([none], Spending(1, 5, 1)) == none
        assert ledger.reserve([none], Spending(1, 5, 0)) is None

    def test_settling_puts_what_was_spent_in_its_place(self, ledger: BudgetLedger) -> None:
        ledger.reserve([DAY, TALK], ONE)
        ledger.settle([DAY, TALK], ONE, Spending(1, 12, 45))
        assert ledger.spent(DAY.name) == ledger.spent(TALK.name) == Spending(1, 12, 45)

    def test_more_than_was_reserved_is_settled_all_the_same(self, ledger: BudgetLedger) -> None:
        ledger.reserve([TALK], ONE)
        ledger.settle([TALK], ONE, Spending(1, 400, 900))
        assert ledger.spent(TALK.name).tokens == 400
        assert ledger.reserve([TALK], Spending(1, 1, 0)) == TALK

    def test_amounts_beyond_32_bits_are_exact(self, ledger: BudgetLedger) -> None:
        large = Spending(1, 3, 2**61 + 1)
        assert ledger.reserve([TALK], large) is None
        assert ledger.spent(TALK.name).nanos == 2**61 + 1
        assert ledger.reserve([TALK], large) == TALK

    def test_however_many_reserve_at_once_no_account_passes_its_limit(self, ledger: BudgetLedger) -> None:
        taken: list[Account | None] = []
        orders = ([DAY, TALK], [TALK, DAY])
        threads = [
            threading.Thread(
                target=lambda n=n: taken.append(ledger.reserve(orders[n % 2], Spending(1, 10, 1)))  # type: ignore[misc]
            )
            for n in range(40)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert taken.count(None) == 10
        assert ledger.spent(DAY.name) == ledger.spent(TALK.name) == Spending(10, 100, 10)
