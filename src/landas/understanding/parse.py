"""Text to intent without a model: every constraint quotes the person's own words, and what nothing explains is
reported as it was written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Literal

from landas.catalog.fields import Schema
from landas.clock import utc_now
from landas.language.detect import detect_language
from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.llm.redaction import without_placeholders
from landas.request.intent import Constraint, Intent, Preference, Sort
from landas.understanding.confidence import signs_of
from landas.understanding.found import Found
from landas.understanding.lexicon.labels import SINGLE
from landas.understanding.lexicon.lexicon import Lexicon, Sense, phrase_key, word_key, words_of
from landas.understanding.lexicon.spelling import Corrected, Known, Spelling, correct
from landas.understanding.named.vague import read_vague
from landas.understanding.named.wishes import read_values
from landas.understanding.numbers.alternatives import joined_dates, settled
from landas.understanding.numbers.amount_limits import AmountReading
from landas.understanding.numbers.amounts import read_amounts
from landas.understanding.numbers.date_wishes import read_dates
from landas.understanding.numbers.denied_amounts import turned_around
from landas.understanding.numbers.rates import is_rate
from landas.understanding.numbers.unused import unused_number, without_parts
from landas.understanding.parser_words import (
    known_adjectives,
    label_words,
    number_words,
    talking_words,
    translations,
    unit_words,
    with_domain_words,
)
from landas.understanding.pieces.dates import DateWish
from landas.understanding.pieces.knowledge import Knowledge
from landas.understanding.pieces.pieces import Piece
from landas.understanding.pieces.reading import read_pieces
from landas.understanding.quoting import denied_words, entities_in, phrases_of, purposes_in, quoting
from landas.understanding.roles import scene_of
from landas.understanding.scene.scene import REACH, Scene
from landas.understanding.turns.corrections import read_corrections
from landas.understanding.turns.restoring import restored
from landas.understanding.turns.shifts import read_shifts
from landas.understanding.turns.turns import intent_type_of, keeps, let_go_of, manner_of, released
from landas.understanding.words.colloquial import Colloquial
from landas.understanding.words.marks import (
    Mark,
    marks_of,
    phrase_of,
)
from landas.understanding.words.questions import without_question_tags

Mode = Literal["search", "chat"]
ASK_BELOW = 0.4
"""One question is asked of a text with no wish in it, of which a smaller share is explained."""


class IntentParser:
    """Reads texts with one catalogue's lexicon. Made once a release; safe to share between threads."""

    def __init__(
        self,
        lexicon: Lexicon,
        schema: Schema,
        packs: Sequence[LanguagePack],
        today: Callable[[], date] = lambda: utc_now().date(),
    ) -> None:
        """`today`: the day from which "this weekend" is told."""
        self._lexicon = lexicon
        self._schema = schema
        self._packs = tuple(packs)
        self._marks = known_adjectives(with_domain_words(marks_of(packs), schema, packs), lexicon, schema)
        self._reads_with = Knowledge(lexicon, schema, self._packs, self._marks, today)
        mark_words = {word for phrase in self._marks.phrases for word in phrase}
        numbers = number_words(packs) | unit_words()
        self._spelling = Spelling(
            {word for word in lexicon.named if len(word) >= 5},
            (*lexicon.spellings, *(w for w in mark_words | numbers if len(w) >= 5)),
            lambda word: frozenset((s.field, s.value) for s in lexicon.senses.get(word, ())) or word,
            lambda word: max((sense.weight for sense in lexicon.senses.get(word, ())), default=0),
            (w for w in mark_words | numbers | label_words(packs) if not _is_name(lexicon.senses.get(w, ()))),
        )
        glossary = {w for pack in packs for text in pack.glossary for w in phrase_of(text)}
        own = (*lexicon.senses, *lexicon.named, *lexicon.words.get("", ()))
        plain = mark_words | glossary | numbers | talking_words(packs)
        self._known = Known(own, plain, self._reads_with.endings)
        self._denials = {
            prefix: denial
            for pack in packs
            for prefix, denial in pack.table("understanding").get("denials", {}).items()
        }
        self._translations = translations(packs)
        self._colloquial = Colloquial(packs, self._is_kind)

    def _is_kind(self, word: str) -> bool:
        return any(sense.kind == "category" for sense in self._lexicon.senses.get(word_key(word), ()))

    def _denied(self, word: str) -> str | None:
        """ "Unfurnished" as "not furnished", where that is the name of a yes-or-no field."""
        for prefix, denial in self._denials.items():
            rest = word.removeprefix(prefix)
            senses = self._lexicon.senses.get(rest, ()) if rest != word else ()
            fields = (self._schema.fields.get(s.field) for s in senses if s.kind == "label")
            if any(field is not None and field.type == "flag" for field in fields):
                return f"{denial} {rest}"
        return None

    @cached_property
    def several(self) -> frozenset[str]:
        """Fields of which a person may want several values at once: features add up, colours don't."""
        single = {name for key in SINGLE for name in self._lexicon.standard.get(key, ())}
        return frozenset(f.name for f in self._schema.fields.values() if f.type == "tags") - single

    @property
    def category_field(self) -> str:
        """The field that says what kind of thing an item is, declared or learnt."""
        return self._lexicon.category_field

    def usual_field(self, value: str) -> str | None:
        """The field that a value is of where nothing else is said: the one in which most items have it; None where the
        value is known in none. Of several alike, the first by name."""
        senses = self._lexicon.senses.get(phrase_key(words_of(value)), ())
        weights = {(sense.weight, sense.field) for sense in senses if sense.kind == "value"}
        return min(weights, key=lambda found: (-found[0], found[1]))[1] if weights else None

    def parse(
        self,
        text: str,
        locale: str | None = None,
        mode: Mode = "chat",
        before: Intent | None = None,
        asked: str | None = None,
    ) -> Intent:
        """The intent of a text of at most a few thousand code points. `locale` overrides the detected language,
        `before` is what earlier turns left: its kinds tell what "light" means, its fields what "rather 5" speaks of.
        `asked` is the field that the person was just asked about, which an answer without its name speaks of.

        In `search` mode bare words only rank, so what they name is soft; comparators, ranges and negations are
        hard in both modes. What redaction took out of the text is no wish.
        """
        text = without_question_tags(without_placeholders(text, self._packs), self._packs)
        spoken = before.language if before else self._schema.languages[0]
        language = locale or detect_language(self._without_names(text), self._schema.languages, spoken)
        mended = correct(
            text,
            self._spelling,
            self._known,
            self._denied,
            lambda tokens, at: self._colloquial.meant(tokens, at, language),
        )
        pieces = read_pieces(mended.text, self._reads_with, language, before)
        scene = scene_of(
            mended.text, pieces, self._lexicon, self._schema, self._packs, language, before, asked or ""
        )
        return replace(self._intent_of(scene, mended, text, mode), language=language)

    def _intent_of(self, scene: Scene, mended: Corrected, text: str, mode: Mode) -> Intent:
        """What the scene's pieces say, in spans of the text as it was written."""
        found = _read(scene)
        kept = keeps(scene)
        constraints = [c for c in _softened(scene, found.constraints, mode) if c.field not in kept]
        rest, loose, share = self._unexplained(scene, found)
        intent_type = intent_type_of(scene, wishes=bool(scene.categories or found.constraints or found.sort))
        let_go = tuple(let_go_of(scene))
        wanted, denied = purposes_in(scene, mended)
        refused, taken_back = denied_words(scene)
        denied += [mended.span(*scene.span(at)) for at in (*refused, *taken_back)]
        gone = {*taken_back, *scene.dropped}
        rest = [piece for piece in rest if all(piece is not scene.pieces[at] for at in gone)]
        # What is not wanted can't be held against a running text, so nothing keeps such a wish.
        unkept = [piece for piece in loose if any(piece is scene.pieces[at] for at in refused)]
        rest, loose = (
            sorted([*rest, *unkept], key=attrgetter("start")),
            [piece for piece in loose if piece not in unkept],
        )
        holds = bool(scene.categories or constraints or found.sort)
        return Intent(
            intent_type=intent_type,
            categories=scene.categories,
            constraints=tuple(quoting(c, mended) for c in constraints),
            preferences=tuple(Preference(text[slice(*span)], span) for span in wanted),
            sort=_sort_quoting(found.sort, mended),
            entities=tuple(entities_in(scene, mended)),
            confidence=signs_of(scene, found, share).confidence(),
            clarification_needed=intent_type in ("find", "recommend") and not holds and share < ASK_BELOW,
            unparsed=tuple(phrases_of(rest, mended, text)),
            rejected=tuple(found.problems),
            released=tuple(n for n in dict.fromkeys((*released(scene), *found.spared)) if n not in kept),
            keeps=kept,
            restored=tuple(dict.fromkeys(restored(scene))),
            let_go=let_go,
            comparatives=tuple(replace(c, span=mended.span(*c.span)) for c in found.comparatives if c.span),
            manner=manner_of(scene),
            denied=tuple(text[slice(*span)] for span in denied),
            loose=tuple(text[slice(*mended.span(piece.start, piece.end))] for piece in loose),
            corrections=tuple((c.start, c.end, c.read_as) for c in mended.corrections),
        )

    def _without_names(self, text: str) -> str:
        """The text without makers' names, which are of no language: "hp" is a phone only where nobody is called so."""
        names = self._reads_with.names
        kept = [
            token.text
            for token in tokenize(text)
            if all(
                sense.kind != "value" or sense.field not in names
                for sense in self._lexicon.senses.get(word_key(token.text), ())
            )
        ]
        return " ".join(kept) or text

    def _unexplained(self, scene: Scene, found: Found) -> tuple[list[Piece], list[Piece], float]:
        """Pieces that nothing explains, those that only texts have, and the share of the wordy pieces that something
        explains."""
        rest, loose, wordy, explained = [], [], 0, found.explained
        # "Closer to campus": a word of the name of what is wished of.
        fields = (self._schema.fields[name] for name in found.fields)
        named = {w for f in fields for labels in f.labels.values() for w in words_of(" ".join(labels))}
        for at, piece in enumerate(scene.pieces):
            if piece.mark(
                "stop", "filler", "greeting", "with", "and", "or", "than", "degree", "linking", "any", "take"
            ):
                continue
            if piece.mark(
                "negation",
                "hedge",
                "compare",
                "budget",
                "date",
                "permit",
                "waive",
                "refuse",
                "unbind",
                "also",
                "instead",
                "afresh",
                "clear",
                "correct",
            ):
                continue
            wordy += 1
            if at not in explained and (unused := unused_number(scene, at)) is not None:
                rest.append(unused)
                continue
            said = word_key(scene.text[piece.start : piece.end])
            if at in explained or at in scene.purpose or piece.senses or is_rate(scene, at) or said in named:
                continue
            if isinstance(piece.payload, DateWish):
                rest.append(piece)
                continue
            words = [word_key(t.text) for t in tokenize(scene.text[piece.start : piece.end])]
            # "Longer" says how things compare, which no text tells.
            compared = any(m.degree != "plain" for m in (piece.mark("adjective"), piece.mark("sort")) if m)
            measured = piece.amount is not None and scene.text[piece.start : piece.end] not in words
            if compared or measured or not all(self._is_known(w, scene.categories) for w in words):
                rest.append(piece)
            elif piece.payload is None or piece.mark("adjective"):
                loose.append(piece)
        loose += [piece for at, piece in enumerate(scene.pieces) if at in scene.other_kinds]
        rest, loose = (without_parts(pieces, rest) for pieces in (rest, loose))
        return rest, loose, (wordy - len(rest)) / wordy if wordy else 0.0

    def _is_known(self, word: str, categories: Sequence[str]) -> bool:
        """Whether items of the categories use the word in either language; codes and numbers are let pass."""
        if not word.isalpha() or len(word) < 2:
            return True
        near = self._translations.get(word, set())
        forms = {word, *near}.union(*(self._translations.get(form, set()) for form in near))
        return any(self._lexicon.knows(form, categories) for form in forms)


