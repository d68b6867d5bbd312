"""A served sample shop and a real browser; both are skipped with the reason where they can't be had."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from landas.cli.demo import make_sample

HOSTILE = "Lorvane <img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> 15"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium (`CHROMIUM` names another one)."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium: install the system's package chromium, or name one with CHROMIUM=/path")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            pytest.skip(f"{found} can't be started: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's project."""
    folder = tmp_path_factory.mktemp("shop") / "sample"
    make_sample(folder)
    return folder


@pytest.fixture(scope="session")
def shop(folder: Path) -> Iterator[str]:
    """The address of the sample, served by the real command."""
    command = [sys.executable, "-m", "landas.cli.main", "serve", "--port", "0", "--project", str(folder)]
    with serving(command, folder.parent / "serve.log") as address:
        yield address


class serving:  # noqa: N801 - reads as what it is: `with serving(command) as address`
    """A server process, from the line that names its address to SIGTERM."""

    def __init__(self, command: list[str], log: Path) -> None:
        self._log = log.open("w+b")
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self._log, text=True)

    def __enter__(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if " at http://" not in line:
            self._log.seek(0)
            raise AssertionError(f"not served: {line}{self._log.read().decode()}")
        return line.rsplit(" ", 1)[1].strip()

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=60)
        finally:
            self._process.kill()
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._log.close()


@pytest.fixture
def page(browser: Browser, shop: str) -> Iterator[Page]:
    """The chat page in an English browser at the width of a laptop. Any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(shop)
    yield page
    context.close()
    assert errors == []
