"""The parser of each release: its lexicon is read once and kept while the release is in use."""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock

import orjson

from landas.catalog.fields import Schema
from landas.errors import SetupError
from landas.ids import ReleaseId
from landas.language.pack import LanguagePack
from landas.releases.manifest import reading_release
from landas.retrieval.view import CatalogView
from landas.understanding.lexicon.labels import NAMES, standard_fields
from landas.understanding.lexicon.lexicon import Lexicon
from landas.understanding.parse import IntentParser
from landas.understanding.shown.about_words import AboutWords, about_words
from landas.understanding.turns.acts import ActWords, act_words
from landas.understanding.words.services import ServiceWords, service_words

LEXICON_FILE = "lexicon.json"
_RELEASES_KEPT = 2


class Parsers:
    """Parsers by release. Safe to share between threads."""

    def __init__(self, schema: Schema, packs: Sequence[LanguagePack]) -> None:
        self._schema = schema
        self._packs = packs
        self._lock = Lock()
        self._parsers: dict[ReleaseId, IntentParser] = {}

    @cached_property
    def about_words(self) -> AboutWords:
        """The words by which turns speak of shown items; the same for every release."""
        return about_words(self._schema, self._packs)

    @cached_property
    def act_words(self) -> ActWords:
        """The words by which turns take up, turn down or ask about an answer."""
        return act_words(self._packs)

    @cached_property
    def service_words(self) -> ServiceWords:
        """The words by which turns speak of a purchase or of the people behind the catalogue."""
        return service_words(self._packs)

    @cached_property
    def names(self) -> frozenset[str]:
        """Fields whose values are names of makers or people."""
        standard = standard_fields(self._schema, self._packs)
        return frozenset(name for key in NAMES for name in standard.get(key, ()))

    def of(self, view: CatalogView) -> IntentParser:
        """The parser of a view's release. Raises SetupError when the release has no lexicon."""
        with self._lock:
            if view.release_id not in self._parsers:
                path = view.folder / LEXICON_FILE
                if not path.is_file():
                    raise SetupError(f"release {view.release_id} has no {LEXICON_FILE}.", "Run: landas build")
                with reading_release(view.folder):
                    lexicon = Lexicon.from_document(orjson.loads(path.read_bytes()))
                self._parsers[view.release_id] = IntentParser(lexicon, self._schema, self._packs)
                while len(self._parsers) > _RELEASES_KEPT:
                    self._parsers.pop(next(iter(self._parsers)))
            return self._parsers[view.release_id]
