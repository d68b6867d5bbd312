"""Every way a free text may break its promises. What counts is the reply as a person would read it: the text
without markup, between our own opening and notes, verified whole against the turn's grounds."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from landas.grounding.claims import Claim
from landas.grounding.replies.characters import foreign_characters
from landas.grounding.replies.open_input import OpenInput
from landas.grounding.replies.open_reply import OpenReply
from landas.grounding.replies.own_language import language_faults
from landas.grounding.replies.plain_reply import plain_reply
from landas.grounding.verifier.verify import verify
from landas.grounding.wording.plain import plain_text, quotable
from landas.grounding.wording.slots import render
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import framed, opening_sentences
from landas.llm.contract import Violation

CHECKS_VERSION = 2
MAX_FAULTS = 8
LONGEST_PLAIN = 1200
"""Characters of a reply beyond which nobody reads it in a chat."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_FACT_ID = re.compile(r"[^\s,]+#(\w+)(?:@\d+)?")
_ITS_FIELD = r"its \1"

OpenCheck = Callable[[OpenInput, str], Iterator[Violation]]


def check_open(task_input: OpenInput, reply: OpenReply) -> tuple[Violation, ...]:
    """Violations, the cheap ones first; the verifier is asked only about a text that breaks no other rule."""
    if found := _PLACEHOLDER.search(reply.text):
        return (Violation(f"writes {found[0]!r}; write the value that stands in the data."),)
    text = plain_reply(reply.text)
    for check in CHECKS:
        if faults := list(check(task_input, text)):
            return tuple(faults[:MAX_FAULTS])
    return ()


def _readable(task_input: OpenInput, text: str) -> Iterator[Violation]:
    if not any(c.isalpha() for c in text):
        yield Violation("the text says nothing; write sentences about the items.")
    elif len(text) > LONGEST_PLAIN:
        yield Violation(f"the text has {len(text)} characters; write at most {LONGEST_PLAIN}.")


def _plain_letters(task_input: OpenInput, text: str) -> Iterator[Violation]:
    given = "".join(_given(task_input))
    foreign = foreign_characters(text, task_input.task.language)
    if strange := [
        c for c in foreign if c not in given and not c.isascii() and unicodedata.category(c) != "Sc"
    ]:
        yield Violation(f"holds the character {strange[0]!r}; write plain words in the language asked for.")


def _given(task_input: OpenInput) -> Iterator[str]:
    """The names and values that the model was given, in which any character may stand."""
    yield from (plain_text(item.title) for item in task_input.grounds.items)
    for item in task_input.items:
        yield item.title
        yield from (fact.value for fact in item.facts)
        yield from (difference.by for difference in item.differences)


def _own_language(task_input: OpenInput, text: str) -> Iterator[Violation]:
    # Names and values are spelt as the catalogue spells them, in whatever language.
    for given in sorted(set(_given(task_input)), key=len, reverse=True):
        text = text.replace(given, " ") if given else text
    yield from map(Violation, language_faults(text, task_input.task.language, task_input.task.packs))


def _faithful(task_input: OpenInput, text: str) -> Iterator[Violation]:
    before, claims = _read_whole(task_input, text)
    end = before + len(text)
    for claim in claims:
        if claim.verdict in ("contradicted", "unsupported"):
            inside = before <= claim.start < end
            said = f"“{quotable(claim.text)}” is {claim.verdict}{_why(claim)}"
            yield Violation(said if inside else f"with your text beside it, {said}", claim.verdict)
    yield from map(Violation, _says_enough(task_input.task, [c for c in claims if before <= c.start < end]))


def _says_enough(task: WordingTask, claims: Sequence[Claim]) -> Iterator[str]:
    """A true text that doesn't do its task is no answer."""
    cited = {fact_id for claim in claims for fact_id in claim.fact_ids}
    facts = [(item, fact) for item in task.shown for fact in item.facts.values() if fact.fact_id in cited]
    asked = task.asked.fields
    if not cited:
        yield "says no fact of a shown item; tell what the given facts say."
    elif task.kind == "comparison" and len({item.item_id for item, _ in facts}) < 2:
        yield "speaks of one item only; compare the items."
    elif task.kind == "item_answer" and asked and not any(fact.field in asked for _, fact in facts):
        yield "doesn't tell what was asked; say that value."


def _why(claim: Claim) -> str:
    """What the verifier found, with names of fields in place of fact ids, which no model is told."""
    if claim.problem is None:
        return "."
    return f": {_FACT_ID.sub(_ITS_FIELD, claim.problem)}."


def _read_whole(task_input: OpenInput, text: str) -> tuple[int, tuple[Claim, ...]]:
    """Where the text begins in the reply, and the claims of the whole reply."""
    task = task_input.task
    start = sum(len(_rendered(sentence, task)) + 1 for sentence in opening_sentences(task))
    whole = _rendered(framed(task, [text]), task)
    return start, verify(whole, task_input.grounds, task.packs, task.language)


def _rendered(slot_text: str, task: WordingTask) -> str:
    entries = [entry for of_item in task.evidence.values() for entry in of_item]
    return render(slot_text, entries, [item.title for item in task.shown], task.schema, task.language)


CHECKS: tuple[OpenCheck, ...] = (_readable, _plain_letters, _own_language, _faithful)
