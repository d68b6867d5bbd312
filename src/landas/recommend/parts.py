"""What the steps of every surface are made from. Joined in `bootstrap`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from landas.catalog.fields import Schema
from landas.catalog.items import ItemVersion
from landas.catalog.store import ItemStore
from landas.clock import Clock
from landas.events.events import EventStore
from landas.ids import ItemId, UserId
from landas.language.pack import LanguagePack
from landas.llm.gateway import Gateway
from landas.observe.observer import SILENT, Observer
from landas.policy.rules import Rule
from landas.recommend.consent import ConsentStore
from landas.recommend.eligibility import Eligibility
from landas.recommend.learned import Learned
from landas.recommend.oversight import OversightStore
from landas.recommend.parsers import Parsers
from landas.recommend.preferences import PreferenceStore
from landas.recommend.raw_texts import RawTextStore
from landas.recommend.shaping import Shaping
from landas.recommend.store import ReceiptStore
from landas.retrieval.embedder import Embedder
from landas.retrieval.live import LiveCatalog
from landas.retrieval.sources.source import Source
from landas.safety.moderation import Moderator
from landas.settings import PrivacySection, SafetySection

ReadItems = Callable[[Collection[ItemId]], Mapping[ItemId, ItemVersion]]


@dataclass(frozen=True)
class Parts:
    """One project's parts, shared by all requests. Every one is safe to use from several threads."""

    schema: Schema
    packs: tuple[LanguagePack, ...]
    items: ItemStore
    read_items: ReadItems
    """Reads the slate live; a rerun puts the items of that moment in its place."""
    events: EventStore
    receipts: ReceiptStore
    live: LiveCatalog
    parsers: Parsers
    rules: tuple[Rule, ...]
    eligibility: Eligibility
    shaping: Shaping
    sources: Sequence[Source]
    learned: Learned
    clock: Clock
    bundle: str
    """Hash of the versions that shape an answer without a model."""
    privacy: PrivacySection
    gateway: Gateway
    embedder: Embedder
    turn_deadline_ms: int
    safety: SafetySection
    moderator: Moderator
    consents: ConsentStore
    preferences: PreferenceStore
    oversight: OversightStore
    person: Callable[[UserId], UserId]
    """The id under which a person is kept."""
    raw_texts: RawTextStore | None = None
    """Where texts are kept as they were typed; None: nowhere."""
    observer: Observer = SILENT
