"""The whole of redaction: every recogniser reads the text, and what any of them finds is taken out.

Rules and checksums after Microsoft Presidio's recognisers, with the identifiers of Indonesia beside them.
"""

from collections.abc import Iterable, Iterator, Sequence

from landas.language.pack import LanguagePack
from landas.llm.redaction.account import AccountRecogniser
from landas.llm.redaction.address import AddressRecogniser
from landas.llm.redaction.birth import BirthRecogniser
from landas.llm.redaction.card import CardRecogniser
from landas.llm.redaction.email import EmailRecogniser
from landas.llm.redaction.found import Found, Kind, Redacted
from landas.llm.redaction.handle import HandleRecogniser
from landas.llm.redaction.iban import IbanRecogniser
from landas.llm.redaction.ip import IpRecogniser
from landas.llm.redaction.kk import KkRecogniser
from landas.llm.redaction.location import LocationRecogniser
from landas.llm.redaction.names import NameRecogniser
from landas.llm.redaction.nik import NikRecogniser
from landas.llm.redaction.npwp import NpwpRecogniser
from landas.llm.redaction.passport import PassportRecogniser
from landas.llm.redaction.phone import PhoneRecogniser
from landas.llm.redaction.placeholders import placeholder
from landas.llm.redaction.plate import PlateRecogniser
from landas.llm.redaction.reading import Place, Reading, read
from landas.llm.redaction.recogniser import Recogniser
from landas.llm.redaction.secret import SecretRecogniser
from landas.llm.redaction.sensitive import SensitiveRecogniser

# In this order: where two overlap, the earlier one names the whole.
RECOGNISERS: tuple[Recogniser, ...] = (
    SecretRecogniser(),
    HandleRecogniser(),
    EmailRecogniser(),
    IbanRecogniser(),
    KkRecogniser(),
    NikRecogniser(),
    NpwpRecogniser(),
    CardRecogniser(),
    IpRecogniser(),
    BirthRecogniser(),
    LocationRecogniser(),
    PassportRecogniser(),
    PlateRecogniser(),
    AccountRecogniser(),
    PhoneRecogniser(),
    AddressRecogniser(),
    NameRecogniser(),
    SensitiveRecogniser(),
)


def redact(text: str, packs: Sequence[LanguagePack], known_names: Sequence[str] = ()) -> Redacted:
    """The text with a placeholder for everything in it that identifies a person.

    `known_names` are full names that the caller knows of the person; their parts count too. Redacting again
    changes nothing.
    """
    reading = read(text, packs, known_names)
    claimed: list[tuple[Kind, Place]] = []
    for recogniser in RECOGNISERS:
        for place in recogniser.find(reading):
            _claim(claimed, recogniser.kind, place)
        reading.claimed[:] = [place for _, place in claimed]
    found = tuple(_found(claimed, reading))
    return Redacted(_replaced(text, found), found)


def _claim(claimed: list[tuple[Kind, Place]], kind: Kind, place: Place) -> None:
    """Adds the place, or widens what is claimed already where the two overlap."""
    start, end = place
    while overlap := next((c for c in claimed if c[1][0] < end and start < c[1][1]), None):
        claimed.remove(overlap)
        kind, start, end = overlap[0], min(start, overlap[1][0]), max(end, overlap[1][1])
    claimed.append((kind, (start, end)))


def _found(claimed: Iterable[tuple[Kind, Place]], reading: Reading) -> Iterator[Found]:
    for kind, (start, end) in sorted(claimed, key=lambda entry: entry[1]):
        yield Found(kind, reading.origin[start], reading.origin[end - 1] + 1, placeholder(kind))


def _replaced(text: str, found: Sequence[Found]) -> str:
    pieces, last = [], 0
    for entry in found:
        pieces += [text[last : entry.start], entry.placeholder]
        last = entry.end
    return "".join([*pieces, text[last:]])
