"""Do the product's own sentences pass its own verifier? A true sentence of a template that is refused is a mistake.

Conversations over a project without a model: requests, follow-ups, comparisons and questions about an item, in both
languages, every tone. Printed: how many sentences of templates were to be said, the share that passed, and each one
left out with the claim that failed and why.

usage: python benchmarks/template_sentences.py PROJECT REQUESTS.json [--turns 400] [--first 0] [--json]

REQUESTS.json: {"requests": {"en": […], "id": […]}}, such as the oracles of hostile_turns.py.
"""

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landas.bootstrap import open_project
from landas.dialogue.saying import SENTENCE_END, Said, Speaker
from landas.dialogue.service import AskRequest
from landas.grounding.claims import is_faithful
from landas.grounding.wording.slots import SlotText
from landas.metrics.intervals import mean_estimate

FOLLOW_UPS = {
    "en": ["cheaper", "a lighter one", "compare the first two", "which is the cheapest?", "how much is the first?",
           "does the second have bluetooth?", "what colour is the first one?", "how heavy is the second?"],
    "id": ["yang lebih murah", "yang lebih ringan", "bandingkan dua yang pertama", "mana yang paling murah?",
           "berapa harga yang pertama?", "apakah yang kedua punya bluetooth?", "apa warna yang pertama?",
           "berapa berat yang kedua?"],
}  # fmt: skip


@dataclass
class Heard:
    """The sentences that templates wanted to say; 1 for each that was said."""

    passed: list[float] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)

    def listening(self, say: Callable[..., Said]) -> Callable[..., Said]:
        """`Speaker.say`, overheard."""

        def overheard(speaker: Speaker, text: SlotText, *rest: Any, **more: Any) -> Said:
            said = say(speaker, text, *rest, **more)
            left_out = list(said.dropped)
            self.passed += [0.0] * len(left_out)
            self.passed += [1.0] * (len(SENTENCE_END.split(text)) - len(left_out))
            if left_out:
                self.refused.append({"dropped": left_out, "claims": failing(speaker, text)})
            return said

        return overheard


def failing(speaker: Speaker, text: SlotText) -> Sequence[dict[str, Any]]:
    claims = speaker.filled_in(text).claims
    return [claim.to_document() for claim in claims if not is_faithful((claim,))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("project", "requests"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--turns", type=int, default=400)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    requests = json.loads(options.requests.read_text(encoding="utf-8"))["requests"]
    heard, conversation = Heard(), None
    Speaker.say = heard.listening(Speaker.say)  # type: ignore[method-assign]
    with open_project(options.project) as project:
        for number in range(options.first, options.first + options.turns):
            chance = random.Random(number)
            language = ("en", "id")[number // 3 % 2]
            # The first of three turns begins a conversation, the others follow it up.
            begins = number % 3 == 0 or conversation is None
            text = chance.choice((requests if begins else FOLLOW_UPS)[language])
            before = len(heard.refused)
            turn = project.dialogue.ask(
                AskRequest(text, locale=language)
                if begins
                else AskRequest(text, conversation_id=conversation)
            )
            conversation = turn["conversation_id"]
            for refusal in heard.refused[before:]:
                refusal |= {"language": language, "request": text, "turn": number}
    record = {"turns": options.turns, "sentences_passed": mean_estimate(heard.passed).to_document()}
    if options.json:
        print(json.dumps({**record, "refused": heard.refused}, ensure_ascii=False, indent=1))
        return
    for refusal in heard.refused:
        print(json.dumps(refusal, ensure_ascii=False))
    print(json.dumps(record))


if __name__ == "__main__":
    main()
