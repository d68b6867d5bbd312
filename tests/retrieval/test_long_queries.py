"""A long text is looked up word by word, each word once."""

from landas.language.pack import load_packs
from landas.retrieval.lexical.terms import QueryTerms


def groups_of(text: str) -> int:
    terms = QueryTerms(load_packs(("en",)))
    return len(terms.groups(text, lambda _: 1, lambda _: (), lambda _: False))


def test_words_said_again_and_again_are_looked_up_once() -> None:
    assert groups_of("amber lamp " * 400) < 10


def test_a_short_request_keeps_what_it_says_twice() -> None:
    assert groups_of("lamp amber lamp") == 3
