"""Numbers of Indonesian family cards (kartu keluarga): 16 digits like a NIK's, told from it by the words before."""

from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_LENGTHS = range(15, 18)


class KkRecogniser:
    """Meets `Recogniser`."""

    kind: Kind = "kk"

    def find(self, reading: Reading) -> Iterator[Place]:
        for row in reading.numbers:
            if row.is_whole and len(row.value) in _LENGTHS and reading.is_cued_before("kk", row.start):
                yield row.start, row.end
