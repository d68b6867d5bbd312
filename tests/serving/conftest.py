"""A tiny shop of invented things, built for real, and a client that talks to its app."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from landas.bootstrap import Project, open_project
from landas.catalog.importing import upsert_rows
from landas.console.pages import add_pages
from landas.ids import ReceiptId
from landas.recommend.build import build_release
from landas.retrieval.embedder import Embedder, load_embedder
from landas.serving.app import make_app

BASE = "http://127.0.0.1:8000"
PROJECT_FILE = """
[project]
name = "lamps"
currency = "USD"
[catalog]
id = "sku"
title = "name"
text = ["about"]
category = "kind"
[catalog.fields.price]
type = "money"
better = "lower"
labels = { en = ["price"], id = ["harga"] }
[catalog.fields.weight]
column = "grams"
type = "number"
unit = "kg"
feed_unit = "g"
labels = { en = ["weight"], id = ["berat"] }
[catalog.fields.colour]
type = "category"
labels = { en = ["colour"], id = ["warna"] }
[catalog.fields.colour.values]
white = { en = ["white"], id = ["putih"] }
[catalog.fields.dimmable]
type = "flag"
labels = { en = ["dimmable"], id = ["bisa diredupkan"] }
[catalog.fields.stock]
type = "number"
labels = { en = ["stock"], id = ["stok"] }
[context]
region = "category"
age = "number"
[[policy.rules]]
name = "in_stock"
when = "item.stock > 0"
reason = "out of stock"
"""


def row(sku: str, name: str, kind: str, price: float, **more: Any) -> dict[str, Any]:
    return {"sku": sku, "name": name, "kind": kind, "price": price, "stock": 3, **more}


ROWS = [
    row(
        "D1",
        "Orbel desk lamp",
        "desk lamp",
        40,
        grams=900,
        colour="black",
        dimmable=True,
        about="For a desk.",
    ),
    row("D2", "Orbel mini desk lamp", "desk lamp", 25, grams=400, colour="white", dimmable=False),
    row("D3", "Tavo desk lamp", "desk lamp", 95, grams=1500, colour="white", dimmable=True),
    row("D4", "Tavo slim desk lamp", "desk lamp", 30, grams=700, colour="red", dimmable=True, stock=0),
    row("F1", "Quill floor lamp", "floor lamp", 120, grams=5200, colour="black", dimmable=True),
    row("F2", "Quill arc floor lamp", "floor lamp", 80, grams=4100, colour="white", dimmable=False),
    row("B1", "Sorv warm bulb", "bulb", 6, grams=60, colour="white", dimmable=True),
    row("B2", "Sorv cold bulb", "bulb", 5, grams=60, colour="white", dimmable=False),
]


def make_project(folder: Path, name: str = "lamps", *, built: bool = True) -> Project:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "landas.toml").write_text(PROJECT_FILE.replace('"lamps"', f'"{name}"'), encoding="utf-8")
    project = open_project(folder)
    project.embedder = embedder()
    if built:
        upsert_rows(ROWS, project.schema, project.items, project.clock)
        build_release(project.build_parts)
    return project


@cache
def embedder() -> Embedder:
    return load_embedder()


def client_of(*projects: Project) -> TestClient:
    named = {project.settings.project.name: project for project in projects}
    app = make_app(named)
    add_pages(app, {"" if len(named) == 1 else f"/p/{name}": project for name, project in named.items()})
    return TestClient(app, base_url=BASE, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built project. Copying it gives the same project again."""
    folder = tmp_path_factory.mktemp("built") / "lamps"
    make_project(folder).close()
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "lamps"
    shutil.copytree(built, folder)
    with open_project(folder) as project:
        project.embedder = embedder()
        yield project


@pytest.fixture
def client(project: Project) -> TestClient:
    return client_of(project)


Shop = Callable[[str], Project]


@pytest.fixture
def shop(built: Path, tmp_path: Path) -> Iterator[Shop]:
    """Opens the lamp shop with more said in its project file."""
    opened: list[Project] = []

    def open_with(more: str) -> Project:
        folder = tmp_path / f"lamps{len(opened)}"
        shutil.copytree(built, folder)
        path = folder / "landas.toml"
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
        opened.append(open_project(folder))
        return opened[-1]

    yield open_with
    for project in opened:
        project.close()


def home(client: TestClient, **more: Any) -> dict[str, Any]:
    answer = client.post("/v1/recommend", json={"surface": "home", "k": 5, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def ids(answer: dict[str, Any]) -> list[str]:
    return [item["item_id"] for item in answer["items"]]


def effects(project: Project, answer: dict[str, Any]) -> dict[str, str]:
    """Item -> what a rule did to it, as the receipt says."""
    receipt = project.receipt(ReceiptId(answer["receipt_id"]))
    return {effect["item_id"]: f"{effect['rule']}: {effect['what']}" for effect in receipt["effects"]}
