"""The README's commands, run as they are written, on a small feed of invented products."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line, comments=True)
    for block in re.findall(r"```sh\n(.*?)```", README, re.S)
    for line in block.splitlines()
    if line.startswith("landas ") and " serve " not in line
]
FEED = """sku,name,department,brand,price,colour,weight_g
a1,Velora Aero 14 laptop,laptop,Velora,7999000,hitam,1350
a2,Kestrin Pine 13 laptop,laptop,Kestrin,6499000,hitam,1290
a3,Kestrin Oak 15 laptop,laptop,Kestrin,7250000,perak,1780
a4,Nimbusworks Slate 14 laptop,laptop,Nimbusworks,9100000,hitam,1420
b1,Tarumala canvas laptop bag,laptop bag,Tarumala,249000,hitam,540
b2,Tarumala felt laptop bag,laptop bag,Tarumala,199000,abu-abu,480
"""
LOG = """user_id,item_id,type,time
ani,a1,view,2026-01-05T10:00:00Z
ani,b1,purchase,2026-01-05T10:20:00Z
budi,a1,purchase,2026-01-06T09:00:00Z
"""


def run(command: list[str], folder: Path) -> str:
    landas = [sys.executable, "-m", "landas.cli.main", *command[1:]]
    done = subprocess.run(landas, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{shlex.join(command)}: {done.stderr}"
    return done.stdout


def test_the_readme_shows_its_commands() -> None:
    assert [command[1] for command in COMMANDS] == [
        "init",
        "import",
        "import",
        "build",
        "ask",
        "recommend",
        "why",
        "replay",
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readme")
    (made / "products.csv").write_text(FEED, encoding="utf-8")
    (made / "log.csv").write_text(LOG, encoding="utf-8")
    return made


def test_the_commands_of_the_readme_work_in_their_order(folder: Path) -> None:
    init, items, events, build, ask, recommend, why, replay = COMMANDS
    for command in (init, items, events, build):
        run(command, folder)
    turn = json.loads(run([*ask, "--json"], folder))
    assert [item["item_id"] for item in turn["items"]] == ["a2"]
    run(recommend, folder)
    for command in (why, replay):
        filled = [{"RECEIPT": turn["receipt_id"], "ITEM": "a2"}.get(word, word) for word in command]
        assert run(filled, folder)
