"""Which fields a turn about shown items names, by their labels, by question words or by a mere "how much"."""

from collections.abc import Iterator, Sequence

from landas.language.stemming import stem
from landas.language.tokens import tokenize
from landas.request.intent import Intent
from landas.understanding.shown.about_words import AboutWords
from landas.understanding.shown.references import References


def fields_named(read: References, words: AboutWords) -> Sequence[str]:
    """Fields whose labels or question words occur, in the order of the text; pointing words name none."""
    found: list[str] = []
    at = 0
    while at < len(read.tokens):
        hit = words.fields.starting(read.keys, at) or _suffixed(read.keys[at], words)
        if hit is None or set(range(at, at + hit[0])) & read.taken:
            at += 1
            continue
        found += hit[1]
        at += hit[0]
    return list(dict.fromkeys(found)) or _scattered(read, words)


def field_alone(read: References, words: AboutWords) -> Sequence[str]:
    """The field that a turn asks for by a mere "how much", and says nothing else."""
    free = {key for n, key in enumerate(read.keys) if n not in read.taken}
    if not free <= words.idle | words.definite:
        return ()
    hits = (words.alone.starting(read.keys, at) for at in range(len(read.keys)))
    return next((hit[1] for hit in hits if hit), ())


def fields_akin(phrases: Sequence[str], words: AboutWords) -> list[str]:
    """Fields whose name has the stem of a word that nothing else explains: the watering, where water is asked for."""
    keys = [token.key for phrase in phrases for token in tokenize(phrase)]
    roots = [stem(key, pack.code) for key in keys for pack in words.packs]
    return list(dict.fromkeys(name for root in roots for name in words.akin.get(root, ())))


def _scattered(read: References, words: AboutWords) -> list[str]:
    """Fields all of whose name's words occur, in whatever order; of several names the one with most words."""
    free = {token.key for n, token in enumerate(read.tokens) if n not in read.taken}
    free |= {key.removesuffix(s) for key in free for s in words.suffixes if key != s}
    whole = {label: names for label, names in words.scattered.items() if label <= free}
    most = max(map(len, whole), default=0)
    names = (name for label, names in whole.items() if len(label) == most for name in names)
    return list(dict.fromkeys(names))


def _suffixed(key: str, words: AboutWords) -> tuple[int, tuple[str, ...]] | None:
    """ "Ramnya": a field's name with an ending written to it."""
    bare = next((key.removesuffix(s) for s in words.suffixes if key.endswith(s) and key != s), None)
    return words.fields.starting([bare], 0) if bare else None


def unexplained(read: References, said: Intent) -> Iterator[str]:
    """The words that are part of no wish and no comparison, and that point at nothing."""
    wishes = [c.span for c in said.constraints if c.span]
    spans = [*wishes, *(c.span for c in said.comparatives if c.span)]
    unknown = {t.key for phrase in said.unparsed for t in tokenize(phrase)}
    for n, token in enumerate(read.tokens):
        within = any(start <= token.start < end for start, end in spans) or token.key in unknown
        if n not in read.taken and not within:
            yield read.keys[n]
