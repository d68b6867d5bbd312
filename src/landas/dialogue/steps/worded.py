"""Step `worded`: where words alone say what is looked for, what has none of them is not shown for them."""

from landas.recommend.draft import Draft
from landas.retrieval.sources.expansion import ExpansionSource
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.sources.popular import PopularSource
from landas.retrieval.sources.vector import VectorSource

_BY_WORDS = frozenset({LexicalSource.name, ExpansionSource.name})
_BY_NO_WORD = frozenset({VectorSource.name, PopularSource.name})


class LeaveOutUnworded:
    """Drops candidates for which only nearness in meaning speaks, where the words themselves found others.

    Something is always nearest in meaning. With a kind of thing, a hard wish or an order these say what fits; without,
    a reply would count a book among the items "for a fridge".
    """

    name = "worded"

    def __call__(self, draft: Draft) -> None:
        intent = draft.intent
        if intent.categories or intent.hard() or intent.sort:
            return
        if all(_BY_WORDS.isdisjoint(c.sources) for c in draft.candidates):
            return
        others = [c.item_id for c in draft.candidates if _BY_NO_WORD.issuperset(c.sources)]
        draft.leave_out(
            self.name, "no_word_of_the_request", dict.fromkeys(others, "has none of the words asked for")
        )
