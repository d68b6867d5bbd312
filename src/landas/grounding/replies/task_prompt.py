"""A task's instructions: a Markdown file beside its contract and the rules that all such contracts share. Their version
is the file's name and a hash over all of it."""

from functools import cached_property

from landas.grounding.wording.style import TONES, Style
from landas.language.pack import LanguagePack
from landas.llm.prompt_file import prompt_text, prompt_version

FALLBACK_VERSION = "template_v2"


class TaskPrompt:
    """The file `name` of a package, with `{rules}` where the shared rules of `rules` stand, and places for the
    language, the tone and the length to write in."""

    def __init__(self, package: str, name: str, rules: str) -> None:
        self._package = package
        self._name = name
        self._rules = rules

    @cached_property
    def version(self) -> str:
        return prompt_version(self._name, self._text)

    def filled(self, language: str, packs: tuple[LanguagePack, ...], style: Style) -> str:
        names = {pack.code: pack.name for pack in packs}
        return (
            self._text.replace("{language_name}", names.get(language, language))
            .replace("{tone}", TONES[style.tone])
            .replace("{length}", style.limits.sentences)
        )

    @cached_property
    def _text(self) -> str:
        task, rules = (
            prompt_text(package, name).strip()
            for package, name in ((self._package, self._name), (__package__, self._rules))
        )
        return task.replace("{rules}", rules)
