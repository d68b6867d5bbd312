"""The providers a project file can name. Each is imported only when it is used."""

from pathlib import Path

from landas.llm.providers.provider import Provider
from landas.settings import LlmSection


def make_provider(settings: LlmSection, folder: Path) -> Provider:
    """The provider of `[llm]`. Cheap: slow work waits for `warm` or the first call.

    Raises SetupError where the settings can't work.
    """
    match settings.provider:
        case "openai":
            from landas.llm.providers.openai_compatible import openai_provider

            return openai_provider(settings)
        case "anthropic":
            from landas.llm.providers.anthropic_messages import anthropic_provider

            return anthropic_provider(settings)
        case "local":
            from landas.llm.providers.local import LocalProvider

            return LocalProvider(settings, folder)
        case "scripted":
            from landas.llm.providers.scripted import ScriptedProvider

            return ScriptedProvider(settings, folder)
        case "hostile":
            from landas.llm.providers.hostile import HostileProvider

            return HostileProvider(settings)
