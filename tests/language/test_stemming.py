"""Stems are the same however many threads ask for them."""

import sys
import threading

import pytest

from landas.language.stemming import _stemmer

WORDS = {
    "en": [
        "running",
        "connections",
        "happiness",
        "national",
        "conditionally",
        "traditional",
        "batteries",
        "generously",
    ],
    "id": [
        "berlari",
        "mempertanyakan",
        "keberhasilan",
        "pembelajaran",
        "menyelesaikan",
        "perbandingan",
        "terjauh",
    ],
}


@pytest.mark.parametrize("code", ["en", "id"])
def test_threads_that_stem_at_once_get_what_one_alone_gets(code: str) -> None:
    stemmer = _stemmer(code)
    alone = [stemmer(word) for word in WORDS[code]]
    found: list[list[str]] = []
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)

    def work() -> None:
        found.extend([stemmer(word) for word in WORDS[code]] for _ in range(60))

    try:
        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(usual)
    assert len(found) == 360
    assert all(stems == alone for stems in found)
