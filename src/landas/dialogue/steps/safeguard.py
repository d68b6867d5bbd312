"""Step `safeguard`: the last look at a reply, whoever wrote it and however.

The verifier asks whether a reply is true; this asks whether it may be said at all. A model's reply that may not is
worded by template; a template's sentence that may not is left out. Where the stakes are high every statement needs a
citation.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.saying import SENTENCE_END, Said, Speaker, turn_grounds
from landas.grounding.claims import Claim
from landas.grounding.wording.plain import display_titles
from landas.grounding.wording.slots import SlotText
from landas.grounding.wording.task import WordingTask
from landas.grounding.wording.template import framed, word_by_template
from landas.language.pack import load_pack
from landas.recommend.draft import Spoken
from landas.recommend.parts import Parts
from landas.safety.moderation import SELF_HARM
from landas.safety.output.check import Surroundings
from landas.safety.output.checks import findings
from landas.safety.output.own_texts import own_prompts, own_secrets
from landas.settings import ProjectSettings

UNCITED = "uncited"
"""Why a statement may not be said where the stakes are high, beside the kinds of `findings`."""

_log = logging.getLogger(__name__)


class Safeguard:
    """Replaces `draft.spoken` where it may not be said; notes why in `draft.reworded`."""

    name = "safeguard"

    def __init__(self, parts: Parts, settings: ProjectSettings) -> None:
        self._parts = parts
        self._settings = settings

    def __call__(self, draft: ChatDraft) -> None:
        spoken, task = draft.spoken, draft.task
        if spoken is None or task is None:
            raise RuntimeError("safeguard needs the steps evidence and speak before it")
        around = surroundings(draft, self._parts, self._settings)
        look = _Look(around, self._strict(draft, task))
        if faults := look.faults(spoken.reply, spoken.claims):
            draft.reworded = tuple(dict.fromkeys(kind for kind, _ in faults))
            _log.warning("a reply was reworded before it was sent: %s", ", ".join(draft.reworded))
            spoken = draft.spoken = self._reworded(spoken, task, look)
        if draft.preface is not None:
            spoken = draft.spoken = _after(
                spoken, str(load_pack(task.language).table("acts")["replies"][draft.preface])
            )
        if SELF_HARM in draft.moderated.kinds:
            draft.spoken = _after(spoken, self._care(task.language))

    def _strict(self, draft: ChatDraft, task: WordingTask) -> str | None:
        """Where the stakes are high: our own frame, whose greetings and questions need no citation."""
        if draft.request.surface not in self._settings.safety.high_stakes:
            return None
        return self._speaker(task).filled_in(word_by_template(task)).reply

    def _reworded(self, spoken: Spoken, task: WordingTask, look: "_Look") -> Spoken:
        """A model's words where all that is left out of them stands in our own frame, else the template's."""
        speaker = self._speaker(task)

        def unsayable(said: Said) -> Sequence[int]:
            return [start for _, start in look.faults(said.reply, said.claims)]

        last = load_pack(task.language).table("safety")["replies"]["shown" if task.shown else "nothing"]
        if spoken.mode != "template":
            said = speaker.say(SlotText(spoken.slot_text), unsayable, last)
            if set(said.dropped) <= set(SENTENCE_END.split(framed(task, ()))):
                return _with(spoken, said)
            spoken = replace(spoken, mode="template", fallback="unsafe")
        return _with(spoken, speaker.say(word_by_template(task), unsayable, last))

    def _speaker(self, task: WordingTask) -> Speaker:
        return Speaker(task, turn_grounds(task, self._settings.wording.forbidden_claims))

    def _care(self, language: str) -> str:
        """The project's own words for somebody who speaks of harming themselves, or the pack's."""
        own = self._settings.safety.help.get(language)
        return own or str(load_pack(language).table("safety")["replies"]["self_harm"])


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked for in one turn's words. `ours`: None but where the stakes are high."""

    around: Surroundings
    ours: str | None

    def faults(self, reply: str, claims: Sequence[Claim]) -> list[tuple[str, int]]:
        """(why, offset) of everything that must not be said."""
        found: list[tuple[str, int]] = [(each.kind, each.start) for each in findings(reply, self.around)]
        if self.ours is not None:
            found += [(UNCITED, claim.start) for claim in claims if not is_cited(claim, self.ours)]
        return found


def is_cited(claim: Claim, ours: str) -> bool:
    """Whether a claim may be made where the stakes are high: it names its facts, or is talk of our own, no model's."""
    if claim.verdict == "not_a_claim":
        return claim.text in ours
    return claim.verdict == "supported" and bool(claim.fact_ids)


def surroundings(draft: ChatDraft, parts: Parts, settings: ProjectSettings) -> Surroundings:
    """What may stand in a turn's reply whatever it says, and what may in no case."""
    titles = tuple(item.title for item in draft.shown)
    items = [place.version.item.in_context(draft.request.context) for place in draft.slate]
    nearest = [relaxation.nearest for relaxation in draft.relaxations if relaxation.nearest]
    facts = [fact for item in (*draft.shown, *nearest) for fact in item.facts.values()]
    said = [fact.value for fact in facts if parts.schema.fields[fact.field].public]
    hidden = [
        value
        for item in items
        for name, value in item.values.items()
        if name in parts.schema.fields and not parts.schema.fields[name].public
    ]
    return Surroundings(
        packs=parts.packs,
        public=(*titles, *display_titles(titles), *(item.title for item in nearest), *map(str, _flat(said))),
        request=draft.request.text,
        hidden=tuple(hidden),
        forbidden=settings.wording.forbidden_claims,
        prompts=own_prompts(),
        secrets=own_secrets(settings),
    )


def _flat(values: Sequence[object]) -> list[object]:
    return [one for value in values for one in (value if isinstance(value, tuple | list) else (value,))]


def _after(spoken: Spoken, preface: str) -> Spoken:
    said = Said(SlotText(spoken.slot_text), spoken.reply, spoken.claims).after(preface)
    return replace(spoken, preface=preface, reply=said.reply, claims=said.claims)


def _with(spoken: Spoken, said: Said) -> Spoken:
    return replace(spoken, slot_text=said.slot_text, reply=said.reply, claims=said.claims, trimmed=True)
