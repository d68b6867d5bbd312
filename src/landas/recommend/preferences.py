"""What a person lets be remembered of them beyond a conversation: typed wishes about fields of the catalogue, each with
its strength, the turn it comes from, its end and what it may be used for.

They move an order a little and never filter. None is kept without consent, none of what is a person's alone to say
(`safety/sensitive_values.py`), and none as free words: a value is one that the catalogue has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol

from landas.catalog.fields import Field, Schema
from landas.clock import iso, parse_iso
from landas.ids import ConversationId, UserId, fresh_id
from landas.language.pack import LanguagePack
from landas.request.intent import Constraint, ConstraintValue, Intent, Op
from landas.safety.sensitive_values import is_sensitive

MOST_KEPT = 200
"""Of one person; the oldest give way."""
MOST_USED = 20
LEARNT_STRENGTH = 0.5
_LEARNT_OPS: Mapping[Op, Op] = {"eq": "eq", "in": "eq", "ne": "ne", "not_in": "ne"}
_LEARNT_TYPES = frozenset({"category", "tags", "flag"})


@dataclass(frozen=True, slots=True)
class SourceTurn:
    """The turn that a preference was said in."""

    conversation_id: ConversationId
    turn: int


@dataclass(frozen=True, slots=True)
class RememberedPreference:
    """One wish that outlives its conversation. `strength` is above 0, at most 1. `source` None: given by itself."""

    preference_id: str
    field: str
    op: Op
    value: ConstraintValue
    unit: str | None
    strength: float
    source: SourceTurn | None
    created_at: datetime
    expires_at: datetime
    purpose: Literal["recommend"] = "recommend"

    @property
    def wish(self) -> Constraint:
        return Constraint(self.field, self.op, self.value, self.unit, "soft", source="filter")

    def used_document(self) -> dict[str, Any]:
        """As answers and receipts name it."""
        return {
            "preference_id": self.preference_id,
            "field": self.field,
            "op": self.op,
            "value": list(self.value) if isinstance(self.value, tuple) else self.value,
            "unit": self.unit,
            "strength": self.strength,
        }

    def to_document(self) -> dict[str, Any]:
        """As the person sees it."""
        source = self.source
        return {
            **self.used_document(),
            "source": {"conversation_id": source.conversation_id, "turn": source.turn} if source else None,
            "created_at": iso(self.created_at),
            "expires_at": iso(self.expires_at),
            "purpose": self.purpose,
        }


def used_preference(document: Mapping[str, Any], at: datetime) -> RememberedPreference:
    """The preference that an answer of that moment used, from its receipt."""
    value = document["value"]
    return RememberedPreference(
        document["preference_id"],
        document["field"],
        document["op"],
        tuple(value) if isinstance(value, list) else value,
        document["unit"],
        document["strength"],
        None,
        at,
        at,
    )


class PreferenceStore(Protocol):
    """What people let be remembered."""

    def of_user(self, user_id: UserId, now: datetime) -> list[RememberedPreference]:
        """Those whose time isn't over, the newest first."""
        ...

    def put(self, user_id: UserId, preferences: Sequence[RememberedPreference], asked_at: datetime) -> None:
        """Keeps preferences, each in the place of an earlier one about the same value or of the same id.

        Nothing is kept of a person who was erased at or after `asked_at`.
        """
        ...

    def forget(self, user_id: UserId, preference_id: str) -> bool:
        """Deletes one; False where there is none."""
        ...

    def erase_user(self, user_id: UserId) -> int:
        """Deletes all of a person's; gives how many."""
        ...


def may_be_kept(field: Field, value: ConstraintValue, packs: Sequence[LanguagePack]) -> bool:
    """Whether a wish may outlive its conversation: of no free text, and nothing that is a person's alone to say."""
    if field.type == "text" or field.sensitive:
        return False
    said = [field.name.replace("_", " "), *(word for words in field.labels.values() for word in words)]
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, str):
            said += [one, *(word for words in field.values.get(one, {}).values() for word in words)]
    return not is_sensitive(said, packs)


def preferences_said(
    said: Intent,
    schema: Schema,
    packs: Sequence[LanguagePack],
    begin: Callable[[Constraint], RememberedPreference],
) -> list[RememberedPreference]:
    """What a turn's own words say of a person's taste: named values, liked or not. No limits, which are of one
    purchase, and no kind of thing, which is what it was about."""
    found = []
    for constraint in said.constraints:
        field = schema.fields.get(constraint.field)
        op = _LEARNT_OPS.get(constraint.op)
        if field is None or op is None or field.type not in _LEARNT_TYPES:
            continue
        if constraint.span is None or constraint.source == "model":
            continue
        if field.name == schema.category_field:
            continue
        values = constraint.value if isinstance(constraint.value, tuple) else (constraint.value,)
        found += [
            begin(Constraint(field.name, op, value, field.unit))
            for value in values
            if may_be_kept(field, value, packs)
        ]
    return found


def new_preference(
    wish: Constraint,
    now: datetime,
    expires_at: datetime,
    source: SourceTurn | None = None,
    strength: float = LEARNT_STRENGTH,
) -> RememberedPreference:
    return RememberedPreference(
        fresh_id("p"), wish.field, wish.op, wish.value, wish.unit, strength, source, now, expires_at
    )


def preference_of(row: Mapping[str, Any]) -> RememberedPreference:
    """A preference from its stored document."""
    source = row["source"]
    return replace(
        used_preference(row, parse_iso(row["created_at"])),
        source=SourceTurn(ConversationId(source["conversation_id"]), source["turn"]) if source else None,
        expires_at=parse_iso(row["expires_at"]),
        purpose=row["purpose"],
    )
