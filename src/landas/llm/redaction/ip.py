"""Internet addresses, version 4 and 6; a version number ("firmware 10.0.19.1") is none."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_FOUR = re.compile(r"(?<![\w.])\d{1,3}(?:(?:\.|\[\.\]|\(\.\))\d{1,3}){3}(?![\w]|\.\d)")
_SPACED_FOUR = re.compile(r"(?<![\w.])\d{1,3}(?: ?\. ?\d{1,3}){3}(?![\w]|\.\d)")
_SIX = re.compile(
    r"(?<![\w:.])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,41}(?:[0-9A-Fa-f]|::)(?!\w|:[\w:]|\.\d)"
)
_SHORTEST_SIX = 6


class IpRecogniser:
    """Meets `Recogniser`."""

    kind: Kind = "ip"

    def find(self, reading: Reading) -> Iterator[Place]:
        text = reading.text
        for match in _FOUR.finditer(text):
            cued = reading.is_cued("ip", match.start(), match.end())
            if _is_four(match.group()) and (cued or not reading.is_cued_before("product", match.start())):
                yield match.start(), match.end()
        for match in _SPACED_FOUR.finditer(text):
            if reading.is_cued_before("ip", match.start()):
                yield match.start(), match.end()
        for match in _SIX.finditer(text):
            if _is_six(match.group()):
                yield match.start(), match.end()


def _is_four(text: str) -> bool:
    try:
        IPv4Address(re.sub(r"[\[\]()]", "", text))
    except AddressValueError:
        return False
    return True


def _is_six(text: str) -> bool:
    if len(text) < _SHORTEST_SIX:
        return False
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
