"""What the routes need of a project. `bootstrap.Project` meets it; serving itself opens nothing."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from landas.catalog.fields import Schema
from landas.catalog.store import ItemStore
from landas.clock import Clock
from landas.dialogue.explain import Explainer
from landas.dialogue.late import LateTurns, LateWordsStore
from landas.dialogue.service import Dialogue
from landas.dialogue.store import ConversationStore
from landas.dialogue.streaming import StreamedTurns
from landas.dialogue.turn_events import TurnStreamStore
from landas.events.events import EventStore
from landas.ids import ItemId, ReceiptId
from landas.language.pack import LanguagePack
from landas.llm.gateway import Gateway
from landas.observe.observer import Observer
from landas.recommend.consent import ConsentStore
from landas.recommend.oversight import OversightStore
from landas.recommend.preferences import PreferenceStore
from landas.recommend.raw_texts import RawTextStore
from landas.recommend.service import Recommender
from landas.recommend.store import ReceiptStore
from landas.retrieval.live import LiveCatalog
from landas.settings import ProjectSettings


class ProjectApi(Protocol):
    """One opened project, safe to use from several threads."""

    @property
    def settings(self) -> ProjectSettings: ...
    @property
    def schema(self) -> Schema: ...
    @property
    def packs(self) -> tuple[LanguagePack, ...]: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def items(self) -> ItemStore: ...
    @property
    def events(self) -> EventStore: ...
    @property
    def receipts(self) -> ReceiptStore: ...
    @property
    def raw_texts(self) -> RawTextStore: ...
    @property
    def consents(self) -> ConsentStore: ...
    @property
    def preferences(self) -> PreferenceStore: ...
    @property
    def oversight(self) -> OversightStore: ...
    @property
    def conversations(self) -> ConversationStore: ...
    @property
    def live(self) -> LiveCatalog: ...
    @property
    def observer(self) -> Observer: ...
    @property
    def gateway(self) -> Gateway: ...
    @property
    def recommender(self) -> Recommender: ...
    @property
    def dialogue(self) -> Dialogue: ...
    @property
    def explainer(self) -> Explainer: ...
    @property
    def late_turns(self) -> LateTurns: ...
    @property
    def streamed_turns(self) -> StreamedTurns: ...
    @property
    def turn_streams(self) -> TurnStreamStore: ...
    @property
    def late_words(self) -> LateWordsStore: ...

    def budget(self) -> list[dict[str, Any]]:
        """The limited accounts of the project and of this day: `{account, calls, tokens, cost, limits}`."""
        ...

    def forget_replies(self) -> int:
        """Deletes what models said from the shared cache; gives how many replies."""
        ...

    def forget_erased(self) -> bool:
        """Drops what the database's log still holds of deleted rows; False where it is in use."""
        ...

    def receipt(self, receipt_id: ReceiptId) -> dict[str, Any]:
        """A stored receipt. Raises NotFound for an unknown id."""
        ...

    def reading(self, receipt_id: ReceiptId) -> AbstractContextManager[tuple[Mapping[str, Any], bool | None]]:
        """A stored receipt and whether it is intact; what goes wrong inside because it isn't is a StorageError."""
        ...

    def why(self, receipt_id: ReceiptId, item_id: ItemId) -> Mapping[str, Any]:
        """The step, rule and reason that kept an item in a stored answer or out of it."""
        ...


Projects = Mapping[str, ProjectApi]
"""The served projects by name."""


def prefix_of(name: str, projects: Projects) -> str:
    """Where a project's paths begin: nothing for the only project, else `/p/{name}`."""
    return "" if len(projects) == 1 else f"/p/{name}"
