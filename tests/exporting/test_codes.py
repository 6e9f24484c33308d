import pytest

from dragoman.exporting.codes import country_name, is_country, load_codes
from dragoman.ontology import load_ontology


@pytest.mark.parametrize(
    ("code", "fips"),
    [("SRB", "RI"), ("KOS", "KV"), ("DEU", "GM"), ("AUS", "AS"), ("AUT", "AU"), ("SSD", "OD")],
)
def test_countries_have_the_codes_of_fips(code, fips):
    assert load_codes().fips[code] == fips


def test_a_code_of_fips_is_one_countrys():
    fips = list(load_codes().fips.values())
    assert len(set(fips)) == len(fips)


def test_every_code_that_is_mapped_is_one_of_ours():
    codes, ontology = load_codes(), load_ontology()
    assert set(codes.fips) <= set(codes.countries)
    assert set(codes.cameo_countries) <= set(codes.countries)
    assert set(codes.cameo_types) | set(codes.phoenix_types) <= set(ontology.sectors)
    assert set(codes.cameo_nonstates) | set(codes.cameo_groups) <= set(ontology.nonstates)
    assert set(codes.icews_sectors) <= set(ontology.sectors) | set(ontology.nonstates)
    assert set(codes.mutual) <= set(ontology.types)


def test_a_country_has_a_name_and_what_stands_above_countries_has_none():
    assert country_name("NOR") == "Norway"
    assert country_name("UNO") is None
    assert country_name(None) is None
    assert is_country("KOS")
    assert not is_country("NGO")
