"""How many: of the shown items, of those that were found or left out, and of the values of one fact."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from landas.grounding.claims import Verdict
from landas.grounding.verifier.amounts import agrees, comparable
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.labels import label_keys


def check_counts(case: Case) -> Finding:
    """Numbers that count: "three laptops", "two of them", "comes in three colours"."""
    if not case.amounts() and not case.hits("group_sizes", "numbers"):
        return NOTHING
    among = case.covered("among")
    for hit in case.hits("group_sizes"):
        if len(case.sheet.items) == 1 and not _counts_items(case, hit.last):
            continue  # "both cameras", "both GSM and HSPA": parts of the one item
        if hit.first in among and int(hit.marker.content) == len(case.sheet.items):
            continue
        named = len({m.item for m in case.mentions()})
        sizes = {len(case.subjects), len(case.sheet.items) if named else 0, named if named > 1 else 0}
        if int(hit.marker.content) not in sizes:
            pieces = frozenset(range(hit.first, hit.last))
            return Finding(pieces, "contradicted", (), f"there are {len(case.subjects)} of them")
    if counted(case) is not None or case.hits("stock_left", "availability"):
        return NOTHING
    findings = [f for number, pieces in _numbers(case) if (f := _count(case, number, pieces)) is not NOTHING]
    if not findings:
        return NOTHING
    explained = frozenset(i for f in findings for i in f.explained)
    ids = tuple(i for f in findings for i in f.fact_ids)
    bad = [f for f in findings if f.verdict == "contradicted"]
    chosen = bad[0] if bad else findings[0]
    return Finding(explained, chosen.verdict, ids, chosen.problem)


def _counts_items(case: Case, behind: int) -> bool:
    """ "Both are …", "all three of them": the items themselves."""
    if behind not in case.span:
        return False
    has, key = case.sheet.vocabulary.has, case.key(behind)
    return has("verbs", key) or has("countables", key) or any(h.first == behind for h in case.hits("among"))


def counted(case: Case) -> tuple[int, frozenset[int]] | None:
    """ "Two of them …": the number, and the pieces it takes; None where the clause names its item."""
    if case.mentions() or not (case.amounts() or case.hits("numbers")):
        return None
    starts = {hit.first: hit for hit in case.hits("among")}
    for number, pieces in _numbers(case):
        whole = _out_of(case, max(pieces) + 1)
        if whole and number == int(number) and 0 < number <= len(case.sheet.items):
            return int(number), pieces | whole
        among = starts.get(max(pieces) + 1)
        if among is not None and number == int(number) and 0 < number <= len(case.sheet.items):
            size = frozenset(
                i for n, p in _numbers(case) if min(p) == among.last and n == len(case.sheet.items) for i in p
            )
            return int(number), pieces | frozenset(range(among.first, among.last)) | size
    return None


def _out_of(case: Case, position: int) -> frozenset[int]:
    """ "Two *out of three*", "dua *dari tiga*": the words behind the number, where that many items are shown."""
    at = position
    while at in case.span and case.sheet.vocabulary.has("out_of", case.key(at)):
        at += 1
    sizes = (
        [p for n, p in _numbers(case) if min(p) == at and n == len(case.sheet.items)] if at > position else []
    )
    if not sizes:
        return frozenset()
    end = max(sizes[0]) + 1
    kind = {end} if end in case.span and _is_kind_word(case, end) else set()
    return frozenset(range(position, end)) | kind


def _is_kind_word(case: Case, index: int) -> bool:
    vocabulary = case.sheet.vocabulary
    kinds = vocabulary.lists["kind_words"]
    return vocabulary.has("countables", case.key(index)) or any(
        s[1:] in kinds for s in case.senses(index) if s[:1] == "="
    )


def _numbers(case: Case) -> Iterator[tuple[float, frozenset[int]]]:
    inside: set[int] = set()
    for amount in case.amounts():
        pieces = case.pieces_of(amount)
        inside |= pieces
        if (
            (amount.is_bare or amount.unit == "core")
            and amount.low == amount.high
            and amount.operator == "eq"
            and not amount.decimals
        ):
            yield amount.low, pieces
    for hit in case.hits("numbers"):
        if hit.first not in inside and (not case.is_closed(hit.first) or case.says("only")):
            yield float(hit.marker.content), frozenset({hit.first})


def _count(case: Case, number: float, pieces: frozenset[int]) -> Finding:
    after = [i for i in case.words() if i > max(pieces)][:3]
    if number != 1 and _of_one(case, max(pieces) + 1):
        return Finding(pieces, "unsupported", (), "more than one of a single item")
    if (fold := _manifold(case, number, pieces, after)) is not None:
        return fold
    if (own := _of_parts(case, number, pieces) or _of_amounts(case, number, pieces, after)) is not None:
        return own
    listed = _listed(case, after) or _listed(case, [i for i in after if not case.is_closed(i)])
    if listed is not None:
        fact, size = listed
        if size == number:
            return Finding(pieces | case.label_hits(fact), "supported", (fact.fact.fact_id,))
        return NOTHING
    if not _of_items(case, after, pieces):
        return NOTHING
    here = float(len(case.sheet.items))
    shown = case.hits("all_items", "among") or case.mentions()
    if number == here or (not shown and number in map(float, case.sheet.grounds.counts.values())):
        return Finding(pieces, "supported")
    return Finding(pieces, "contradicted", (), f"there are {len(case.sheet.items)} items")


def _manifold(case: Case, number: float, pieces: frozenset[int], after: list[int]) -> Finding | None:
    """ "Two SIM cards" of what is called "dual SIM": as many as the name of the attribute says."""
    flags = [
        (fact, label & set(after[:2]))
        for item in case.subjects
        for fact, label in case.stretch.labelled(item).items()
        if fact.is_flag
    ]
    for fact, named in flags:
        if not named:
            continue
        told = {
            float(marker.content)
            for label in fact.fact.labels
            for key in label_keys(label)
            if case.sheet.vocabulary.has("manifold", key)
            for _, marker in case.sheet.vocabulary.markers_at([key], 0)
            if marker.kind == "numbers"
        }
        if told:
            right = (number in told) == (fact.state == "present")
            problem = f"{fact.fact.fact_id} is {'yes' if fact.state == 'present' else 'no'}"
            verdict: Verdict = "supported" if right != case.negated else "contradicted"
            return Finding(pieces | named, verdict, (fact.fact.fact_id,), problem)
    return None


def _of_parts(case: Case, number: float, pieces: frozenset[int]) -> Finding | None:
    """ "Four cores at 1.6 GHz" of a fact that says "4 of 1.6 GHz"; "two 2 MP lenses" where it says 2 MP twice."""
    said = [a for a in case.amounts() if not a.is_bare and a.unit != "core"]
    behind = [a for a in said if min(case.pieces_of(a)) == max(pieces) + 1]
    for fact in (f for item in case.subjects for f in case.sheet.items[item].by_word.measured):
        known = [amount for amount, _, _ in fact.value.amounts]
        for one, other in pairwise(known):
            if (
                one.is_bare
                and one.low == number
                and any(comparable(a, other) and agrees(a, other) for a in said)
            ):
                return Finding(pieces, "supported", (fact.fact.fact_id,))
        if (
            behind
            and number > 1
            and sum(comparable(behind[0], k) and agrees(behind[0], k) for k in known) == number
        ):
            return Finding(pieces, "supported", (fact.fact.fact_id,))
    return None


def _of_amounts(case: Case, number: float, pieces: frozenset[int], after: list[int]) -> Finding | None:
    """ "Four lines" of "4 lines"; "three storage options" of a fact that lists three."""
    options = any(case.sheet.vocabulary.has("alternating", case.key(i)) for i in after)
    for fact in case.sheet.facts(case.subjects):
        if not fact.value.amounts or fact.state != "present" or fact.is_title:
            continue
        if not options and not any(a.is_bare and a.low == a.high == number for a, _, _ in fact.value.amounts):
            continue
        named = case.label_hits(fact)
        named_near = any(i in named for i in (*after[:2], min(pieces) - 1))  # "bintang empat"
        same = any(
            a.is_bare
            and a.low == a.high == number
            and (named_near or _counts_word(case, fact, at, after[:2]))
            for a, at, _ in fact.value.amounts
        )
        if same and not case.reading.pieces[min(pieces)].has_digit:
            return Finding(pieces | (named & set(after)), "supported", (fact.fact.fact_id,))
        if options and named and number > 1 and number in (_parts(fact), *_columns(fact)):
            nouns = {i for i in after if i in named or case.sheet.vocabulary.has("alternating", case.key(i))}
            return Finding(pieces | nouns, "supported", (fact.fact.fact_id,))
    return None


def _counts_word(case: Case, fact: FactView, position: int, after: list[int]) -> bool:
    """True where the value's number stands right before one of the words: "4 lines", not "SIM 2 (one model)"."""
    behind = frozenset().union(*(w.senses for w in fact.value.words if 0 < w.position - position <= 2))
    return any(case.senses(i) & behind for i in after)


