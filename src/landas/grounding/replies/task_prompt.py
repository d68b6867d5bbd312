"""A task's instructions: a Markdown file beside its contract, whose version is its name and a hash over its text."""

from functools import cached_property
from importlib import resources

from landas.ids import content_hash
from landas.language.pack import LanguagePack

FALLBACK_VERSION = "template_v1"


class TaskPrompt:
    """The file `name` of a package, with `{language_name}` where it names the language to write in."""

    def __init__(self, package: str, name: str) -> None:
        self._package = package
        self._name = name

    @cached_property
    def version(self) -> str:
        """`slots_v1-3f2a90c1`"""
        return f"{self._name.removesuffix('.md')}-{content_hash(self._text)[:8]}"

    def in_language(self, language: str, packs: tuple[LanguagePack, ...]) -> str:
        names = {pack.code: pack.name for pack in packs}
        return self._text.replace("{language_name}", names.get(language, language))

    @cached_property
    def _text(self) -> str:
        return (resources.files(self._package) / self._name).read_text(encoding="utf-8")
