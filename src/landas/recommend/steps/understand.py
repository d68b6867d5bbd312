"""Step `understand`: the request's text into an intent, with the lexicon of the release that answers."""

from collections.abc import Sequence

from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.llm.redaction import without_placeholders
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.request.intent import Constraint, Intent
from landas.understanding.parse import Mode
from landas.understanding.shown.said_places import without_places
from landas.understanding.words.fillers import without_fillers


class Understand:
    """Reads the text. A request without text keeps the empty intent. `before`: what earlier turns left."""

    name = "understand"

    def __init__(
        self,
        parts: Parts,
        mode: Mode,
        before: Intent | None = None,
        asked: str | None = None,
        listed: int = 0,
    ) -> None:
        """`asked`: the field that the last turn asked about. `listed`: how many items the last list has, whose places
        the text may name by numbers."""
        self._before = before
        self._asked = asked
        self._listed = listed
        self._parts = parts
        self._mode: Mode = mode

    def __call__(self, draft: Draft) -> None:
        text = without_places(draft.request.text, self._parts.parsers.about_words, self._listed)
        if text.strip():
            parser = self._parts.parsers.of(draft.view)
            draft.intent = parser.parse(
                text, locale=draft.request.locale, mode=self._mode, before=self._before, asked=self._asked
            )
        draft.said = draft.intent
        read = without_placeholders(text, self._parts.packs)
        wordless = draft.intent.intent_type == "recommend" or not tokenize(read)
        draft.words = "" if wordless else words_to_match(read, draft.intent, self._parts.packs)


def words_to_match(text: str, intent: Intent, packs: Sequence[LanguagePack]) -> str:
    """The text, slips mended, without fillers and the words that became limits, negations or a sort wish.

    Those are enforced elsewhere; as words to match they would find the very items they exclude.
    """
    removed = [c.span for c in intent.constraints if c.span and _only_filters(c)]
    if intent.sort and intent.sort.span:
        removed.append(intent.sort.span)
    pieces, last = [], 0
    edits = [(start, end, read_as) for start, end, read_as in intent.corrections]
    edits += [(start, end, " ") for start, end in removed]
    for start, end, instead in sorted(edits):
        if start < last:
            last = max(last, end)
            continue
        pieces += [text[last:start], instead]
        last = end
    mended = " ".join("".join([*pieces, text[last:]]).split())
    return without_fillers(mended, packs)


def _only_filters(constraint: Constraint) -> bool:
    if constraint.op in ("ne", "not_in", "between", "lt", "lte", "gt", "gte"):
        return True
    if constraint.strength == "soft":
        return False
    return not isinstance(constraint.value, str | tuple)
