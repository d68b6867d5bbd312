"""A project, opened: its stores joined with what imports, builds and answers.

Everything is made when it is first used, so that a command pays only for what it needs.
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from landas.bootstrap.stored_answers import StoredAnswers
from landas.clock import Clock, utc_now
from landas.errors import SetupError
from landas.ids import UserId
from landas.settings import LlmSection, ProjectSettings, load_project

if TYPE_CHECKING:
    from landas.bootstrap.suites import Suite
    from landas.dialogue.explain import Explainer
    from landas.dialogue.late import LateTurns
    from landas.dialogue.service import Dialogue
    from landas.dialogue.shadow import Shadow
    from landas.dialogue.streaming import StreamedTurns
    from landas.engine.engine import Engine
    from landas.llm.gateway import Gateway
    from landas.llm.providers.provider import Provider
    from landas.observe.observer import Observer
    from landas.policy.rules import Rule
    from landas.recommend.building import BuildParts
    from landas.recommend.parts import Parts
    from landas.recommend.service import Recommender
    from landas.recommend.shaping import Shaping
    from landas.request.intent import Intent
    from landas.retrieval.embedder import Embedder
    from landas.retrieval.live import LiveCatalog
    from landas.safety.moderation import Moderator


class Project(StoredAnswers, AbstractContextManager["Project"]):
    """One project, opened. Safe to share between threads; each process opens its own."""

    def __init__(self, folder: Path, settings: ProjectSettings, clock: Clock) -> None:
        super().__init__(folder, settings, clock)
        self._provider: Provider | None = None

    @cached_property
    def embedder(self) -> "Embedder":
        """Raises SetupError where `[embedding]` names a server that can't be asked."""
        from landas.retrieval.embedder import load_embedder

        if self.settings.embedding.provider == "encoder":
            return load_embedder()
        from landas.retrieval.remote_embedder import RemoteEmbedder

        return RemoteEmbedder(self.settings.embedding)

    @cached_property
    def engine(self) -> "Engine":
        """Raises SetupError where `[build]` names an engine that isn't installed."""
        from landas.engine.kinds import engine_named

        return engine_named(self.settings.build.engine)

    @property
    def build_parts(self) -> "BuildParts":
        from landas.recommend.building import BuildParts

        return BuildParts(
            items=self.items,
            events=self.events,
            schema=self.schema,
            packs=self.packs,
            embedder=self.embedder,
            releases=self.releases,
            kept_vectors=self.state / "embeddings",
            clock=self.clock,
            engine=self.engine,
            named_items={rule.name: rule.items for rule in self.shaping.rules},
        )

    @cached_property
    def live(self) -> "LiveCatalog":
        from landas.retrieval.live import LiveCatalog

        return LiveCatalog(self.releases, self.items, self.schema, self.packs, self.embedder)

    @cached_property
    def observer(self) -> "Observer":
        """Where the project's work is told; silent unless `[observe]` or the environment names a collector."""
        from landas.observe.project import observer_of

        return observer_of(self.settings.observe, self.settings.project.name, os.environ)

    @cached_property
    def gateway(self) -> "Gateway":
        return self._gateway(self.settings.llm)

    def _gateway(self, llm: LlmSection | None, *, shadow: bool = False) -> "Gateway":
        from landas.llm.gateway import Gateway, Shared

        if llm is None:
            return Gateway(None, self.calls, self.clock, self.folder, observer=self.observer)
        from landas.llm.redaction import redact

        shared = Shared(
            self.ledger,
            self.replies,
            redact=lambda text: redact(text, self.packs).text,
            evaluated=self.evaluations.passed,
            erased_at=self.replies.last_erased,
        )
        make = None if self._provider is None or shadow else _giving(self._provider)
        return Gateway(llm, self.calls, self.clock, self.folder, make, shared, self.observer, shadow=shadow)

    @cached_property
    def moderator(self) -> "Moderator":
        """Raises SetupError where `[safety]` names a server that can't be asked."""
        from landas.safety.moderation import WordListModerator

        words = WordListModerator(self.packs)
        if self.settings.safety.provider == "words":
            return words
        from landas.safety.remote_moderation import RemoteModerator

        return RemoteModerator(self.settings.safety, words)

    def answer_bundle(self) -> str:
        """One hash over what shapes the project's answers: its file, and the bundles of its model tasks."""
        from landas.dialogue.answer_bundle import answer_bundle

        return answer_bundle(self.settings, self.gateway)

    @cached_property
    def shaping(self) -> "Shaping":
        """What surfaces and merchandising rules make of a slate. Raises ProjectFileError for what can't be used."""
        from landas.recommend.shaping import shaping_of

        return shaping_of(self.settings.surfaces, self.settings.merchandising.rules, self.schema)

    @cached_property
    def rules(self) -> "tuple[Rule, ...]":
        """The policy, ready to run. Raises ProjectFileError for a rule that doesn't type."""
        from landas.policy.rules import compile_rules

        return compile_rules(self.settings.policy.rules, self.schema)

    @cached_property
    def parts(self) -> "Parts":
        from landas.recommend.eligibility import Eligibility
        from landas.recommend.feature_store import FeatureStore
        from landas.recommend.learned import Learned
        from landas.recommend.live_ranker import LiveRankers
        from landas.recommend.parsers import Parsers
        from landas.recommend.parts import Parts
        from landas.recommend.sources import SOURCES

        return Parts(
            schema=self.schema,
            packs=self.packs,
            items=self.items,
            read_items=self.items.get,
            events=self.events,
            receipts=self.receipts,
            live=self.live,
            parsers=Parsers(self.schema, self.packs),
            rules=self.rules,
            eligibility=Eligibility(self.rules, self.schema),
            shaping=self.shaping,
            sources=SOURCES(self.embedder),
            learned=Learned(LiveRankers(), FeatureStore(self.events, self.later_activity), self.events),
            clock=self.clock,
            bundle=self.answer_bundle(),
            privacy=self.settings.privacy,
            gateway=self.gateway,
            embedder=self.embedder,
            turn_deadline_ms=self.settings.project.turn_deadline_ms,
            safety=self.settings.safety,
            moderator=self.moderator,
            consents=self.consents,
            preferences=self.preferences,
            oversight=self.oversight,
            person=lambda given: UserId(self.people.id_of(given)),
            raw_texts=self.raw_texts if self.settings.privacy.store_raw_text else None,
            observer=self.observer,
        )

    @cached_property
    def recommender(self) -> "Recommender":
        from landas.recommend.service import Recommender

        return Recommender(self.parts)

    @cached_property
    def dialogue(self) -> "Dialogue":
        from landas.dialogue.service import Dialogue

        return Dialogue(self.parts, self.conversations, self.gateway, self.settings, self.shadow)

    @cached_property
    def explainer(self) -> "Explainer":
        """Slates with words, where they are asked for."""
        from landas.dialogue.explain import Explainer

        return Explainer(self.parts, self.settings, self.shadow)

    @cached_property
    def late_turns(self) -> "LateTurns":
        """Turns whose slate is answered before their words."""
        from landas.dialogue.late import LateTurns

        return LateTurns(self.dialogue, self.explainer, self.late_words, self.clock, self._turn_deadline)

    @cached_property
    def streamed_turns(self) -> "StreamedTurns":
        """Turns that are told event by event."""
        from landas.dialogue.streaming import StreamedTurns

        return StreamedTurns(self.dialogue, self.turn_streams, self.clock, self._turn_deadline)

    @property
    def _turn_deadline(self) -> timedelta:
        return timedelta(milliseconds=self.settings.project.turn_deadline_ms)

    @cached_property
    def shadow(self) -> "Shadow | None":
        """The second bundle of `[llm.shadow]`, if there is one."""
        if self.settings.llm is None or self.settings.llm.shadow is None:
            return None
        from landas.dialogue.answer_bundle import answer_bundle
        from landas.dialogue.shadow import Shadow

        settings = self.settings.model_copy(update={"llm": self.settings.llm.in_shadow()})
        gateway = self._gateway(settings.llm, shadow=True)
        bundle, share = answer_bundle(settings, gateway), self.settings.llm.shadow.share
        return Shadow(self.parts, gateway, settings, bundle, share, self.shadows)

    def usage(self, since: datetime | None = None) -> dict[str, Any]:
        """What models cost, per task, answer and accepted item, what people said, and how far budgets are used."""
        from landas.evaluation.usage import usage_of
        from landas.llm.prices import batch_prices

        found = usage_of(
            self.calls.scan(since),
            self.events.scan(),
            self.receipts.all_feedback(since),
            batch_prices(self.settings.llm),
        )
        return {**found, "budget": self.budget()}

    def budget(self) -> list[dict[str, Any]]:
        """The limited accounts of the project and of this day: `{account, calls, tokens, cost, limits}`."""
        from landas.llm.budget import budget_document

        return budget_document(self.settings.llm, self.ledger, self.clock())

    def bundles(self) -> list[dict[str, Any]]:
        """The bundles that receipts hold, the latest used first: of whole answers, and of their model tasks."""
        from landas.evaluation.stored_bundles import bundle_rows

        return bundle_rows(self.receipts, self.shadows)

    def diff(self, before: str, after: str, limit: int = 1000) -> dict[str, Any]:
        """The same requests under two bundles. Raises NotFound for a bundle that no receipt holds."""
        from landas.evaluation.stored_bundles import diff_stored

        return diff_stored(self.parts, self.receipts, self.shadows, before, after, limit)

    def diff_with_shadow(self, bundle: str, limit: int, told: Callable[[int], None]) -> dict[str, Any]:
        """Stored answers of a bundle beside what `[llm.shadow]` makes of them; it is asked now where it was not before.

        Raises SetupError without such a section, NotFound as `diff`.
        """
        from landas.dialogue.shadow_stored import shadow_stored

        if self.shadow is None:
            raise SetupError(
                "there is no bundle in shadow.", "Describe one under [llm.shadow] in landas.toml."
            )
        stored = self.receipts.of_bundle(bundle, limit=limit)
        shadow_stored(self.parts, self.shadow, self.shadows, [found.document for found in stored], told)
        return self.diff(bundle, self.shadow.bundle, limit)

    def use_model(self, llm: LlmSection | None, provider: "Provider | None" = None) -> None:
        """Asks another model from now on; None for none. For benchmarks and drills.

        With a `provider` that one answers, whatever the section names.
        """
        self._close_models()
        for made in (
            "gateway",
            "shadow",
            "dialogue",
            "explainer",
            "late_turns",
            "streamed_turns",
            "recommender",
        ):
            self.__dict__.pop(made, None)
        self.settings = self.settings.model_copy(update={"llm": llm})
        self._provider = provider
        if "parts" in self.__dict__:
            self.__dict__["parts"] = replace(self.parts, gateway=self.gateway, bundle=self.answer_bundle())

    def parse(self, text: str, locale: str | None = None) -> "Intent":
        """What a text is understood to ask for. Raises BadRequest for no text or a language the project lacks."""
        from landas.recommend.steps.redact import check_text, parse_text

        check_text(text, locale, self.settings.project.languages)
        return parse_text(self.parts, text, locale)

    def evaluate(self, suite: "Suite", cases: Path) -> dict[str, Any]:
        """The record of an evaluation. Raises DataError for a file that holds no cases."""
        from landas.bootstrap.suites import run_suite

        return run_suite(self, suite, cases)

    def ask_same_with(self, llm: LlmSection | None) -> None:
        """Other settings of the same model; None for none."""
        self.use_model(llm, self._provider)

    def close(self) -> None:
        # The gateways first: they may still have call records to store.
        self._close_models()
        for part in ("moderator", "embedder"):
            if part in self.__dict__:
                getattr(self, part).close()
        if "database" in self.__dict__:
            self.database.close()
        if "observer" in self.__dict__:
            self.observer.close()

    def _close_models(self) -> None:
        if self.__dict__.get("shadow") is not None:
            self.__dict__["shadow"].close()
        if "gateway" in self.__dict__:
            self.gateway.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _giving(provider: "Provider") -> "Callable[[LlmSection, Path], Provider]":
    return lambda _section, _folder: provider


def open_project(folder: Path, clock: Clock = utc_now) -> Project:
    """The project in a folder. Raises SetupError or ProjectFileError when its landas.toml can't be used."""
    return Project(folder, load_project(folder), clock)
