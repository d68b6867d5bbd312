"""Who wins: "the Aster leads on battery life", "soal harga, Brio juaranya" say how items stand in what they name."""

from dataclasses import replace

from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.comparisons import compare
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.yardsticks import longest, pieces_in, where_it_is_better

_RANKING = (
    "comparatives", "superlatives", "equatives", "more", "less", "most", "least", "boasts", "winning", "beating",
    "none_better", "no_item", "no_kind", "as_much", "rivals",
)  # fmt: skip
_SAID_OTHERWISE = ("comparatives", "superlatives", "equatives", "beating", "more", "less", "most", "least")


def check_acclaim(case: Case) -> Finding:
    """A rank that no facts of the shown items can give: "second to none", "the lightest on the market"."""
    scope = case.outside_names("everywhere") if case.outside_names(*_RANKING) else []
    if not (hits := [*case.outside_names("acclaim"), *scope]):
        return _in_a_place(case)
    said = case.reading.pieces[hits[0].first : hits[0].last]
    text = case.reading.text[said[0].start : said[-1].end]
    return Finding(frozenset(case.span), "unsupported", (), f"nothing known ranks it “{text}”")


def _in_a_place(case: Case) -> Finding:
    """ "The cheapest in the city": of all that have something in common with it, which are more than are shown."""
    if not case.outside_names("superlatives", "most", "least"):
        return NOTHING
    has, named = case.sheet.vocabulary.has, case.stretch.named
    for item in case.subjects:
        valued = case.stretch.valued(item)
        for fact, pieces in case.stretch.labelled(item).items():
            at = min(pieces)
            while at - 1 in case.span and has("articles", case.key(at - 1)):
                at -= 1
            led = at - 1 in case.span and has("placing", case.key(at - 1))
            if led and not (fact.value.amounts or fact.is_flag or fact in valued or pieces & named):
                word = case.reading.pieces[min(pieces)].text
                return Finding(
                    frozenset(case.span), "unsupported", (), f"nothing known ranks all of its {word}"
                )
    return NOTHING


def ranks_a_measure(case: Case, hit: Hit) -> bool:
    """ "The best price", "rating terbaik": a rank of what stands right beside it, and of which better is known."""
    beside = {i for i in (hit.first - 1, hit.last) if i in case.span}
    better = case.sheet.vocabulary.better
    named = (h.marker.content for h in case.outside_names("thesaurus") if not beside.isdisjoint(pieces_in(h)))
    return any(concept in better for concept in named) and where_it_is_better(case, hit) is not None


def check_contest(case: Case) -> Finding:
    """The winner must be better in the attribute named, the loser worse; where none is named, nothing is decided."""
    won = [
        *case.outside_names("winning"),
        *(hit for hit in case.outside_names("boasts") if ranks_a_measure(case, hit)),
    ]
    lost = case.outside_names("losing")
    if not (won or lost) or case.outside_names(*_SAID_OTHERWISE):
        return NOTHING
    hit = longest([*won, *lost])[0]
    said = (pieces for item in case.subjects for pieces in case.stretch.valued(item).values())
    if not pieces_in(hit).isdisjoint(frozenset().union(*said)):
        return NOTHING  # "winner of the Red Dot award": a fact says so
    yardstick = where_it_is_better(case, hit)
    if yardstick is None:
        unsaid = not (case.carried or case.amounts() or case.outside_names("thesaurus")) and case.named
        return Finding(pieces_in(hit), "unsupported", (), "nothing said tells in what") if unsaid else NOTHING
    if hit.marker.kind == "losing":
        yardstick = replace(yardstick, direction="higher" if yardstick.direction == "lower" else "lower")
    return compare(case, yardstick)