def _is_name(senses: Sequence[Sense]) -> bool:
    """Whether the catalogue has something of that name, rather than a field that is called so."""
    return any(sense.kind != "label" for sense in senses)


def _read(scene: Scene) -> Found:
    """Everything the scene's pieces ask for, and which pieces that explains."""
    constraints: list[Constraint] = []
    problems, spared = [], []
    # A number that is taken back says nothing more.
    scene = scene.without({at for at in scene.dropped if scene.pieces[at].amount})
    corrected = list(read_shifts(scene))
    scene = scene.without({at for reading in corrected for at in reading.pieces})
    corrected += [AmountReading(wish, spots) for wish, spots in read_corrections(scene)]
    explained = {at for reading in corrected for at in reading.pieces}
    scene = scene.without(explained)
    measured: set[tuple[str, int]] = set()
    said = (turned_around(scene, reading) for reading in read_amounts(scene))
    for reading in settled(scene, [*corrected, *said]):
        if reading.constraint is not None:
            constraints.append(reading.constraint)
            measured.add((reading.constraint.field, min(reading.pieces)))
            explained |= set(reading.pieces)
        elif reading.spared is not None:
            explained |= set(reading.pieces)
            spared.append(reading.spared)
        elif reading.problem:
            problems.append(_problem(scene, reading))
    for constraint, spots in (*joined_dates(scene, read_dates(scene)), *read_values(scene, explained)):
        constraints.append(constraint)
        explained |= set(spots)
    sort = None
    comparatives = []
    for vague in read_vague(scene, explained):
        explained |= set(vague.pieces)
        sort = vague.sort or sort
        if vague.comparative is not None:
            comparatives.append(vague.comparative)
        # An explicit limit says what the vague word meant: "light, under 1 kg".
        # Right before its limit it only names the field: "noisy below 45 dB".
        limit = vague.constraint
        if limit is not None and (limit.field, max(vague.pieces) + 1) in measured:
            continue
        if limit is not None and not _is_limited(limit, constraints):
            constraints.append(limit)
    declared = scene.schema.category_field
    for at in scene.negated:
        piece = scene.pieces[at]
        if declared and piece.is_a("category"):
            values = tuple(str(s.value) for s in piece.senses)
            refused = Constraint(declared, "ne", values[0], None, "hard", scene.span(at))
            constraints.append(replace(refused, op="not_in", value=values) if len(values) > 1 else refused)
    constraints.sort(key=lambda c: c.span or (0, 0))
    return Found(constraints, sort, explained, problems, comparatives, tuple(spared))


