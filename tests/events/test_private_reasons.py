"""What a rejected event's reason quotes hides nobody's number from redaction, however its spaces are written."""

import pytest

from landas.errors import shown
from landas.language.pack import load_packs
from landas.llm.redaction import redact


@pytest.mark.parametrize("gap", ["\u00a0", "\u2009", "\u200b", "\u2060", " ", ""])
def test_a_quoted_value_can_still_be_redacted(gap: str) -> None:
    given = f"please refund {gap.join(('NL91', 'ABNA', '0417', '1643', '00'))}"
    found = redact(f"type {shown(given)} is unknown", load_packs(("en", "id"))).text
    assert "0417" not in found
    assert "iban" in found
