"""What a person's data may be used for: the project's purposes, what the person granted or withdrew, what a request
says.

`recommend`: what they did before may shape what they are shown. `improve`: their words and id stay in receipts, to
measure and better the service. `models`: their words may be told to language models.
`remember`: what they say they like may outlive the conversation; it is never presumed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from landas.ids import UserId
from landas.settings import PrivacySection, Purpose


class ConsentStore(Protocol):
    """What people granted and withdrew, the latest word on each purpose."""

    def of(self, user_id: UserId) -> Mapping[Purpose, bool]: ...

    def put(self, user_id: UserId, granted: Mapping[Purpose, bool], at: datetime) -> None: ...

    def erase_user(self, user_id: UserId) -> int:
        """Forgets a person's words; gives how many."""
        ...


def purposes_of(
    privacy: PrivacySection, stored: Mapping[Purpose, bool], said: Sequence[Purpose] | None
) -> frozenset[Purpose]:
    """What this request's data may be used for: never more than the project's purposes.

    What the request says holds for it alone, but for what the person withdrew; else what the person said last; else
    what the project presumes.
    """
    if said is not None:
        return frozenset(p for p in said if p in privacy.purposes and stored.get(p, True))
    presumed = privacy.consent == "opt_out"
    return frozenset(
        purpose for purpose in privacy.purposes if stored.get(purpose, presumed and purpose != "remember")
    )
