"""Is anything of a person left after real turns through a real server: in what the model was sent, logs, spans,
receipts, histories, metrics, reports of imports, and the bytes of every file of the project?

Texts are those of redaction.py, sent over HTTP to `landas serve` as first turns and follow-ups, searches, filters, ids
of candidates and anchors, context values, feedback and broken events, and imported in broken rows of feeds. The model
is the drill's; the collector of spans is a listener here. A value counts as left where more than half of its letters
and digits stand in a row in one text (`redaction.remains`), or where it or its digits stand in a file's bytes.

usage: python benchmarks/private_turns.py [--texts 3000] [--seed 1] [--show 5]
"""

import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from redaction import STRUCTURED, Maker, Text, remains, wilson

from landas.cli.demo import make_sample
from landas.drill.model_server import ModelServer, says
from landas.drill.server import Client, Turn, served

COPY = "sample"
MODEL = """
[llm]
provider = "openai"
base_url = "{address}"
cache = "off"
breaker_failures = 1000000
[llm.tasks.order]
deadline_ms = 1500
[llm.tasks.comparison]
wording = "open"
"""


class Spans(BaseHTTPRequestHandler):
    """Takes what OpenTelemetry exports over HTTP, and keeps its bytes."""

    protocol_version = "HTTP/1.1"
    bodies: list[bytes] = []  # noqa: RUF012 - one listener a run

    def do_POST(self) -> None:
        self.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""


@contextmanager
def collecting() -> Iterator[str]:
    listener = ThreadingHTTPServer(("127.0.0.1", 0), Spans)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listener.server_address[1]}"
    listener.shutdown()
    listener.server_close()


class OnlyProject(Client):
    """The server hosts one project, whose paths have no prefix."""

    def prefix(self, copy: str) -> str:
        return ""


class Person:
    """Sends texts in every way in which a text can reach the server, in turn, and gives back what was kept of each."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.ways = (self.turn, self.follow_up, self.search, self.turn, self.filters, self.context, self.turn,
                     self.feedback, self.events, self.ids)  # fmt: skip
        self.last: Turn | None = None

    def sent(self, made: Text, number: int) -> tuple[str, list[Any]]:
        """The way, and every document in which something of the text may be left."""
        way = self.ways[number % len(self.ways)]
        return way.__name__, way(made, number)

    def turn(self, made: Text, number: int) -> list[Any]:
        self.last = self.client.ask(COPY, made.text, made.language)
        return self._kept(self.last.document)

    def follow_up(self, made: Text, number: int) -> list[Any]:
        if self.last is None or not self.last.conversation:
            return self.turn(made, number)
        self.last = self.client.follow(self.last, made.text)
        return self._kept(self.last.document)

    def search(self, made: Text, number: int) -> list[Any]:
        return self._kept(self._posted("/v1/search", {"text": made.text, "user_id": f"u{number % 50}"}))

    def filters(self, made: Text, number: int) -> list[Any]:
        told = {"brand": made.text[:200], "colour": {"ne": made.text[:200]}}
        return self._kept(self._posted("/v1/search", {"text": "laptop", "filters": told}))

    def context(self, made: Text, number: int) -> list[Any]:
        body = {"surface": "home", "context": {"region": made.text[:200]}}
        return self._kept(self._posted("/v1/recommend", body))

    def ids(self, made: Text, number: int) -> list[Any]:
        # A plate, a passport's number or a date alone is no other than a product's; beside its words it is known.
        alone = [kind for kind in STRUCTURED if kind not in ("plate", "passport", "birth")]
        structured = [value for kind, value in made.persons if kind in alone]
        known = [{"item_id": "L001a", "score": 0.1}]
        sent = [*known, *({"item_id": value, "score": 1.0} for value in structured)]
        body = {"surface": "home", "candidates": sent, "exclude": [made.text[:500]]}
        related = {"surface": "related", "item_id": made.text[:500]}
        turn = self.client.ask(COPY, "laptop", made.language, sent)
        return [
            *self._kept(self._posted("/v1/recommend", body)),
            *self._kept(self._posted("/v1/recommend", related)),
            *self._kept(turn.document),
        ]

    def feedback(self, made: Text, number: int) -> list[Any]:
        if self.last is None or not self.last.receipt_id:
            return []
        path = f"/v1/receipts/{self.last.receipt_id}/feedback"
        return [self._posted(path, {"rating": 1, "reason": made.text}), *self._kept(self.last.document)]

    def events(self, made: Text, number: int) -> list[Any]:
        """One that is broken by the text, one whose free keys hold it."""
        good = {"event_id": f"e{number}", "type": "view", "item_id": "L001a", "user_id": "u1",
                "at": "2026-11-26T10:00:00Z"}  # fmt: skip
        body = [{**good, "type": made.text}, {**good, "event_id": f"f{number}", "at": made.text}]
        status, document, _ = self.client.exchange("POST", COPY, "/v1/events", body)  # type: ignore[arg-type]
        return [document] if status == 200 else []

    def _posted(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        status, document, _ = self.client.exchange("POST", COPY, path, body)
        return document if status in (200, 201) else {}

    def _kept(self, document: Any) -> list[Any]:
        """The answer but for the intent, which quotes the sender's own text to the sender; and its receipt."""
        answer = {key: value for key, value in dict(document).items() if key != "intent"}
        receipt = self.client.receipt(COPY, answer["receipt_id"]) if answer.get("receipt_id") else None
        return [answer, receipt]


