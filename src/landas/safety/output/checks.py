"""Every check of a reply. A new one is a file and a line here."""

from landas.safety.output.check import Check, Finding, Surroundings
from landas.safety.output.forbidden import ForbiddenClaims
from landas.safety.output.hidden import HiddenValues
from landas.safety.output.personal import PersonalData
from landas.safety.output.secrets import Secrets
from landas.safety.output.sensitive import SensitiveAttributes
from landas.safety.output.system_text import SystemText

CHECKS: tuple[Check, ...] = (
    ForbiddenClaims(),
    SensitiveAttributes(),
    SystemText(),
    PersonalData(),
    HiddenValues(),
    Secrets(),
)


def findings(reply: str, around: Surroundings) -> tuple[Finding, ...]:
    """What of the reply must not be said, in the order of the text."""
    found = {Finding(check.kind, *place) for check in CHECKS for place in check.find(reply, around)}
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind)))
