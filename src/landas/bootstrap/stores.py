"""Where a project keeps everything: its database and files, behind the Protocols that other packages declare; and how
it forgets."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landas.catalog.fields import Schema
from landas.catalog.schema import build_schema
from landas.catalog.store import ItemStore
from landas.clock import Clock
from landas.events.events import EventStore
from landas.language.pack import LanguagePack, load_packs
from landas.llm.calls import CallLog
from landas.settings import ProjectSettings
from landas.storage.address import project_address
from landas.storage.database import Database, open_database

if TYPE_CHECKING:
    from landas.dialogue.late import LateWordsStore
    from landas.dialogue.shadow import ShadowStore
    from landas.dialogue.store import ConversationStore
    from landas.dialogue.turn_events import TurnStreamStore
    from landas.evaluation.records import EvaluationRecords
    from landas.llm.ledger import BudgetLedger
    from landas.recommend.consent import ConsentStore
    from landas.recommend.feature_store import LaterActivity
    from landas.recommend.oversight import OversightStore
    from landas.recommend.preferences import PreferenceStore
    from landas.recommend.raw_texts import RawTextStore
    from landas.recommend.store import ReceiptStore
    from landas.releases.store import ReleaseStore
    from landas.storage.people import People
    from landas.storage.replies import SqlReplyCache

STATE_FOLDER = ".landas"
"""Where a project keeps what Landas makes: database, releases, reports. Safe to copy with the folder."""


class Stores:
    """The stores of one project, each made when it is first used. Safe to share between threads."""

    def __init__(self, folder: Path, settings: ProjectSettings, clock: Clock) -> None:
        self.folder = folder
        self.settings = settings
        self.clock = clock
        self.schema: Schema = build_schema(settings)
        self.packs: tuple[LanguagePack, ...] = load_packs(settings.project.languages)

    @property
    def state(self) -> Path:
        return self.folder / STATE_FOLDER

    @cached_property
    def database(self) -> Database:
        address = self.settings.project.database
        schema = self.settings.project.database_schema or self.settings.project.name.replace("-", "_")
        return open_database(project_address(address, self.folder), schema)

    @cached_property
    def people(self) -> "People":
        """How people are called where they are kept, and their texts."""
        from landas.storage.people import AS_GIVEN, people_of

        return people_of(self.packs) if self.settings.privacy.redact else AS_GIVEN

    @cached_property
    def items(self) -> ItemStore:
        from landas.storage.items import SqlItemStore

        return SqlItemStore(self.database)

    @cached_property
    def events(self) -> EventStore:
        from landas.storage.events import SqlEventStore

        return SqlEventStore(self.database, self.people)

    @cached_property
    def later_activity(self) -> "LaterActivity":
        from landas.storage.later_activity import SqlLaterActivity

        return SqlLaterActivity(self.database, self.releases.list)

    @cached_property
    def receipts(self) -> "ReceiptStore":
        from landas.storage.receipts import SqlReceiptStore

        return SqlReceiptStore(self.database, self.people)

    @cached_property
    def raw_texts(self) -> "RawTextStore":
        """Used where the project file says so; always erased from, since it may have said so before."""
        from landas.storage.raw_texts import FILE, FileRawTextStore

        days = self.settings.privacy.raw_text_days
        return FileRawTextStore(self.state / FILE, days, self.people, self.receipts.was_erased)

    @cached_property
    def consents(self) -> "ConsentStore":
        from landas.storage.consents import SqlConsentStore

        return SqlConsentStore(self.database, self.people)

    @cached_property
    def preferences(self) -> "PreferenceStore":
        from landas.storage.preferences import SqlPreferenceStore

        return SqlPreferenceStore(self.database, self.people)

    @cached_property
    def oversight(self) -> "OversightStore":
        from landas.storage.oversight import SqlOversightStore

        return SqlOversightStore(self.database)

    @cached_property
    def shadows(self) -> "ShadowStore":
        from landas.storage.shadows import SqlShadowStore

        return SqlShadowStore(self.database)

    @cached_property
    def late_words(self) -> "LateWordsStore":
        from landas.storage.late_words import SqlLateWordsStore

        return SqlLateWordsStore(self.database, self.people)

    @cached_property
    def turn_streams(self) -> "TurnStreamStore":
        from landas.storage.turn_streams import SqlTurnStreamStore

        return SqlTurnStreamStore(self.database, self.people)

    @cached_property
    def conversations(self) -> "ConversationStore":
        from landas.storage.conversations import SqlConversationStore

        return SqlConversationStore(self.database, self.people)

    @cached_property
    def calls(self) -> CallLog:
        from landas.storage.calls import SqlCallLog

        return SqlCallLog(self.database)

    @cached_property
    def replies(self) -> "SqlReplyCache":
        from landas.storage.replies import SqlReplyCache

        return SqlReplyCache(self.database)

    @cached_property
    def ledger(self) -> "BudgetLedger":
        from landas.storage.budgets import SqlBudgetLedger

        return SqlBudgetLedger(self.database)

    @cached_property
    def releases(self) -> "ReleaseStore":
        from landas.releases.store import ReleaseStore

        return ReleaseStore(self.state / "releases")

    @cached_property
    def evaluations(self) -> "EvaluationRecords":
        from landas.evaluation.records import FOLDER, EvaluationRecords

        return EvaluationRecords(self.state / FOLDER)

    def audit(self) -> dict[str, Any]:
        """Every record of the audit, and the number of the first that doesn't follow from the one before it."""
        from landas.recommend.oversight import broken_at

        records = list(self.oversight.audit())
        found = [{"number": record.number, **record.document, "hash": record.hash} for record in records]
        return {"records": found, "broken_at": broken_at(iter(records))}

    def prune(self) -> dict[str, int]:
        """Deletes what was kept longer than `[privacy]` says, for good; gives how many of each kind."""
        from landas.storage.retention import prune

        dropped = self.later_activity.forget_dropped()
        counts = prune(self.database, self.settings.privacy, self.clock())
        counts["later_activity"] += dropped
        return {**counts, "raw_texts": self.raw_texts.prune(self.clock())}

    def forget_replies(self) -> int:
        """Deletes what models said from the shared cache; gives how many replies."""
        return self.replies.forget_all()

    def forget_erased(self) -> bool:
        """Drops what the database's log still holds of deleted rows; False where it is in use."""
        from landas.storage.retention import empty_log

        return empty_log(self.database)
