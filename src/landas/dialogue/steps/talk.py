"""Step `talk`: a greeting or thanks asks for nothing, so nothing is shown for it."""

from landas.recommend.draft import Draft

TALK = frozenset({"greeting", "small_talk", "unsafe", "out_of_scope", "other"})
"""Types of intent that ask for no item."""


class LeaveTalkAlone:
    """Drops every candidate of a turn that is talk; what earlier turns left stays for the next one."""

    name = "talk"

    def __call__(self, draft: Draft) -> None:
        if draft.intent.intent_type in TALK:
            draft.candidates = ()
