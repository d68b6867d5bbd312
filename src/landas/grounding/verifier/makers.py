"""Statements about the maker: "HP pays you back", "Trust HP". That a fact names the maker backs nothing it does."""

from landas.grounding.verifier.cases import NOTHING, Case, Finding


def check_maker(case: Case) -> Finding:
    """Unsupported where a maker's name is what the clause tells of and all it says that is known is this name."""
    if case.mentions() or case.amounts() or case.clause.asks or not (named := _maker(case)):
        return NOTHING
    concepts = {hit.marker.content for hit in case.outside_names("thesaurus") if hit.first not in named}
    if "brand" in concepts and not case.outside_names("boasts"):
        return NOTHING
    if concepts - {"brand"} or set(case.stretch.value_pieces) - named:
        return NOTHING
    has, words = case.sheet.vocabulary.has, case.stretch.spoken
    telling = [i for i in words if not (has("articles", case.key(i)) or has("links", case.key(i)))]
    labels = frozenset().union(*(case.label_hits(fact) for fact in case.sheet.facts(case.subjects)))
    rest = [i for i in telling if i not in named | labels]
    opens = telling[0] in named
    bids = len(telling) > 1 and telling[1] in named and not case.is_closed(telling[0])
    if not rest or not (opens or bids):
        return NOTHING
    name = case.reading.pieces[min(named)].text
    return Finding(frozenset(case.span), "unsupported", (), f"nothing known tells what {name} does or is")


def _maker(case: Case) -> set[int]:
    """Words that say the maker of an item spoken of."""
    said = (
        pieces
        for item in case.subjects
        for fact, pieces in case.stretch.valued(item).items()
        if "brand" in fact.concepts and not fact.is_title
    )
    return {i for pieces in said for i in pieces}