def _columns(fact: FactView) -> list[int]:
    """How many different first, second, … amounts the parts of a value have: two sizes of RAM in three variants."""
    rows: dict[int, list[float]] = {}
    for known, _, chunk in fact.value.amounts:
        rows.setdefault(chunk, []).append(known.low)
    return [len(set(column) - {None}) for column in zip_longest(*rows.values())]


def _parts(fact: FactView) -> int:
    """How many things a value lists."""
    value = fact.fact.value
    return (
        len(value)
        if isinstance(value, tuple)
        else len([part for part in str(value).split(",") if part.strip()])
    )


def _of_one(case: Case, position: int) -> bool:
    """True when an item's name follows, "of the" between: "two of the Aster 14"."""
    spans = {hit.first: hit.last for hit in case.hits("among")}
    position = spans.get(position, position)
    return any(mention.first == position for mention in case.mentions())


def _listed(case: Case, after: list[int]) -> tuple[FactView, int] | None:
    """The listing fact whose label follows the number ("three colours"), and how many values it lists."""
    near = set(after[:2])
    named = (named for item in case.subjects for named in case.stretch.labelled(item).items())
    for fact, pieces in named if near else ():
        if near.isdisjoint(pieces) or fact.value.amounts or fact.state != "present":
            continue
        parts = {word.chunk for word in fact.value.words}
        of_one_kind = max(pieces) + 1 in case.stretch.valued(fact.item).get(fact, ())  # "dua port USB-C"
        if len(parts) > 1 and not of_one_kind:
            return fact, len(parts)
    return None


def _of_items(case: Case, after: list[int], pieces: frozenset[int]) -> bool:
    """True when the number counts items: a word for items, or for what they all are, follows; or "of the" leads."""
    vocabulary = case.sheet.vocabulary
    if any(min(pieces) == h.last or max(pieces) + 1 == h.first for h in case.hits("among")):
        return True
    if any(vocabulary.has("countables", case.key(i)) for i in after):
        return True
    if not after:
        return False
    said = case.senses(after[0])
    facts = (f for item in case.sheet.items for f in item.facts)
    return any(not said.isdisjoint(f.value.senses) and _is_kind(f) for f in facts)


def _is_kind(fact: FactView) -> bool:
    """True for what the thing is, not for the type of one of its parts."""
    return any(
        "category" in own and len(label) == 1
        for label, own in zip(fact.labels, fact.label_concepts, strict=True)
    )
