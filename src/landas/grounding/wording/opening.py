"""The first sentence of a reply: how many things fit which wishes, or what was found."""

from landas.grounding.wording.naming import things
from landas.grounding.wording.plain import plain_text, quotable
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.wishes import is_price_wish, wish_text
from landas.request.intent import Constraint

MAX_WISHES = 4


def opening(task: WordingTask) -> str:
    """One sentence about the shown items as a whole."""
    hard = said_wishes(task)
    if not hard or task.fitting < len(task.shown):
        return _found(task)
    book = task.book
    count, total = len(task.shown), task.fitting
    bare = len(hard) == 1 and is_price_wish(hard[0], task.schema)
    several, one = ("more_fit", "more_fit_one") if total > count else ("all_fit", "one_fits")
    key = one if count == 1 else several
    wishes = [wish_text(c, task.schema, task.language) for c in hard[:MAX_WISHES]]
    return book.say(
        f"{key}_price" if bare else key,
        task.seed,
        count=book.count_word(count),
        total=book.count_word(total),
        things=things(only_category(task), total, task.schema, task.language),
        wish=wishes[0],
        wishes=book.listed(wishes),
    )


def said_wishes(task: WordingTask) -> list[Constraint]:
    """Hard constraints but for the category, which is said as the noun."""
    named = {"category", task.schema.category_field} if only_category(task) else set()
    return [c for c in task.intent.hard() if c.field not in named]


def only_category(task: WordingTask) -> str | None:
    """The one kind of thing asked for; None where several or none were."""
    return task.intent.categories[0] if len(task.intent.categories) == 1 else None


def _found(task: WordingTask) -> str:
    book = task.book
    count, category = len(task.shown), only_category(task)
    key = "found_one" if count == 1 else "found"
    request = quotable(task.request_text) if _may_be_quoted(task) else ""
    if category is None and request and request == plain_text(task.request_text):
        key += "_for"
    return book.say(
        key,
        task.seed,
        count=book.count_word(count),
        things=things(category, count, task.schema, task.language),
        request=book.quote(request),
    )


def _may_be_quoted(task: WordingTask) -> bool:
    """What nobody knows here was not found for its words, nor what a note says that only the order goes by; and a
    question isn't what is looked for."""
    intent = task.intent
    goes_by_order = bool(intent.preferences) or any(c.assumption for c in intent.constraints)
    asks = task.request_text.rstrip().endswith("?")
    told = not (intent.unparsed or goes_by_order or asks)
    return task.quotes_request and intent.intent_type == "find" and told
