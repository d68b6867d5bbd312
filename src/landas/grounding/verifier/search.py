"""What a reply says of the search itself: how many things fit the wishes, that nothing does, what giving up a wish
would bring, and how a vague word was understood."""

from landas.grounding.verifier.amounts import Amount, comparable
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.counts import counted as counted_items
from landas.grounding.verifier.idle import names_item, states
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.unknowns import inside_quotes


def check_search(case: Case, going_on: bool) -> Finding:
    """ "Three laptops fit (under $800, black)": numbers must be known counts or stand in the request, and so must
    every further word. Only the first clause of a sentence can begin such a statement, and none names an item.

    `going_on`: the clause before, of the same sentence, was of this kind.
    """
    continued = going_on and not states(case)
    if names_item(case) or case.clause.answer >= 0 or not (continued or _opens(case, going_on)):
        return NOTHING
    everything = frozenset(case.span)
    if case.hits("nothing") and case.sheet.grounds.counts.get("fitting", 0) > 0:
        return Finding(everything, "contradicted", (), "something fits")
    wrong = [text for number, text in _numbers(case) if not _is_known(case, number)]
    if wrong:
        return Finding(everything, "contradicted", (), f"no count and no wish is {wrong[0]}")
    if strange := _strange(case):
        return Finding(everything, "unsupported", (), f"neither the request nor the search says “{strange}”")
    return Finding(everything, "supported")


def check_sought(case: Case) -> Finding:
    """ "I found the Aster for “laptop”": the person's quoted words say what was looked for, and nothing of it."""
    hits = case.hits("search")
    if not any(hit.first == case.stretch.opening for hit in hits):
        return NOTHING
    said = frozenset(piece.key for piece in cut(case.sheet.grounds.request_text))
    quoted = inside_quotes(case)
    return Finding(quoted) if quoted and all(case.key(i) in said for i in quoted) else NOTHING


def _opens(case: Case, going_on: bool) -> bool:
    """Whether the clause begins with a phrase of the search, or with (or after "here are", "ini") a count."""
    first = case.stretch.opening
    if not case.stretch.spoken or case.clause.asks or (case.clause.joined and not going_on):
        return False
    if any(hit.first == first for hit in case.hits("search", "nothing")):
        return not _leads_in(case)
    if case.clause.joined:
        return False
    starts = {first} | {hit.last for hit in case.hits("presenting") if hit.first == first}
    counted = {min(pieces) for pieces in _counting(case)}
    if starts & counted and (_lists_values(case, starts) or counted_items(case)) and not case.hits("fitting"):
        return False
    if starts & counted:
        return bool(case.hits("fitting", "among", "presenting")) or _counts_kinds(case, starts)
    return bool(counted) and any(hit.first == first for hit in case.hits("giving_up"))


def _leads_in(case: Case) -> bool:
    """ "By weight, …", "dilihat dari berat, …": only an attribute that is known is named."""
    told = [hits for item in case.subjects for hits in case.stretch.labelled(item).values()]
    content = frozenset(case.content()) - case.covered("search")
    return bool(content) and not case.amounts() and content <= frozenset().union(*told)


def _lists_values(case: Case, starts: set[int]) -> bool:
    """ "There are three colours: …": the number counts the values of a fact."""
    after = [i for i in case.words() if i > min(starts) and not case.is_closed(i)][:2]
    facts = (f for f in case.sheet.facts(case.subjects) if f.state == "present" and not f.value.amounts)
    return any(case.label_hits(fact) & set(after) for fact in facts)


def _counting(case: Case) -> list[frozenset[int]]:
    """Pieces of each bare number, in digits or words."""
    found = [case.pieces_of(a) for a in case.amounts() if a.is_bare and a.low == a.high]
    taken = frozenset().union(*found) if found else frozenset()
    return [*found, *(frozenset({h.first}) for h in case.hits("numbers") if h.first not in taken)]


def _counts_kinds(case: Case, starts: set[int]) -> bool:
    """ "Three laptops for you": the word after the number is the kind of thing asked for."""
    after = [i for i in case.words() if i > min(starts)][:3]
    return any(case.senses(i) & case.sheet.request_senses for i in after)


def _numbers(case: Case) -> list[tuple[Amount | float, str]]:
    amounts = case.amounts()
    taken = {i for a in amounts for i in case.pieces_of(a)}
    said: list[tuple[Amount | float, str]] = [(a, case.reading.text[a.start : a.end]) for a in amounts]
    # "Dual SIM" is a wish, and no two of anything.
    wished = case.sheet.request_senses
    words = [h for h in case.hits("numbers") if h.first not in taken and not case.senses(h.first) & wished]
    return said + [(float(hit.marker.content), case.reading.pieces[hit.first].text) for hit in words]


def _is_known(case: Case, number: Amount | float) -> bool:
    counts = {float(count) for count in case.sheet.grounds.counts.values()}
    if isinstance(number, float):
        return number in counts or number == 1
    if number.is_bare and number.low == number.high and number.low in counts:
        return True
    if any(
        comparable(number, r) and (number.low, number.high) == (r.low, r.high)
        for r in case.sheet.request_amounts
    ):
        return True
    return all(case.key(i) in case.sheet.request_senses for i in case.pieces_of(number))


def _strange(case: Case) -> str | None:
    """The first word that neither the request, the search's own phrases nor talk explain."""
    covered = case.covered("search", "nothing", "presenting", "giving_up", "fitting", "among", "numbers")
    vocabulary, request = case.sheet.vocabulary, case.sheet.request_senses
    for index in case.content():
        known = index in covered or case.senses(index) & request or vocabulary.is_social(case.key(index))
        if not known and not vocabulary.has("user", case.key(index)):
            return case.reading.pieces[index].text
    return None
