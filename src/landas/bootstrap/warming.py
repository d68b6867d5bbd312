"""Everything that a first answer needs, made before it: no turn's clock pays for imports, indexes and models."""

from landas.bootstrap.project import Project
from landas.errors import LandasError
from landas.grounding.claims import Grounds
from landas.grounding.verifier.verify import Verifier
from landas.language.detect import make_ready
from landas.recommend.steps.redact import redacted

_SAID = "A or B, at 10 from 2 to 5?"
"""Words and numbers: what of a language only numbers are read by is made too."""


def warm_up(project: Project) -> list[str]:
    """Makes everything the first answer needs; gives what is missing. Answering goes on without it."""

    def answering() -> None:
        view = project.live.current()
        project.parts.eligibility.mask(view, (), {})
        project.parts.learned.warm(view, project.clock())
        _ = view.popularity_order, view.has_variants
        project.embedder.embed(["a"])
        make_ready(project.schema.languages)
        for pack in project.packs:
            said = redacted(project.parts, _SAID)
            project.parts.parsers.of(view).parse(said.text, locale=pack.code, mode="chat")
            Verifier(Grounds(), project.packs, pack.code).claims(_SAID)
        _ = project.dialogue, project.recommender

    def models() -> None:
        project.gateway.warm()
        if project.shadow is not None:
            project.shadow.warm()

    missing = []
    for step in (project.items.latest_number, answering, models):
        try:
            step()
        except LandasError as error:
            missing.append(str(error))
    return missing