def _sort_quoting(sort: Sort | None, mended: Corrected) -> Sort | None:
    return replace(sort, span=mended.span(*sort.span)) if sort and sort.span else sort


def _is_limited(vague: Constraint, constraints: Iterable[Constraint]) -> bool:
    limits = ("lt", "lte") if vague.op == "lte" else ("gt", "gte")
    return any(c.field == vague.field and c.op in (*limits, "between", "eq") for c in constraints)


def _problem(scene: Scene, reading: AmountReading) -> str:
    start, end = scene.span(*reading.pieces)
    return f"{scene.text[start:end]!r} was not used: {reading.problem}"


def _softened(scene: Scene, constraints: Iterable[Constraint], mode: Mode) -> list[Constraint]:
    """Hedged wishes, and in search what bare words name, made soft."""
    found = list(constraints)
    hedged = {
        id(c)
        for at, p in enumerate(scene.pieces)
        if p.mark("hedge") or (p.mark("unbind") and not _lifts(scene, at))
        for c in _hedged(scene, at, found)
    }
    hedged |= {id(c) for at in scene.excused for c in found if _ends_with(scene, c, at)}
    bare = ("eq", "in") if mode == "search" else ()
    return [replace(c, strength="soft") if id(c) in hedged or c.op in bare else c for c in found]


