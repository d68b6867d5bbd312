"""How slates are shaped beyond ranking: what the project file says of each surface, checked against the catalogue."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from landas.catalog.fields import Schema
from landas.catalog.items import Item
from landas.errors import BadRequest, ProjectFileError
from landas.events.events import EVENT_TYPES
from landas.ids import ItemId
from landas.policy.merchandising import BusinessRule, compile_business_rules
from landas.policy.rules import RequestNames
from landas.recommend.draft import Draft
from landas.surface_settings import EffectName, MerchandisingRule, SurfaceName, SurfaceSection

CATEGORY = "category"
"""A cap on it counts the kind of thing, declared or learnt."""
_EXCLUDED: Mapping[str, tuple[str, ...]] = {"home": ("purchase",), "cart": ("purchase",)}


@dataclass(frozen=True)
class Shaping:
    """One project's surfaces and merchandising rules. Safe to use from several threads."""

    schema: Schema
    surfaces: Mapping[SurfaceName, SurfaceSection] = field(default_factory=dict)
    rules: tuple[BusinessRule, ...] = ()

    def of(self, surface: SurfaceName) -> SurfaceSection:
        return self.surfaces.get(surface, _PLAIN)

    def excluded(self, surface: SurfaceName) -> tuple[str, ...]:
        """Types of events that keep an item out."""
        given = self.of(surface).exclude
        return _EXCLUDED.get(surface, ()) if given is None else given

    def rules_for(self, draft: Draft, *effects: EffectName) -> list[BusinessRule]:
        """The rules with these effects that hold for a request, the project's before the caller's."""
        request = draft.request
        every = (*self.rules, *self._asked(request.rules))
        return [r for r in every if r.effect in effects and r.holds_on(request.surface, request.text)]

    def pinned(self, draft: Draft) -> set[ItemId]:
        """Candidates that a rule pins to a place of this slate."""
        rules = [rule for rule in self.rules_for(draft, "pin") if rule.place <= draft.request.k]
        if not rules:
            return set()
        concerns = Concerns(rules, draft, self.schema)
        rows = ((candidate.item_id, draft.view.row(candidate.item_id)) for candidate in draft.candidates)
        return {
            item_id for item_id, row in rows if row is not None and any(concerns.of(draft.view.item(row)))
        }

    @cached_property
    def _asked(self) -> Callable[[tuple[MerchandisingRule, ...]], tuple[BusinessRule, ...]]:
        """Callers' rules compiled: several steps of an answer ask for them, and the next request brings the same."""
        return lru_cache(maxsize=_CALLERS_REMEMBERED)(lambda rules: asked_rules(rules, self.schema))


_PLAIN = SurfaceSection()
_CALLERS_REMEMBERED = 256


def shaping_of(
    surfaces: Mapping[SurfaceName, SurfaceSection], rules: Sequence[MerchandisingRule], schema: Schema
) -> Shaping:
    """Raises ProjectFileError for a field or a type of event that isn't there, and for a rule that doesn't type."""
    for name, section in surfaces.items():
        for problem in _unknown_fields(section, schema):
            raise ProjectFileError(f"surfaces.{name}: {problem}", f"Declared: {', '.join(schema.fields)}.")
        for kind in section.exclude or ():
            if kind not in EVENT_TYPES:
                problem = f"surfaces.{name}: exclude names {kind!r}, which is no type of event."
                raise ProjectFileError(problem, f"There are: {', '.join(EVENT_TYPES)}.")
    return Shaping(schema, surfaces, compile_business_rules(rules, schema))


def asked_rules(rules: Sequence[MerchandisingRule], schema: Schema) -> tuple[BusinessRule, ...]:
    """The caller's own rules. Raises BadRequest for one that doesn't type."""
    try:
        return compile_business_rules(rules, schema, "rule")
    except ProjectFileError as error:
        raise BadRequest(error.problem.removeprefix("landas.toml: "), error.remedy) from error


class Concerns:
    """Which rules concern an item, for one request."""

    def __init__(self, rules: Sequence[BusinessRule], draft: Draft, schema: Schema) -> None:
        request = draft.request
        self._names = RequestNames(request.surface, request.now, request.user_id, request.context).names()
        self._rules = rules
        self._schema = schema
        self._context: Mapping[str, Any] = request.context

    def of(self, item: Item) -> Iterator[BusinessRule]:
        there = item.in_context(self._context)
        return (rule for rule in self._rules if rule.concerns(there, self._names, self._schema))


def _unknown_fields(section: SurfaceSection, schema: Schema) -> Iterator[str]:
    for name in section.caps:
        if name != CATEGORY and name not in schema.fields:
            yield f"the cap names an unknown field {name!r}."
    fresh = section.freshness
    if fresh is not None and (fresh.field not in schema.fields or schema.fields[fresh.field].type != "date"):
        yield f"freshness needs a field of type date, and {fresh.field!r} is none."
