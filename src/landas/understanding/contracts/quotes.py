"""A model's quotation of the person's words: where it stands in them, or that it doesn't."""

from landas.request.intent import Span


def quoted_span(text: str, quote: str) -> Span | None:
    """The first place of whole words where the text has the quote, whatever its case; None where it hasn't.

    >>> quoted_span("Kulkas kecil", "kulkas")
    (0, 6)
    >>> quoted_span("a notebook", "note") is None
    True
    """
    wanted, within = quote.strip().casefold(), text.casefold()
    # Folding may change a length ("ß"): then no offset of the folded text is one of the text.
    if not wanted or len(within) != len(text):
        return None
    start = within.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _is_edge(within, start) and _is_edge(within, end):
            return start, end
        start = within.find(wanted, start + 1)
    return None


def _is_edge(text: str, at: int) -> bool:
    return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())
