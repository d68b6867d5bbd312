"""Files of cases: what is read from them, and that each fault is named with its line."""

from pathlib import Path

import pytest

from landas.errors import DataError
from landas.evaluation.cases import SearchCase, check_fields, search_cases, understanding_cases


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_judged_items_are_gathered_by_query_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "judged.csv", "query,item_id,grade\nlamp,a,2\nchair,b,1\nlamp,c,0\n")
    assert search_cases(file) == [SearchCase("lamp", {"a": 2.0, "c": 0.0}), SearchCase("chair", {"b": 1.0})]


def test_a_byte_order_mark_and_further_columns_do_no_harm(tmp_path: Path) -> None:
    file = written(tmp_path, "judged.csv", "\ufeffquery,item_id,grade,note\nlamp,a,2,good\n")
    assert search_cases(file) == [SearchCase("lamp", {"a": 2.0})]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("query,item\nlamp,a\n", "lacks the columns grade, item_id"),
        ("query,item_id,grade\nlamp,a,good\n", "line 2: grade 'good' is no number"),
        ("query,item_id,grade\nlamp,a,1\nlamp,b,-1\n", "line 3: grade -1 is out of range"),
        ("query,item_id,grade\nlamp,a,\n", "line 2: grade '' is no number"),
        ("query,item_id,grade\n", "holds no cases"),
    ],
)
def test_a_fault_in_judgements_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        search_cases(written(tmp_path, "judged.csv", text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text": "lamp", "expect": {}}\n\n{"text": 3, "expect": {}}\n', "line 3 is no case: text"),
        ("lamp under 5\n", "line 1 is no case"),
        ('{"text": "lamp", "expect": {"constraints": [{"field": "price"}]}}\n', "line 1 is no case: .*op"),
        ('{"text": "lamp", "expect": {"constrants": []}}\n', "line 1 is no case: expect.constrants"),
        ("\n", "holds no cases"),
    ],
)
def test_a_fault_in_texts_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        understanding_cases(written(tmp_path, "cases.jsonl", text))


def test_an_expectation_about_a_field_that_the_catalogue_lacks_is_refused(tmp_path: Path) -> None:
    line = (
        '{"text": "lamp under 5", "expect": {"constraints": [{"field": "prise", "op": "lt", "value": 5}]}}\n'
    )
    path = written(tmp_path, "cases.jsonl", line)
    with pytest.raises(
        DataError, match="'lamp under 5' expects something of 'prise', which is no field"
    ) as caught:
        check_fields(path, understanding_cases(path), {"price", "brand"})
    assert caught.value.remedy == "Did you mean 'price'?"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.csv can't be read"):
        search_cases(tmp_path / "none.csv")
