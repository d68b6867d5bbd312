"""Which items each clause is about: those it names, else those spoken of last, else all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.foils import with_foils
from landas.grounding.verifier.joints import linked
from landas.grounding.verifier.names import Mention
from landas.grounding.verifier.owners import with_owners
from landas.grounding.verifier.pairs import chosen_instead, chosen_of_two
from landas.grounding.verifier.places import find_described, find_places
from landas.grounding.verifier.reading import Hit, Reading
from landas.grounding.verifier.sheets import Sheet
from landas.grounding.verifier.topic import Topic


def find_topics(reading: Reading, sheet: Sheet, clauses: Sequence[Clause]) -> tuple[Topic, ...]:
    everything = tuple(range(len(sheet.items)))
    current: tuple[int, ...] = everything
    topics: list[Topic] = []
    header = _header(reading, clauses)
    for number, clause in enumerate(clauses):
        topic = _topic(reading, sheet, clause, current, everything)
        previous = clauses[number - 1] if number else None
        following = clauses[number + 1] if number + 1 < len(clauses) else None
        if not topic.named and (previous is None or previous.sentence != clause.sentence):
            described = find_described(reading, sheet, clause)
            topic = Topic(described, topic.references, True) if described else topic
        if not topic.named and following and _leads_into(reading, sheet, clause, previous, following):
            ahead = _topic(reading, sheet, following, current, everything)
            topic = Topic(ahead.subjects, topic.references)
        elif previous and previous.sentence == clause.sentence and not topic.named and not topic.references:
            # "Lighter than the Aster, but it costs more": than the Aster.
            topic = replace(topic, references=() if topics[-1].contrast else topics[-1].references)
        elif previous and topic.named and not topic.references and _sets_against(reading, clause, previous):
            against = tuple(i for i in topics[-1].references if i not in topic.subjects)
            topic = replace(topic, references=against)
        if topic.named and clause.joined and previous and _only_names(reading, sheet, previous):
            both = (*topics[-1].subjects, *(s for s in topic.subjects if s not in topics[-1].subjects))
            topic = Topic(both, topic.references, True, topic.quantifier)
        column = header.get((clause.line, clause.cell))
        if column is not None and not topic.named:
            topic = Topic((column,), topic.references, True, topic.quantifier)
        topics.append(topic)
        if topic.subjects and topic.quantifier != "none":
            current = topic.subjects
    topics = with_owners(reading, sheet, clauses, _told_ahead(reading, sheet, clauses, topics))
    return with_foils(reading, sheet, clauses, topics)


def _told_ahead(
    reading: Reading, sheet: Sheet, clauses: Sequence[Clause], topics: list[Topic]
) -> list[Topic]:
    """ "Although it weighs 900 g, the Aster …": "it" before any name is the item its own sentence names next."""
    found = list(topics)
    for at, clause in enumerate(clauses):
        if any(topic.named for topic in topics[: at + 1]) or found[at].quantifier:
            continue
        keys = [reading.pieces[i].key for i in range(clause.first, clause.last)]
        points = any(sheet.vocabulary.has("cataphors", key) for key in keys) or any(
            sheet.vocabulary.base(key) != key for key in keys
        )
        ahead = [
            t
            for c, t in zip(clauses[at:], topics[at:], strict=True)
            if c.sentence == clause.sentence and t.named
        ]
        if points and ahead and len(ahead[0].subjects) == 1 and not ahead[0].quantifier:
            found[at] = replace(found[at], subjects=ahead[0].subjects)
    return found


def _topic(
    reading: Reading, sheet: Sheet, clause: Clause, current: tuple[int, ...], everything: tuple[int, ...]
) -> Topic:
    mentions = reading.mentions_in(clause.first, clause.last)
    references = _references(reading, sheet, clause, mentions)
    placed, compared, set_apart = find_places(reading, sheet, clause, _after_than)
    references = tuple(dict.fromkeys((*references, *compared)))
    if (two := chosen_of_two(reading, sheet, clause, mentions)) is not None:
        return Topic((two.item,), (two.other,), True, idle=two.pieces)
    if (chosen := chosen_instead(reading, sheet, clause, mentions)) is not None:
        return Topic((chosen.item,), (chosen.other,), True, idle=chosen.pieces)
    contrast, apart = _contrast(reading, sheet, clause, mentions)
    if not apart and set_apart and not mentions:
        return Topic(
            placed or tuple(i for i in current if i not in set_apart), set_apart, True, None, "unlike"
        )
    if apart:
        return _apart(reading, clause, contrast, apart, mentions, current, everything)
    subjects = tuple(dict.fromkeys(m.item for m in mentions if m.item not in references))
    among = {
        i for h in reading.hits_in(clause.first, clause.last, "among") for i in range(h.first, h.last + 1)
    }
    hits = {
        h.marker.kind: h
        for h in reading.hits_in(clause.first, clause.last, *_QUANTIFIERS)
        if h.first not in among
    }
    if "other_item" in hits and _is_as(reading, sheet, clause, hits["other_item"].first):
        return Topic(everything, (), True)
    if subjects:
        return Topic(subjects, references, True, _quantifier(reading, sheet, clause, hits))
    return _of_unnamed(reading, sheet, clause, hits, placed, references, current, everything)


def _of_unnamed(
    reading: Reading,
    sheet: Sheet,
    clause: Clause,
    hits: Mapping[str, Hit],
    placed: tuple[int, ...],
    references: tuple[int, ...],
    current: tuple[int, ...],
    everything: tuple[int, ...],
) -> Topic:
    """The topic of a clause that names none of its subjects: all, none, the others, the second, or those before."""
    kind = _no_kind(reading, sheet, clause)
    if (
        references
        and reading.hits_in(clause.first, clause.last, *_COMPARING, "less_than", "more_than")
        and reading.hits_in(clause.first, clause.last, "none_better")
    ):
        return Topic(tuple(i for i in everything if i not in references), references, True, "none")
    if kind and len(everything) > 1:
        return Topic(
            tuple(i for i in everything if i not in references), references, True, "none", None, kind
        )
    if "no_item" in hits:
        # "None of them is cheaper than the Aster": none of the others.
        return Topic(tuple(i for i in everything if i not in references), references, True, "none")
    if "all_items" in hits and len(everything) > 1:
        whom = _so_many(reading, clause, current, everything)
        return Topic(tuple(i for i in whom if i not in references), references, True, "all")
    if placed:
        return Topic(placed, references, True, _of_places(reading, sheet, clause, hits))
    if (
        "other_item" in hits
        and references
        and not _after_than(reading, sheet, clause, hits["other_item"].first)
    ):
        # "The others weigh more than the Brio": all that it isn't compared with.
        return Topic(tuple(i for i in everything if i not in references), references, True)
    if "other_item" in hits and len(current) < len(everything):
        others = tuple(i for i in everything if i not in current)
        if _after_than(reading, sheet, clause, hits["other_item"].first) or references:
            return Topic(current, others)
        return Topic(others, references, True)
    if "only_item" in hits:
        return Topic(current, references, False, "only")
    plural = not sheet.vocabulary.lists["plural"].isdisjoint(reading.keys[clause.first : clause.last])
    if plural and len(current) == 1 and not references and _opens_plural(reading, sheet, clause):
        return Topic(everything, references)
    return Topic(current, references)


def _contrast(
    reading: Reading, sheet: Sheet, clause: Clause, mentions: Sequence[Mention]
) -> tuple[str | None, tuple[int, ...]]:
    """The items right behind "unlike" or "except", and which of both it is."""
    for hit in reading.hits_in(clause.first, clause.last, "unlike", "excepting"):
        apart: list[Mention] = []
        for mention in mentions:
            behind = range(hit.last, mention.first) if not apart else range(apart[-1].last, mention.first)
            keys = [reading.pieces[i].key for i in behind]
            near = all(sheet.vocabulary.has("articles", key) for key in keys)
            if mention.first >= hit.last and (linked(reading, sheet, apart[-1], mention) if apart else near):
                apart.append(mention)
        if apart:
            return hit.marker.kind, tuple(dict.fromkeys(m.item for m in apart))
    return None, ()


def _apart(
    reading: Reading,
    clause: Clause,
    contrast: str | None,
    apart: tuple[int, ...],
    mentions: Sequence[Mention],
    current: tuple[int, ...],
    everything: tuple[int, ...],
) -> Topic:
    """ "Unlike the Brio, the Aster …", "all of them except the Brio …"."""
    named = tuple(dict.fromkeys(m.item for m in mentions if m.item not in apart))
    none = bool(reading.hits_in(clause.first, clause.last, "no_item"))
    rest = tuple(i for i in (everything if contrast == "excepting" else current) if i not in apart)
    return Topic(named or rest, apart, True, "none" if none and not named else None, contrast)


def _is_as(reading: Reading, sheet: Sheet, clause: Clause, position: int) -> bool:
    """ "Just like the others": what is said is said of them too."""
    has = sheet.vocabulary.has
    return any(
        all(has("articles", reading.pieces[i].key) for i in range(hit.last, position))
        for hit in reading.hits_in(clause.first, position, "alike")
    )


def _no_kind(reading: Reading, sheet: Sheet, clause: Clause) -> frozenset[int]:
    """The word for the kind of thing right behind "no": "no laptop here"."""
    for hit in reading.hits_in(clause.first, clause.last, "no_kind"):
        at = hit.last
        behind = reading.pieces[at + 1].key if at + 1 < clause.last else ""
        if sheet.vocabulary.has("made_things", behind):
            continue  # "no Aster product"
        if at < clause.last and reading.pieces[at].key not in sheet.makers and _is_kind(reading, sheet, at):
            return frozenset({at})
    return frozenset()


def _is_kind(reading: Reading, sheet: Sheet, at: int) -> bool:
    kinds = sheet.vocabulary.lists["kind_words"]
    counted = sheet.vocabulary.has("countables", reading.pieces[at].key)
    return counted or any(sense[1:] in kinds for sense in reading.senses[at] if sense[:1] == "=")


def _quantifier(reading: Reading, sheet: Sheet, clause: Clause, hits: Mapping[str, Hit]) -> str | None:
    """What is said of named items: of none of them ("neither the Aster nor the Brio"), or only of them."""
    if "no_item" in hits and any(
        sheet.vocabulary.has("neither", reading.pieces[i].key) for i in range(clause.first, clause.last)
    ):
        return "none"
    if "only_item" in hits:
        return "only"
    mention = reading.mentions_in(clause.first, clause.last)[0]
    before = [reading.pieces[i].key for i in range(clause.first, mention.first)]
    leading = [key for key in before if not sheet.vocabulary.has("articles", key)]
    return "only" if leading and sheet.vocabulary.has("only", leading[-1]) else None


def _of_places(reading: Reading, sheet: Sheet, clause: Clause, hits: Mapping[str, Hit]) -> str | None:
    """ "Only the first", "hanya yang kedua": what is said of items by their place."""
    if "only_item" in hits:
        return "only"
    first = next(iter(reading.hits_in(clause.first, clause.last, "ordinals")))
    has = sheet.vocabulary.has
    before = [reading.pieces[i].key for i in range(clause.first, first.first)]
    leading = [key for key in before if not (has("articles", key) or has("ordinal_heads", key))]
    return "only" if leading and has("only", leading[-1]) else None


def _so_many(
    reading: Reading, clause: Clause, current: tuple[int, ...], everything: tuple[int, ...]
) -> tuple[int, ...]:
    """Whom "both" or "all three" speaks of: the items spoken of last where they are as many, else all."""
    sizes = reading.hits_in(clause.first, clause.last, "group_sizes")
    return current if any(int(hit.marker.content) == len(current) for hit in sizes) else everything


def _references(
    reading: Reading, sheet: Sheet, clause: Clause, mentions: Sequence[Mention]
) -> tuple[int, ...]:
    """Items after "than", and those told of together with them ("than the Aster and the Brio")."""
    found: list[int] = []
    for number, mention in enumerate(mentions):
        follows = number > 0 and mentions[number - 1].item in found
        if _after_than(reading, sheet, clause, mention.first) or (
            follows and linked(reading, sheet, mentions[number - 1], mention)
        ):
            found.append(mention.item)
    return tuple(dict.fromkeys(found))


_QUANTIFIERS = ("only_item", "no_item", "all_items", "other_item")


def _opens_plural(reading: Reading, sheet: Sheet, clause: Clause) -> bool:
    first = next((i for i in range(clause.first, clause.last) if reading.pieces[i].is_word), None)
    return first is not None and sheet.vocabulary.has("plural", reading.pieces[first].key)


def _after_than(reading: Reading, sheet: Sheet, clause: Clause, position: int) -> bool:
    """True when what compares stands shortly before `position`, no other name between."""
    hits = reading.hits_in(clause.first, position, "than")
    if hits and (among := reading.hits_in(clause.first, position, "among")):
        # "Dari keduanya, Aster lebih ringan": out of both.
        hits = [h for h in hits if not any(a.first <= h.first and h.last <= a.last for a in among)]
    near = (
        h for h in hits if position - h.last <= (5 if _is_closed(reading, sheet, h.last, position) else 3)
    )
    if any(not reading.mentions_in(h.last, position) for h in near):
        return True
    if any(h.last >= position - 1 for h in reading.hits_in(clause.first, position, "equatives")):
        return True
    at = position
    while at > clause.first and _leads(sheet, reading.pieces[at - 1].key):
        at -= 1
    if _is_above(reading, sheet, clause, range(at, position + 1)):
        return True
    if not reading.hits_in(clause.first, position, *_COMPARING):
        return False
    key = reading.pieces[at - 1].key if at > clause.first else ""
    before = reading.pieces[at].key if at < position else key
    return sheet.vocabulary.has("bridges", key) or sheet.vocabulary.has("bridges", before)


def _is_closed(reading: Reading, sheet: Sheet, first: int, last: int) -> bool:
    """ "Than we do for the Brio": nothing that tells stands in between."""
    return all(sheet.vocabulary.has("closed", reading.pieces[i].key) for i in range(first, last))


def _is_above(reading: Reading, sheet: Sheet, clause: Clause, ends: range) -> bool:
    """ "Undercuts the Brio", "di atas Brio", "exceeds that of the Brio": the name is what it is set against."""
    for hit in reading.hits_in(
        clause.first, ends[-1], "more_than", "less_than", "beating", "rivals", "losing"
    ):
        if hit.last in ends:
            return True
    before = reading.pieces[ends[0] - 1].key if ends[0] > clause.first else ""
    return sheet.vocabulary.has("outdoing", before) and bool(
        reading.hits_in(clause.first, ends[-1], "comparatives", "less", "more")
    )


_COMPARING = ("beating", "comparatives", "equatives", "as_much", "more", "less", "same")


def _leads(sheet: Sheet, key: str) -> bool:
    """Words between "dari" and a name: articles, and the attribute ("dari layar Aster", "that of the Brio")."""
    markers = sheet.vocabulary.markers_at([key], 0)
    if sheet.vocabulary.has("bridges", key):
        return False
    idle = sheet.vocabulary.has("articles", key) or sheet.vocabulary.has("prepositions", key)
    idle |= sheet.vocabulary.has("owning", key)
    return idle or any(m.kind == "thesaurus" for _, m in markers)


def _leads_into(
    reading: Reading, sheet: Sheet, clause: Clause, previous: Clause | None, following: Clause
) -> bool:
    """ "With 16 GB of RAM, the Aster …": a beginning without subject or verb belongs to what it leads to."""
    if following.sentence != clause.sentence or (previous and previous.sentence == clause.sentence):
        return False
    keys = [reading.pieces[i].key for i in range(clause.first, clause.last)]
    named = bool(reading.mentions_in(following.first, following.last))
    has = sheet.vocabulary.has
    if _only_names(reading, sheet, following):
        return True  # "Produk Aster ini, Nimbus 14, …"
    telling = [key for key in keys if not has("negators", key)]
    return named and not any(has("subjects", key) or has("verbs", key) for key in telling)


def _sets_against(reading: Reading, clause: Clause, opening: Clause) -> bool:
    """ "Compared with the first, the Brio …": the sentence's opening says what it is compared with."""
    hits = reading.hits_in(opening.first, opening.last, "than")
    return opening.sentence == clause.sentence and any(hit.first == opening.first for hit in hits)


def _only_names(reading: Reading, sheet: Sheet, clause: Clause) -> bool:
    mentions = reading.mentions_in(clause.first, clause.last)
    named = {i for m in mentions for i in range(m.first, m.last)}
    words = [i for i in range(clause.first, clause.last) if reading.pieces[i].is_word and i not in named]
    has = sheet.vocabulary.has
    return bool(mentions) and all(
        has("articles", reading.pieces[i].key) or has("links", reading.pieces[i].key) for i in words
    )


def _header(reading: Reading, clauses: Sequence[Clause]) -> dict[tuple[int, int], int]:
    """Table cells below an item's name in the table's first row: (line, column) -> item."""
    found: dict[tuple[int, int], int] = {}
    top: dict[int, int] = {}
    last_line = first_line = -9
    for clause in clauses:
        if clause.cell < 0:
            continue
        if clause.line > last_line + 2:
            top = {}
            first_line = clause.line
        last_line = clause.line
        if clause.line == first_line and clause.cell > 0:
            for mention in reading.mentions_in(clause.first, clause.last):
                top[clause.cell] = mention.item
        elif clause.cell in top:
            found[(clause.line, clause.cell)] = top[clause.cell]
    return found
