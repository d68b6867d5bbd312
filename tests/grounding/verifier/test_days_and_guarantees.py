"""Numbers of days are told and checked, and "a guarantee of 14 days" is a fact that vouches for nothing."""

import pytest

from landas.grounding.claims import GroundFact, GroundItem, Grounds
from landas.language.display import show_number
from landas.language.units import all_units
from tests.grounding.verifier.worlds import faults_of


def _kettle(label: str, value: float, unit: str) -> Grounds:
    return Grounds(items=(GroundItem("k", "Lenu Kettle", (GroundFact("k#v", (label,), value, unit),)),))


@pytest.mark.parametrize("unit", sorted(all_units()))
def test_a_number_in_any_unit_may_be_said_as_it_is_shown(unit: str) -> None:
    kettle = _kettle("torvel", 30.0, unit)
    assert faults_of(f"Lenu Kettle has a torvel of {show_number(30.0, unit, 'en')}.", kettle, "en") == []
    assert faults_of(f"Lenu Kettle punya torvel {show_number(30.0, unit, 'id')}.", kettle, "id") == []


def test_the_guarantee_that_a_fact_counts_may_be_said() -> None:
    kettle = _kettle("guarantee", 14.0, "d")
    assert faults_of("The guarantee of Lenu Kettle is 14 days.", kettle, "en") == []
    assert faults_of("The guarantee of Lenu Kettle is 15 days.", kettle, "en")


def test_what_nobody_promised_is_not_guaranteed() -> None:
    kettle = _kettle("guarantee", 14.0, "d")
    assert faults_of("Lenu Kettle is a guaranteed hit.", kettle, "en")
    assert faults_of("We guarantee Lenu Kettle.", _kettle("weight", 2.0, "kg"), "en")
