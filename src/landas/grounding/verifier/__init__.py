"""Checks what a reply says: claims with a verdict each, against facts, several items, or a source text."""

from landas.grounding.verifier.verify import verify

__all__ = ["verify"]
