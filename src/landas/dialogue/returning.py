"""Going back to values of a field that has several, as they stood before the talk turned to others: "back to the
animation ones" after "animation adventure" and "now thrillers" wishes for both again, and for no thriller."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from landas.dialogue.state import Topic
from landas.request.intent import Constraint, Intent


def with_values_of(
    said: Intent, now: Topic, earlier: Sequence[Topic], several: Collection[str], *, leaving: bool = False
) -> tuple[Intent, Topic]:
    """What the turn says, and what holds before it: of each such field that it names values of, the values with which
    these stood together last. What never stood is wanted instead of what stands. `leaving`: what was added to values
    that stand still is left behind, too."""
    fields = {c.field for c in said.constraints if c.field in several and _wanted(c)}
    for name in sorted(fields):
        named, standing = _values(said, name), _values(now.intent, name)
        if named <= standing and not leaving:
            continue
        stood = next(
            (t for t in earlier if named <= (held := _values(t.intent, name)) and held != standing), None
        )
        if stood is None and named <= standing:
            continue
        said = replace(said, manner="refine" if stood else "instead")
        if stood:
            now = _with_field(now, stood, name)
    return said, now


def with_restored(said: Intent, now: Topic, earlier: Sequence[Topic]) -> Topic:
    """What holds, with what was wished of the fields that a turn restores before it was wished otherwise or no more."""
    for name in said.restored:
        stands = _wishes_of(now.intent, name)
        stood = next(
            (
                topic
                for topic in earlier
                if set(topic.intent.categories) == set(now.intent.categories)
                and _wishes_of(topic.intent, name) not in ((), stands)
            ),
            None,
        )
        if stood and not _wishes_of(said, name):
            now = _with_field(now, stood, name)
    return now


def _wishes_of(intent: Intent, name: str) -> tuple[tuple[str, object], ...]:
    return tuple((c.op, c.value) for c in intent.constraints if c.field == name and c.assumption is None)


def _with_field(now: Topic, stood: Topic, name: str) -> Topic:
    own = tuple(c for c in stood.intent.constraints if c.field == name)
    others = tuple(c for c in now.intent.constraints if c.field != name)
    words = tuple(word for word in stood.need if word.field == name)
    return Topic(
        replace(now.intent, constraints=(*others, *own)),
        (*(word for word in now.need if word.field != name), *words),
    )


def _values(intent: Intent, name: str) -> set[str]:
    wished = (c for c in intent.constraints if c.field == name and _wanted(c))
    return {str(v) for c in wished for v in c.values}


def _wanted(constraint: Constraint) -> bool:
    return constraint.op in ("eq", "in") and constraint.assumption is None