def _lifts(scene: Scene, at: int) -> bool:
    """Whether words that unbind take back what stands beside them, and so soften nothing else."""
    return any(n in scene.dropped for n in range(at - REACH, at + REACH + 1))


def _ends_with(scene: Scene, wish: Constraint, at: int) -> bool:
    """Whether a wish is of nothing but values that nobody insists on, the last of them at `at`: not the petrol of
    "petrol, diesel is fine too"."""
    if wish.span is None or wish.span[1] != scene.pieces[at].end:
        return False
    own = (n for n, p in enumerate(scene.pieces) if p.start >= wish.span[0] and p.end <= wish.span[1])
    return all(n in scene.excused for n in own if scene.pieces[n].is_a("value"))


def _hedged(scene: Scene, at: int, constraints: Sequence[Constraint]) -> list[Constraint]:
    """The constraint a hedge belongs to: the next one, or the one before where the clause ends with the hedge."""
    hedge = scene.pieces[at]
    spanned = [c for c in constraints if c.span]
    after = [c for c in spanned if c.span and c.span[0] >= hedge.end]
    before = [c for c in spanned if c.span and c.span[1] <= hedge.start]
    closes = at + 1 == len(scene.pieces) or scene.broken(at, at + 1)
    if before and (closes or not after):
        return [before[-1]]
    return after[:1]


__all__ = ["ASK_BELOW", "IntentParser", "Mark", "Mode"]
