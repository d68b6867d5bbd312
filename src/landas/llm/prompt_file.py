"""A task's instructions in a file of their own, with the version that changes with them."""

from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from landas.ids import content_hash


def prompt_text(package: str, name: str) -> str:
    """The text of a Markdown file that lies beside a contract."""
    return (resources.files(package) / name).read_text(encoding="utf-8")


def prompt_version(name: str, text: str) -> str:
    """`slots_v1-3f2a90c1`: the version by hand is in the name, and a hash of the text tells when it was forgotten."""
    return f"{name.removesuffix('.md')}-{content_hash(text)[:8]}"


@dataclass(frozen=True)
class PromptFile:
    """The file `name` of a package."""

    package: str
    name: str

    @cached_property
    def text(self) -> str:
        return prompt_text(self.package, self.name)

    @cached_property
    def version(self) -> str:
        return prompt_version(self.name, self.text)
