"""Mistakes in a project file are told with the line, the key, the value and what to do."""

from pathlib import Path

import pytest

from landas.catalog.schema import build_schema
from landas.dialogue.steps.speak import CONTRACTS
from landas.errors import ProjectFileError, SetupError
from landas.grounding.contracts.clarification.contract import CLARIFICATION
from landas.model_settings import TASKS
from landas.ranking.contracts.order.contract import ORDER
from landas.settings import line_of, load_project, parse_project
from landas.understanding.contracts.expansion.contract import EXPANSION
from landas.understanding.contracts.intent.contract import INTENT
from landas.understanding.contracts.need_summary.contract import NEED_SUMMARY

GOOD = """[project]
name = "shop"

[catalog]
id = "sku"
title = "name"

[catalog.fields.price]
type = "money"
"""


@pytest.mark.parametrize(
    ("text", "line", "problem", "remedy"),
    [
        (GOOD.replace("shop", "My Shop"), 2, "project.name = 'My Shop' can't be used", "Correct the value."),
        (GOOD + "colour = 1\n", 10, "unknown key 'catalog.fields.price.colour'", "docs/project-file.md"),
        (GOOD + "scale = 0\n", 10, "a scale of 0 would make every value 0", "Correct the value."),
        (GOOD + 'better = "cheap"\n', 10, "catalog.fields.price.better = 'cheap'", "Correct the value."),
        (GOOD.replace('id = "sku"\n', ""), 4, "'catalog.id' is missing", "Add it"),
        (GOOD.replace("price]", "Price]"), 8, "field name 'Price' must be lower-case letters", "Correct it."),
        (GOOD + "[project\n", None, "not valid TOML", "Mend the syntax"),
        (GOOD + "[extra]\n", 10, "unknown key 'extra'", "Remove it"),
        (
            GOOD + '[[policy.rules]]\nname="a"\nwhen="true"\nreason="r"\n' * 2,
            10,
            "two rules are named 'a'",
            "Correct it.",
        ),
        (
            GOOD + '[llm]\nprovider = "openai"\ntrains = true\n',
            12,
            "llm.trains = true: the provider 'openai' may train on what it is sent, which [privacy] forbids",
            "allow it with models_may_train = true under [privacy]",
        ),
        (
            GOOD + '[llm]\nprovider = "openai"\n[llm.tasks.order]\nsees_personal_data = true\n',
            13,
            "llm.tasks.order.sees_personal_data = true: the provider 'openai' sees personal data",
            "allow it with models_see_personal_data = true under [privacy]",
        ),
        (
            GOOD + '[llm]\nprovider = "openai"\nprice_input = 1.0\n',
            10,
            "price_input and price_output need each other",
            "Correct it.",
        ),
        (
            GOOD + '[llm]\nprovider = "openai"\nmax_cost_per_day = -1\n',
            12,
            "llm.max_cost_per_day = -1",
            "Correct the value.",
        ),
    ],
)
def test_a_mistake_is_named(text: str, line: int | None, problem: str, remedy: str) -> None:
    with pytest.raises(ProjectFileError) as caught:
        parse_project(text)
    assert caught.value.line == line
    assert problem in str(caught.value)
    assert remedy in caught.value.remedy
    if line:
        assert f"landas.toml, line {line}: " in str(caught.value)


def test_a_folder_without_a_project_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="landas init DIR --items FILE"):
        load_project(tmp_path)


def test_units_of_two_kinds_are_refused() -> None:
    text = GOOD + '[catalog.fields.weight]\ntype = "number"\nunit = "kg"\nfeed_unit = "mm"\n'
    with pytest.raises(ProjectFileError, match="feed_unit = 'mm' can't be converted into unit = 'kg'"):
        build_schema(parse_project(text))


def test_what_is_left_out_has_its_default() -> None:
    settings = parse_project(GOOD)
    assert settings.project.languages == ("en", "id")
    assert settings.llm is None
    price = build_schema(settings).fields["price"]
    assert (price.column, price.currency, price.filterable, price.public) == ("price", "USD", True, True)


def test_the_line_of_a_key_in_dotted_and_quoted_spellings() -> None:
    text = 'a = 1\n[b."c d"]\ne.f = 2\n[[g]]\nh = 1\n[[g]]\nh = 2\n'
    assert line_of(text, ("b", "c d", "e", "f")) == 3
    assert line_of(text, ("g", "1", "h")) == 7
    assert line_of("", ("a",)) is None


def test_a_provider_is_used_as_declared_where_the_policy_allows_it() -> None:
    allowed = "[privacy]\nmodels_see_personal_data = true\nmodels_may_train = true\n"
    declared = '[llm]\nprovider = "openai"\nsees_personal_data = true\ntrains = true\n'
    assert parse_project(GOOD + allowed + declared).llm is not None


def test_a_task_that_no_model_has_is_refused_with_its_line() -> None:
    text = BARE_LLM + "[llm.tasks.explain]\ndeadline_ms = 900\n"
    with pytest.raises(ProjectFileError, match=r"line \d+: \[llm.tasks.explain\] is no task"):
        parse_project(text)


def test_every_task_that_a_model_is_asked_may_be_named() -> None:
    others = {ORDER.task, INTENT.task, EXPANSION.task, NEED_SUMMARY.task, CLARIFICATION.task}
    assert {contract.task for contract in CONTRACTS} | others == set(TASKS)


BARE_LLM = """[project]
name = "x"
[catalog]
id = "sku"
title = "name"
[llm]
provider = "openai"
base_url = "http://127.0.0.1:1/v1"
model = "m"
"""


@pytest.mark.parametrize("code", ["RUPIAH", "idr", "Rp"])
def test_a_currency_that_is_no_code_is_told_in_plain_words(code: str) -> None:
    text = GOOD.replace("[catalog]", f'currency = "{code}"\n[catalog]', 1)
    with pytest.raises(ProjectFileError, match=r"three capital letters .*such as IDR or USD"):
        parse_project(text)


def test_a_code_that_no_currency_has_is_refused() -> None:
    text = GOOD.replace("[catalog]", 'currency = "RUP"\n[catalog]', 1)
    with pytest.raises(ProjectFileError, match=r"project.currency = .RUP. is no currency"):
        build_schema(parse_project(text))
