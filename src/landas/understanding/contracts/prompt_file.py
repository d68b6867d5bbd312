"""A task's instructions in a file of their own, with the version that changes with them."""

from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from landas.ids import content_hash


@dataclass(frozen=True)
class PromptFile:
    """`name` says the version by hand; a hash over the text tells when that was forgotten."""

    package: str
    name: str

    @cached_property
    def text(self) -> str:
        return (resources.files(self.package) / self.name).read_text(encoding="utf-8")

    @cached_property
    def version(self) -> str:
        return f"{self.name.removesuffix('.md')}-{content_hash(self.text)[:8]}"
