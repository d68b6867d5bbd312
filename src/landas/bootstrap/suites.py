"""The suites of `landas evaluate` that measure a project, each joined with the parts it needs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from landas.ids import ItemId

if TYPE_CHECKING:
    from landas.bootstrap.project import Project
    from landas.catalog.fields import Value
    from landas.evaluation.cases import WordingCase
    from landas.evaluation.dialogue_cases import DialogueCase

Suite = Literal["search", "understanding", "order", "wording", "dialogue", "expansion"]
SUITES: tuple[Suite, ...] = get_args(Suite)


def run_suite(project: "Project", suite: Suite, cases: Path) -> dict[str, Any]:
    """The record of an evaluation. Raises DataError for a file that holds no cases."""
    match suite:
        case "search":
            return _search(project, cases)
        case "understanding":
            return _understanding(project, cases)
        case "order":
            return _order(project, cases)
        case "expansion":
            return _expansion(project, cases)
        case "wording":
            return _wording(project, cases)
        case "dialogue":
            return _dialogue(project, cases)


def _search(project: "Project", cases: Path) -> dict[str, Any]:
    from landas.evaluation.cases import search_cases
    from landas.evaluation.search import evaluate_search

    return evaluate_search(project.parts, search_cases(cases))


def _understanding(project: "Project", cases: Path) -> dict[str, Any]:
    from landas.evaluation.cases import check_fields, understanding_cases
    from landas.evaluation.understanding import evaluate_understanding

    parser = project.parts.parsers.of(project.live.current())
    types = {field.name: field.type for field in project.schema.fields.values()}
    read = understanding_cases(cases)
    check_fields(cases, read, {*types, parser.category_field})
    return evaluate_understanding(parser, read, types)


def _order(project: "Project", cases: Path) -> dict[str, Any]:
    from landas.evaluation.cases import search_cases
    from landas.evaluation.order import evaluate_order

    return evaluate_order(
        project.settings,
        project.evaluations,
        search_cases(cases),
        lambda: project.parts,
        project.ask_same_with,
    )


def _expansion(project: "Project", cases: Path) -> dict[str, Any]:
    from landas.evaluation.cases import search_cases
    from landas.evaluation.expansion import evaluate_expansion

    return evaluate_expansion(
        project.settings,
        project.evaluations,
        search_cases(cases),
        lambda: project.parts,
        project.ask_same_with,
    )


def _wording(project: "Project", cases: Path) -> dict[str, Any]:
    from landas.dialogue.service import AskRequest
    from landas.evaluation.cases import wording_cases
    from landas.evaluation.wording import evaluate_wording

    def ask(case: "WordingCase") -> Mapping[str, Any]:
        return project.dialogue.ask(AskRequest(case.text, locale=case.language))

    return evaluate_wording(
        project.settings, project.evaluations, wording_cases(cases), ask, project.ask_same_with
    )


def _dialogue(project: "Project", cases: Path) -> dict[str, Any]:
    from landas.dialogue.service import AskRequest
    from landas.evaluation.dialogue import evaluate_dialogue
    from landas.evaluation.dialogue_cases import dialogue_cases

    def talk(case: "DialogueCase") -> list[dict[str, Any]]:
        conversation = project.dialogue.create_conversation(locale=case.language)
        return [
            project.dialogue.ask(AskRequest(turn.user, conversation_id=conversation)) for turn in case.turns
        ]

    def values_of(ids: Sequence[str]) -> Mapping[str, Mapping[str, "Value"]]:
        found = project.parts.read_items([ItemId(item) for item in ids])
        return {item_id: version.item.values for item_id, version in found.items()}

    return evaluate_dialogue(project.parts.schema, dialogue_cases(cases), talk, values_of)
