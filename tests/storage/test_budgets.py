"""Budgets on SQLite and PostgreSQL, and shared by processes that reserve at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from landas.llm.ledger import Spending
from landas.storage.budgets import SqlBudgetLedger
from landas.storage.database import Database, open_database
from tests.suites.budget_ledger_suite import DAY, BudgetLedgerSuite

RESERVING = """
import sys
from landas.llm.ledger import Account, Limits, Spending
from landas.storage.budgets import SqlBudgetLedger
from landas.storage.database import open_database
ledger = SqlBudgetLedger(open_database(sys.argv[1], schema="spending"))
day = Account("day:2026-03-01", Limits(calls=30))
print(sum(ledger.reserve([day], Spending(1)) is None for _ in range(25)))
"""


class TestSqlBudgetLedger(BudgetLedgerSuite):
    @pytest.fixture
    def ledger(self, database: Database) -> SqlBudgetLedger:
        return SqlBudgetLedger(database)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_processes_together_stay_within_one_budget(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = str(tmp_path / "landas.db") if kind == "sqlite" else request.getfixturevalue("postgres_address")
    open_database(address, schema="spending").close()
    command = [sys.executable, "-c", RESERVING, address]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    made = [int(process.communicate(timeout=60)[0]) for process in both]
    database = open_database(address, schema="spending")
    assert sum(made) == 30
    assert SqlBudgetLedger(database).spent(DAY.name) == Spending(30)
    database.close()
