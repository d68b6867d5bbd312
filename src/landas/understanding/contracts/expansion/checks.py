"""When terms can't be used. A single bad one is dropped by itself; where none is left the reply is refused."""

from collections.abc import Sequence

from landas.language.tokens import tokenize
from landas.llm.contract import Violation
from landas.llm.plain_contract import unless_one_is_usable
from landas.understanding.contracts.expansion.reply import (
    LONGEST_TERM,
    MOST_TERMS,
    ExpansionReply,
    ExpansionTerm,
)
from landas.understanding.contracts.expansion.task_input import ExpansionInput
from landas.understanding.contracts.quotes import quoted_span

CHECKS_VERSION = 1
_MOST_WORDS = 4


def check_expansion(task_input: ExpansionInput, reply: ExpansionReply) -> tuple[Violation, ...]:
    faults = [fault_of(task_input, term) for term in reply.terms[:MOST_TERMS]]
    return unless_one_is_usable("term", faults)


def usable_terms(
    task_input: ExpansionInput, reply: ExpansionReply
) -> tuple[list[ExpansionTerm], list[tuple[ExpansionTerm, str]]]:
    """The terms that quote the person and say something new, each once; and the others with their fault."""
    kept: dict[str, ExpansionTerm] = {}
    dropped = []
    for term in reply.terms[:MOST_TERMS]:
        fault = fault_of(task_input, term)
        if fault is None:
            kept.setdefault(_key(term.term), term)
        else:
            dropped.append((term, fault))
    return list(kept.values()), dropped


def fault_of(task_input: ExpansionInput, term: ExpansionTerm) -> str | None:
    """What is wrong with a term; None where it may be tried."""
    if quoted_span(task_input.request, term.quote) is None:
        return "`for` does not quote the request."
    words = _words(term.term)
    if not words or len(words) > _MOST_WORDS or len(term.term) > LONGEST_TERM:
        return "`term` is not a word or a short name."
    if any(word.isdigit() for word in words):
        return "`term` holds a number."
    if set(words) <= set(_words(task_input.request)):
        return "`term` stands in the request already."
    return None


def _key(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> Sequence[str]:
    return [token.key for token in tokenize(text)]
