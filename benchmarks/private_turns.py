"""Is anything of a person left after real turns: in prompts, logs, receipts, conversations, call records, and the bytes
of every file of the project?

Texts are those of redaction.py, sent as chat turns, searches and context values through the sample project with a
provider that keeps what it is sent. A value counts as left where more than half of its letters and digits stand in a
row in one text (`redaction.remains`), or where it or its digits stand in a file's bytes.

usage: python benchmarks/private_turns.py [--texts 3000] [--seed 1] [--show 5]
"""

import argparse
import collections
import logging
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from redaction import STRUCTURED, Maker, Text, remains, wilson

from landas.bootstrap import Project, open_project
from landas.cli.demo import make_sample
from landas.dialogue.service import AskRequest
from landas.ids import ReceiptId, UserId
from landas.llm.gateway import Gateway, Shared
from landas.llm.providers.provider import Completion, ProviderCall
from landas.llm.redaction import redact
from landas.recommend.service import plain_request
from landas.settings import LlmSection


class Recording:
    """A provider that keeps every prompt and answers what no schema allows."""

    name = "recording"

    def __init__(self) -> None:
        self.prompts: list[str] = []

    def complete(self, call: ProviderCall) -> Completion:
        self.prompts.append(f"{call.prompt.system}\n{call.prompt.user}\n{call.described}")
        return Completion("{}", 1, 1)

    def warm(self) -> None: ...

    def close(self) -> None: ...


class Lines(logging.Handler):
    """Every log line of the process, at every level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def listened_to(project: Project) -> Recording:
    provider = Recording()
    section = LlmSection(provider="scripted", replies="none.jsonl", breaker_failures=10**9)
    shared = Shared(redact=lambda text: redact(text, project.packs).text)
    gateway = Gateway(
        section, project.calls, project.clock, project.folder, make=lambda *_: provider, shared=shared
    )
    project.__dict__["gateway"] = gateway
    return provider


def texts_in(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield str(key)
            yield from texts_in(value)
    elif isinstance(document, list | tuple):
        for value in document:
            yield from texts_in(value)


def asked(project: Project, made: Text, number: int) -> dict[str, Any]:
    """One turn, or every fourth time a search; the text is the person's whole message."""
    if number % 4 == 3:
        found = project.recommender.search(plain_request("search", text=made.text))
        return {"receipt": found["receipt_id"], "answer": {**found, "intent": None}}
    turn = project.dialogue.ask(
        AskRequest(made.text, UserId(f"u{number % 50}"), locale=made.language if number % 2 else None)
    )
    # The intent given back quotes the sender's own text to the sender; what is kept is looked at instead.
    kept = project.conversations.turns(turn["conversation_id"])
    return {"receipt": turn["receipt_id"], "answer": {**turn, "intent": None}, "kept": kept}


def left_in(made: Text, texts: Sequence[str]) -> list[tuple[str, str]]:
    long = [text for text in dict.fromkeys(texts) if len(text) >= 3]
    return [(kind, value) for kind, value in made.persons if any(remains(kind, value, text) for text in long)]


def spellings(value: str) -> set[bytes]:
    """A value as a file could hold it: as typed, in small letters, escaped as JSON, and its digits alone."""
    digits = re.sub(r"\D", "", value)
    forms = {value, value.lower(), value.encode("unicode_escape").decode()}
    return {form.encode() for form in forms if len(form) >= 6} | (
        {digits.encode()} if len(digits) > 7 else set()
    )


def bytes_of(folder: Path) -> bytes:
    """Every file of the project but its release, which is made of the catalogue alone."""
    files = [p for p in folder.rglob("*") if p.is_file() and "releases" not in p.parts]
    return b"\n".join(path.read_bytes() for path in files)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=int, default=3000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=5)
    options_said = options.parse_args()
    maker = Maker(random.Random(options_said.seed))
    log = Lines()
    logging.getLogger().addHandler(log)
    logging.getLogger().setLevel(logging.DEBUG)
    gone: dict[str, list[bool]] = collections.defaultdict(list)
    shown: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_sample(folder)
        catalogue = bytes_of(folder)
        made_texts = list(maker.own(options_said.texts))
        with open_project(folder) as project:
            provider = listened_to(project)
            for number, made in enumerate(made_texts):
                before, lines = len(provider.prompts), len(log.lines)
                found = asked(project, made, number)
                receipt = project.receipt(ReceiptId(found["receipt"]))
                texts = [*texts_in(receipt), *texts_in(found.get("kept")), *texts_in(found["answer"])]
                left = left_in(made, [*texts, *provider.prompts[before:], *log.lines[lines:]])
                for kind, value in made.persons:
                    group = "structured" if kind in STRUCTURED else kind
                    gone[f"{group}, {made.language}"].append((kind, value) not in left)
                    if (kind, value) in left and shown[kind] < options_said.show:
                        shown[kind] += 1
                        print(f"LEFT {kind}: {value!r} of {made.text!r}")
            project.gateway.close()
            prompts = len(provider.prompts)
        whole = bytes_of(folder)
    values = {value for made in made_texts for kind, value in made.persons if kind in STRUCTURED}
    in_files = [v for v in values if any(s in whole and s not in catalogue for s in spellings(v))]
    print(
        f"{options_said.texts} texts, {prompts} prompts, {len(log.lines)} log lines, {len(whole)} bytes of files"
    )
    for group, results in sorted(gone.items()):
        print(f"gone everywhere: {group:24}{wilson(sum(results), len(results))}")
    print(f"structured values in the bytes of files: {len(in_files)} of {len(values)} {in_files[:3]}")


if __name__ == "__main__":
    main()