def imported(folder: Path, made_texts: Sequence[Text]) -> str:
    """What the reports say of a feed and a log whose every row is broken by a text."""
    rows = [
        {"sku": f"p{n}", "name": f"thing {n}", "price": made.text, "brand": made.text}
        for n, made in enumerate(made_texts)
    ]
    events = [{"event_id": f"g{n}", "type": made.text, "user_id": "u1", "time": made.text, "item_id": made.text}
              for n, made in enumerate(made_texts)]  # fmt: skip
    said = ""
    for what, lines in (("items", rows), ("events", events)):
        file = folder.parent / f"{what}.jsonl"
        file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "landas.cli.main",
            "import",
            what,
            str(file),
            "--project",
            str(folder),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said += done.stdout + done.stderr
    return said


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


def left_in(made: Text, texts: Sequence[str]) -> list[tuple[str, str]]:
    long = [text for text in dict.fromkeys(texts) if len(text) >= 3]
    return [(kind, value) for kind, value in made.persons if any(remains(kind, value, text) for text in long)]


def spellings(value: str) -> set[bytes]:
    """A value as a file could hold it: as typed, in small letters, escaped as JSON, and its digits alone."""
    digits = re.sub(r"\D", "", value)
    forms = {value, value.lower(), json.dumps(value)[1:-1], value.encode("unicode_escape").decode()}
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
    asked = options.parse_args()
    made_texts = list(Maker(random.Random(asked.seed)).own(asked.texts))
    gone: dict[str, list[bool]] = collections.defaultdict(list)
    ways: collections.Counter[str] = collections.Counter()
    shown: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as name, ModelServer() as models, collecting() as collector:
        folder, log = Path(name) / COPY, Path(name) / "serve.log"
        folder.mkdir()
        make_sample(folder)
        file = folder / "landas.toml"
        section = MODEL.format(address=models.base_url(COPY))
        file.write_text(file.read_text(encoding="utf-8") + section, encoding="utf-8")
        models.moods[COPY] = says(["${title}."])
        catalogue = bytes_of(folder)
        os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector
        with served([folder], log) as address:
            client = OnlyProject(address)
            person = Person(client)
            prompts = models.prompts[COPY]
            for number, made in enumerate(made_texts):
                before, lines = len(prompts), log.stat().st_size
                way, documents = person.sent(made, number)
                ways[way] += bool(documents)
                told = [*texts_in(documents), *prompts[before:]]
                with log.open("rb") as written:
                    written.seek(lines)
                    told += written.read().decode("utf-8", "replace").splitlines()
                left = left_in(made, told)
                for kind, value in made.persons:
                    group = "structured" if kind in STRUCTURED else kind
                    gone[f"{group}, {made.language}"].append((kind, value) not in left)
                    if (kind, value) in left and shown[kind] < asked.show:
                        shown[kind] += 1
                        print(f"LEFT {kind} by {way}: {value!r} of {made.text!r}")
            metrics = client.metrics().encode()
        said = imported(folder, made_texts[:1000])
        places = {
            "files": bytes_of(folder), "prompts": "\n".join(prompts).encode(), "log": log.read_bytes(),
            "spans": b"\n".join(Spans.bodies), "metrics": metrics,
            "imports": said.encode(),
        }  # fmt: skip
    print(f"{asked.texts} texts by {dict(ways)}")
    for group, results in sorted(gone.items()):
        print(f"gone everywhere: {group:24}{wilson(sum(results), len(results))}")
    values = {value for made in made_texts for kind, value in made.persons if kind in STRUCTURED}
    for place, content in places.items():
        found = [v for v in values if any(s in content and s not in catalogue for s in spellings(v))]
        print(
            f"structured values in the bytes of {place} ({len(content)}): {len(found)} of {len(values)} {found[:3]}"
        )


if __name__ == "__main__":
    main()
