"""A process of its own: many threads ask a gateway whose daily budget is in the database named by the arguments.

Prints how many requests its provider got. usage: many_turns.py ADDRESS SCHEMA THREADS CALLS_PER_DAY
"""

import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from landas.clock import Deadline
from landas.llm.gateway import Gateway, Shared
from landas.settings import LlmSection
from landas.storage.budgets import SqlBudgetLedger
from landas.storage.database import open_database
from tests.llm.jokes import TITLE, MemoryLog, Saying

SHOUTED = '{"title": "QUIET"}'
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def main() -> None:
    address, schema, threads, calls = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    database = open_database(address, schema=schema)
    # Every reply is refused by the checks, so that each turn would ask twice.
    provider = Saying(*[SHOUTED] * 2 * threads)
    settings = LlmSection(provider="scripted", max_calls_per_day=calls, max_concurrent=64)
    shared = Shared(SqlBudgetLedger(database))
    gateway = Gateway(settings, MemoryLog(), lambda: NOW, Path("."), lambda *_: provider, shared)
    turns = [
        threading.Thread(target=gateway.run, args=(TITLE, "x", Deadline.after_ms(60_000)))
        for _ in range(threads)
    ]
    for turn in turns:
        turn.start()
    for turn in turns:
        turn.join()
    print(len(provider.asked))
    gateway.close()
    database.close()


if __name__ == "__main__":
    main()
