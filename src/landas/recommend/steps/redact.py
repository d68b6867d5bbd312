"""Step `redact`: what identifies a person is taken out of the text before any other step sees it."""

from collections.abc import Sequence
from dataclasses import replace

from landas.errors import BadRequest
from landas.llm.redaction import Redacted, redact
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.request.intent import Intent


class Redact:
    """The first step of every surface with a text. Without `[privacy] redact` the text stays as it is.

    The only one that meets the text as it was typed, so it also keeps that where `[privacy] store_raw_text` says so.
    """

    name = "redact"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, draft: Draft) -> None:
        request = draft.request
        if self._parts.raw_texts is not None and request.text:
            self._parts.raw_texts.put(draft.receipt_id, request.user_id, request.text, request.now)
        draft.redacted = redacted(self._parts, request.text, request.known_names)
        draft.request = replace(request, text=draft.redacted.text, known_names=())


def redacted(parts: Parts, text: str, known_names: tuple[str, ...] = ()) -> Redacted:
    """The text as the project keeps texts."""
    return redact(text, parts.packs, known_names) if parts.privacy.redact else Redacted(text)


def parse_text(parts: Parts, text: str, locale: str | None = None) -> Intent:
    """What a text is understood to ask for; its spans are those of the text as it was given."""
    said = redacted(parts, text)
    return parts.parsers.of(parts.live.current()).parse(said.text, locale).moved(said.span)


def check_text(text: str, locale: str | None, languages: Sequence[str]) -> None:
    """Raises BadRequest for no text or a language the project lacks."""
    if not text.strip():
        raise BadRequest("the text is empty.", "Say what is looked for.")
    check_locale(locale, languages)


def check_locale(locale: str | None, languages: Sequence[str]) -> None:
    """Raises BadRequest for a language the project lacks."""
    if locale is not None and locale not in languages:
        raise BadRequest(
            f"locale {locale!r} is not one of the project's languages.", f"Use {', '.join(languages)}."
        )
