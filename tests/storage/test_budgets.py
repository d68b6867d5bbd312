"""Budgets on SQLite and PostgreSQL, and shared by processes that reserve at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from landas.storage.budgets import SqlBudgetLedger
from landas.storage.database import Database, open_database
from tests.storage import many_turns
from tests.suites.budget_ledger_suite import DAY, BudgetLedgerSuite


class TestSqlBudgetLedger(BudgetLedgerSuite):
    @pytest.fixture
    def ledger(self, database: Database) -> SqlBudgetLedger:
        return SqlBudgetLedger(database)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_500_turns_at_once_in_two_processes_make_no_request_beyond_the_daily_budget(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = str(tmp_path / "landas.db") if kind == "sqlite" else request.getfixturevalue("postgres_address")
    open_database(address, schema="spending").close()
    command = [sys.executable, many_turns.__file__, address, "spending", "250", "40"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    made = [int(process.communicate(timeout=120)[0]) for process in both]
    database = open_database(address, schema="spending")
    assert sum(made) == 40
    assert SqlBudgetLedger(database).spent(DAY.name).calls == 40
    database.close()
