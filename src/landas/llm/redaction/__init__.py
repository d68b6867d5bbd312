"""Takes what identifies a person out of their own words, before any other step sees them."""

from landas.llm.redaction.found import Found, Redacted
from landas.llm.redaction.placeholders import GAP, without_placeholders
from landas.llm.redaction.redacting import redact

__all__ = ["GAP", "Found", "Redacted", "redact", "without_placeholders"]
