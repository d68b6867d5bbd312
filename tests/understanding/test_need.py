"""Which words of a conversation are carried on."""

from landas.request.intent import Constraint, Intent
from landas.understanding.turns.need import MOST_CARRIED, NeedWord, joined, loose_words, need_of, text_of


def test_a_word_that_names_a_wish_is_told_from_a_loose_one() -> None:
    said = Intent(constraints=(Constraint("colour", "eq", "black", span=(0, 5)),), unparsed=("whirring",))
    need = need_of("black whirring", "black whirring", said, "kind")
    assert need == (NeedWord("black", "colour", ("black",)), NeedWord("whirring"))
    assert [word.text for word in loose_words(need)] == ["whirring"]


def test_what_is_carried_on_does_not_grow_without_end() -> None:
    before = tuple(NeedWord(f"word{n}") for n in range(MOST_CARRIED + 40))
    said = Intent(unparsed=("newest",))
    need = joined(before, (NeedWord("newest"),), "newest", said, said)
    assert len(need) == MOST_CARRIED + 1
    assert text_of(need).endswith(f"word{MOST_CARRIED + 39} newest")
