"""Items told apart without their names: "one is grey, the other black", "yang satu dari Aster, satunya dari Brio"."""

from landas.grounding.verifier.cases import Case


def meant_apart(case: Case, taken: tuple[int, ...]) -> tuple[int, ...]:
    """The items of which a clause may speak that opens with "one", or with "the other" once others are `taken`."""
    items = case.sheet.items
    if len(items) < 2 or case.mentions() or case.references or case.clause.asks:
        return ()
    opens = next((i for i in case.span if _opens(case, i)), case.clause.first)
    others = any(hit.first <= opens < hit.last for hit in case.hits("other_item"))
    one = next((hit for hit in case.hits("some_one") if hit.first <= opens < hit.last), None)
    if not (others and taken) and (one is None or not _goes_on(case, one.last, one.last - one.first)):
        return ()
    return tuple(i for i in range(len(items)) if i not in taken)


def _opens(case: Case, index: int) -> bool:
    has, key = case.sheet.vocabulary.has, case.key(index)
    return case.reading.pieces[index].is_word and not (has("articles", key) or has("links", key))


def _goes_on(case: Case, at: int, words: int) -> bool:
    """ "One is …", "one from …", "yang satu …": no "one year of warranty"."""
    if at not in case.span:
        return False
    has, key = case.sheet.vocabulary.has, case.key(at)
    return words > 1 or has("verbs", key) or has("prepositions", key) or has("bridges", key)
