"""People give away who they are: nothing of it reaches a prompt, a receipt, a metric, the log or the database."""

from collections.abc import Iterator
from pathlib import Path
from string import Template

from landas.bootstrap import STATE_FOLDER
from landas.drill.copies import FIRST
from landas.drill.finding import Verdict, judged
from landas.drill.model_server import says
from landas.drill.persons import Person, person, traces
from landas.drill.stage import TOLD, TOLD_OPEN, Stage
from landas.drill.world import each_language

PAGE = 4096
"""Bytes of a database's page. One that was there before the drill holds nothing of it."""


def privacy(stage: Stage) -> Verdict:
    people: list[Person] = []
    faults: list[str] = []
    copies = (TOLD, TOLD_OPEN)
    for copy in copies:
        before = len(stage.models.prompts[copy])
        stage.models.moods[copy] = says(["${title}."])
        for number, (language, request) in enumerate(
            each_language(stage.world, stage.world.requests, stage.turns)
        ):
            someone = person(len(people))
            people.append(someone)
            texts = stage.world.words(language)["persons"]["texts"]
            text = Template(texts[number // len(stage.world.languages) % len(texts)])
            turn = stage.client.ask(copy, text.substitute(someone.values, request=request), language)
            if turn.status != 200:
                faults.append(f"status {turn.status}")
                continue
            stored = str(stage.client.receipt(copy, turn.receipt_id))
            faults += [f"{kind} in the receipt {turn.receipt_id}" for kind in someone.traces(stored)]
        faults += _found(people, "a prompt", "\n".join(stage.models.prompts[copy][before:]))
        faults += _found(people, f"the database of {copy}", _bytes_of(stage.folders[copy]))
    faults += _found(people, "/metrics", stage.client.metrics())
    faults += _found(people, "the server's log", stage.log.read_text(encoding="utf-8", errors="replace"))
    prompts = sum(len(stage.models.prompts[copy]) for copy in copies)
    return judged(
        f"{len(people)} people with their e-mail, telephone, card, NIK, NPWP, IBAN or address; {prompts} prompts, "
        "receipts, metrics, log and database files",
        faults,
        "traces",
    )


def _found(people: list[Person], where: str, text: str) -> list[str]:
    return [f"{kind} in {where}" for kind in traces(people, text)]


def _bytes_of(folder: Path) -> str:
    """Everything that the copy's database files hold since it was made, those beside it too, read as text."""
    before = {page for file in _files(folder.parent / FIRST) for page in _pages(file)}
    return "\n".join(
        b"".join(page for page in _pages(file) if page not in before).decode("utf-8", "replace")
        for file in _files(folder)
    )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / STATE_FOLDER).glob("*") if path.is_file())


def _pages(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while page := content.read(PAGE):
            yield page
