import pytest

from dragoman.exporting.sides import cameo_country, cameo_types, pair_of
from tests.builders import an_actor

ONE, OTHER = an_actor("Police"), an_actor("The mayor")


def test_the_first_of_each_side_stands_for_it():
    assert pair_of("COERCE", (ONE,), (OTHER, ONE)) == (ONE, OTHER)


def test_the_second_party_of_a_meeting_goes_to_the_other_side():
    assert pair_of("CONSULT", (ONE, OTHER), ()) == (ONE, OTHER)


def test_two_who_attack_are_not_set_against_each_other():
    assert pair_of("ASSAULT", (ONE, OTHER), ()) == (ONE, None)


def test_a_side_without_anybody_is_nobody():
    assert pair_of("COERCE", (), ()) == (None, None)


@pytest.mark.parametrize(
    ("country", "code"), [("NOR", "NOR"), ("ROU", "ROM"), ("UNO", None), (None, None)]
)
def test_countries_have_cameos_codes(country, code):
    assert cameo_country(an_actor(country=country)) == code


@pytest.mark.parametrize(
    ("country", "sectors", "types"),
    [
        ("NOR", ("GOV", "MIL"), ["GOV", "MIL"]),
        ("NOR", ("JRN",), ["MED"]),
        ("NOR", ("MED",), ["HLH"]),
        ("UNO", ("REF",), ["IGO", "REF"]),
        ("ISM", ("SOC",), []),
    ],
)
def test_sectors_have_cameos_types(country, sectors, types):
    assert cameo_types(an_actor(country=country, sectors=sectors)) == types
