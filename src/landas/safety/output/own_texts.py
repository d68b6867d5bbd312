"""What of ours must never stand in a reply: every prompt that ships with Landas, and the keys in the environment."""

import os
from functools import cache
from pathlib import Path

import landas
from landas.settings import ProjectSettings


@cache
def own_prompts() -> tuple[str, ...]:
    """The text of every prompt file, whichever task it belongs to."""
    root = Path(landas.__file__).parent
    return tuple(path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.md")))


def own_secrets(settings: ProjectSettings) -> tuple[str, ...]:
    """The values of the environment's keys that the project file names."""
    llm = settings.llm
    tasks = [section.api_key_env for section in llm.tasks.values()] if llm else []
    names = {settings.safety.api_key_env, llm.api_key_env if llm else None, *tasks}
    return tuple(value for name in names if name and (value := os.environ.get(name)))
