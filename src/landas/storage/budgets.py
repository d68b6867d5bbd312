"""What models have cost, in the database: worker processes reserve from the same accounts, one after another."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, select, update

from landas.llm.ledger import Account, Limits, Spending
from landas.storage.conflicts import insert_into
from landas.storage.database import Database
from landas.storage.tables import budget_accounts

_MOST = 2**63 - 1
_KINDS = ("calls", "tokens", "nanos")


class _Refused(Exception):
    """Ends a reservation half-way, so that its transaction leaves no trace."""

    def __init__(self, account: Account) -> None:
        super().__init__(account.name)
        self.account = account


class SqlBudgetLedger:
    """`llm.ledger.BudgetLedger` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reserve(self, accounts: Sequence[Account], amount: Spending) -> Account | None:
        # In one order, so that two transactions can't wait for each other in a ring.
        ordered = sorted(accounts, key=lambda account: account.name)
        try:
            with self._database.write() as connection:
                _open_accounts(connection, ordered)
                for account in ordered:
                    if not _added(connection, account.name, amount, account.limits):
                        raise _Refused(account)
        except _Refused as refused:
            return refused.account
        return None

    def settle(self, accounts: Sequence[Account], reserved: Spending, spent: Spending) -> None:
        ordered = sorted(accounts, key=lambda account: account.name)
        with self._database.write() as connection:
            _open_accounts(connection, ordered)
            for account in ordered:
                _added(connection, account.name, spent - reserved, Limits())

    def spent(self, name: str) -> Spending:
        wanted = select(*(budget_accounts.c[kind] for kind in _KINDS)).where(budget_accounts.c.name == name)
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return Spending(*row) if row is not None else Spending()


def _open_accounts(connection: Connection, accounts: Sequence[Account]) -> None:
    new = insert_into(connection, budget_accounts).on_conflict_do_nothing(index_elements=["name"])
    connection.execute(new, [{"name": a.name, "calls": 0, "tokens": 0, "nanos": 0} for a in accounts])


def _added(connection: Connection, name: str, amount: Spending, limits: Limits) -> bool:
    """Adds where the limits bear it. One statement: the row is locked while it is compared and changed."""
    after = {kind: budget_accounts.c[kind] + getattr(amount, kind) for kind in _KINDS}
    within: list[ColumnElement[bool]] = [
        after[kind] <= min(limit, _MOST) for kind in _KINDS if (limit := getattr(limits, kind)) is not None
    ]
    statement = update(budget_accounts).where(and_(budget_accounts.c.name == name, *within)).values(after)
    return connection.execute(statement).rowcount == 1
