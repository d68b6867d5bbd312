"""What a reply says besides its items: assumptions behind vague words, wishes nobody could check, and what giving
up a wish would bring."""

from collections.abc import Sequence

from landas.grounding.claims import Evidence
from landas.grounding.salience import price_field
from landas.grounding.shown import Relaxation
from landas.grounding.wording.naming import label_of, things
from landas.grounding.wording.opening import only_category, said_wishes
from landas.grounding.wording.plain import quotable
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.wishes import is_price_wish, wish_text
from landas.language.quantities import find_quantities
from landas.request.intent import Constraint, Span

MAX_WORDS = 3
MAX_RELAXATIONS = 2


def nothing_fits(task: WordingTask) -> list[str]:
    """That nothing fits, and which wish to give up for what."""
    book = task.book
    if task.fitting:
        # What fits was lost on the way, or is hidden from this person: that nothing fits would be false.
        return [book.say("unanswered", task.seed)]
    wishes = [wish_text(c, task.schema, task.language) for c in said_wishes(task)]
    if not wishes:
        return [book.say("nothing_plain", task.seed)]
    bare = len(wishes) == 1 and is_price_wish(said_wishes(task)[0], task.schema)
    key = "nothing_all" if len(wishes) > 1 else "nothing_price" if bare else "nothing"
    nouns = things(only_category(task), 2, task.schema, task.language)
    sentences = [book.say(key, task.seed, wishes=book.listed(wishes), things=nouns)]
    useful = [r for r in task.relaxations if r.count > 0]
    return sentences + [_relaxed(task, relaxation) for relaxation in useful[:MAX_RELAXATIONS]]


def _relaxed(task: WordingTask, relaxation: Relaxation) -> str:
    book = task.book
    given_up = (relaxation.constraint, *relaxation.also)
    wish = book.listed([book.quote(wish_text(each, task.schema, task.language)) for each in given_up])
    entry = _nearest_entry(task, relaxation)
    key = "without_one" if relaxation.count == 1 else "without"
    text = book.say(key, task.seed, wish=wish, count=book.count_word(relaxation.count))
    if entry is None or relaxation.also:
        return text + "."
    only = relaxation.count == 1
    separator = ": " if only else "; "
    return f"{text}{separator}{_nearest(task, relaxation.constraint, entry, only)}."


def _nearest(task: WordingTask, constraint: Constraint, entry: Evidence, only: bool) -> str:
    declared = task.schema.fields[constraint.field]
    label = label_of(declared, task.language)
    price = price_field(task.schema)
    key = "only_nearest" if only else "nearest"
    if price and declared.name == price.name:
        cheapest = constraint.op in ("lt", "lte") and not only
        key = "nearest_low_price" if cheapest else f"{key}_price"
    book = task.book
    slots = {"title": f"{{{entry.id}.title}}", "value": f"{{{entry.id}.value}}"}
    if declared.type == "flag":
        forms = book.flag(label)
        return book.say(f"{key}_flag", task.seed, tells=forms.does if entry.value else forms.lacks, **slots)
    return book.say(key, task.seed, label=label, own=book.own(label), **slots)


def _nearest_entry(task: WordingTask, relaxation: Relaxation) -> Evidence | None:
    if relaxation.nearest is None:
        return None
    entries = task.evidence.get(relaxation.nearest.item_id, ())
    field = relaxation.constraint.field
    return next((e for e in entries if e.inputs.get("relaxes") == field and e.value is not None), None)


def assumptions(task: WordingTask) -> list[str]:
    """What each vague word of this turn was taken to mean; what earlier turns assumed was said then."""
    return [_assumed(task, c) for c in task.intent.constraints if c.assumption and c.span][:MAX_WORDS]


def purposes(task: WordingTask) -> list[str]:
    """That nothing says which things are good for what this turn wants them for, where no other wish stands for it: it
    counted in the order alone."""
    meant = [c.span for c in task.intent.constraints if c.span]

    def is_open(span: Span, text: str) -> bool:
        said_here = task.request_text[slice(*span)] == text
        return said_here and not any(start < span[1] and span[0] < end for start, end in meant)

    words = _quotable([p.text for p in task.intent.preferences if is_open(p.span, p.text)])
    if not words or not task.shown:
        return []
    listed = task.book.listed([task.book.quote(word) for word in words])
    return [task.book.say("purpose", task.seed, words=listed)]


def remembered(task: WordingTask) -> list[str]:
    """What the order rests on beyond this conversation, so that it can be taken back."""
    return [
        task.book.say("remembered", task.seed, wish=wish_text(wish, task.schema, task.language))
        for wish in task.remembered
    ]


def _assumed(task: WordingTask, constraint: Constraint) -> str:
    book = task.book
    category = only_category(task)
    return book.say(
        "assumed" if category else "assumed_plain",
        task.seed,
        word=book.quote(_vague_word(task, constraint)),
        wish=wish_text(constraint, task.schema, task.language),
        things=things(category, 2, task.schema, task.language),
    )


def _vague_word(task: WordingTask, constraint: Constraint) -> str:
    if constraint.span:
        start, end = constraint.span
        if word := task.request_text[start:end].strip():
            return quotable(word)
    return label_of(task.schema.fields[constraint.field], task.language)


def unknown_words(task: WordingTask) -> list[str]:
    """That some words mean nothing in this catalogue, and that nothing is of the kind asked for, so that nobody takes
    them as fulfilled."""
    given_up = task.intent.given_up
    currencies = sorted({f.currency for f in task.schema.fields.values() if f.type == "money" and f.currency})
    foreign = [w for w in task.intent.unparsed if currencies and _is_foreign(w, currencies, task)]
    unknown = _quotable([w for w in task.intent.unparsed if w not in given_up and w not in foreign])
    kinds = _quotable(given_up)
    key = "unknown_one" if len(unknown) == 1 else "unknown_many"
    return [
        task.book.say(
            key,
            task.seed,
            words=task.book.listed([task.book.quote(w) for w in words], "or"),
            currency=task.book.listed(currencies),
        )
        for key, words in ((key, unknown), ("foreign_money", _quotable(foreign)), ("kind_given_up", kinds))
        if words
    ]


def _is_foreign(words: str, currencies: Sequence[str], task: WordingTask) -> bool:
    """Whether words say a sum in a currency that no price is in."""
    said = [quantity.currency for quantity in find_quantities(words, task.packs)]
    return bool(said) and all(currency is not None and currency not in currencies for currency in said)


def lacking(task: WordingTask) -> str:
    """That what is asked for isn't there at all."""
    words = [task.book.quote(word) for word in _quotable(task.intent.unparsed)]
    return task.book.say("lacking", task.seed, words=task.book.listed(words, "or"))


def _quotable(words: Sequence[str]) -> list[str]:
    return [w for w in map(quotable, words) if w][:MAX_WORDS]
