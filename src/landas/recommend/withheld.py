"""What of a request a model may be told, and when it is told nothing."""

from landas.llm.calls import FallbackReason
from landas.llm.redaction import without_placeholders
from landas.recommend.draft import Draft
from landas.recommend.parts import Parts


def withheld(draft: Draft) -> FallbackReason | None:
    """Why no model is asked anything for this request, although one is there."""
    if "models" not in draft.request.purposes:
        return "no_consent"
    return "moderated" if draft.moderated.kinds else None


def told_words(draft: Draft, parts: Parts) -> str:
    """The request's words on one line, without placeholders of what was redacted."""
    return " ".join(without_placeholders(draft.request.text, parts.packs).split())
