from __future__ import annotations

import time
from collections import Counter

import pytest

from dragoman.resolving.gazetteer import load_gazetteer, without_article
from dragoman.resolving.lexicon import NameKind
from dragoman.resolving.names import name_key
from dragoman.resolving.tables import listed, read_table, read_toml

GAZETTEER = load_gazetteer()
ABOVE_COUNTRIES = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}
SECTORS = {
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
}


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("Finland", "FIN", NameKind.NAME),
        ("the Netherlands", "NLD", NameKind.NAME),
        ("Côte d’Ivoire", "CIV", NameKind.NAME),
        ("U.S.", "USA", NameKind.NAME),
        ("Finns", "FIN", NameKind.DEMONYM),
        ("South Korean", "KOR", NameKind.DEMONYM),
        ("Kiev", "UKR", NameKind.CAPITAL),
        ("the Kremlin", "RUS", NameKind.SEAT),
        ("Gaza", "PSE", NameKind.PART),
        ("Ukraine's", "UKR", NameKind.NAME),
        ("Kosovo", "KOS", NameKind.NAME),
    ],
)
def test_a_country_is_found_by_any_of_its_names(name, code, kind):
    found = GAZETTEER.country(name)
    assert found is not None
    assert (found.country.code, found.kind) == (code, kind)


@pytest.mark.parametrize("word", ["us", "Us", "turkey", "polish", "car", "", "Nowhere"])
def test_common_words_are_no_countries(word):
    assert GAZETTEER.country(word) is None


def test_a_city_stands_where_geonames_puts_it():
    city = GAZETTEER.cities("Narva")[0]
    assert (city.country, city.province, city.geonames) == ("EST", "Ida-Virumaa", 590031)
    assert (city.latitude, city.longitude) == (59.377, 28.19)


def test_namesakes_come_with_the_most_populous_first():
    cities = GAZETTEER.cities("Springfield")
    assert len(cities) > 2
    assert list(cities) == sorted(cities, key=lambda city: -city.population)


def test_capitals_are_marked():
    assert GAZETTEER.cities("Tallinn")[0].feature == "PPLC"
    assert GAZETTEER.cities("Tartu")[0].feature == "PPL"


@pytest.mark.parametrize("name", ["California", "Ida-Virumaa", "Logar", "Orange County"])
def test_divisions_are_found(name):
    assert GAZETTEER.divisions(name)


def test_an_unknown_place_is_nothing():
    assert GAZETTEER.cities("Qwxyz") == ()
    assert GAZETTEER.divisions("Qwxyz") == ()


def test_codes_in_the_tables_are_known():
    codes = set(GAZETTEER.countries) | ABOVE_COUNTRIES
    for table in ("organisations.tsv", "persons.tsv", "leaders.tsv"):
        assert {row["country"] for row in read_table(table)} <= codes
    cues = read_toml("country_cues.toml")
    assert set(cues["money"]) | set(cues["parts"]) <= set(GAZETTEER.countries)


def test_sectors_in_the_tables_are_plover_s():
    for table in ("organisations.tsv", "persons.tsv"):
        told = {one for row in read_table(table) for one in row["sectors"].split(",")}
        assert told <= SECTORS
    nouns = read_toml("agent_nouns.toml")
    for part in ("strong", "weak", "modifiers", "titles"):
        assert set(nouns[part]) <= SECTORS


def test_a_country_has_one_row():
    codes = Counter(row["code"] for row in read_table("countries.tsv"))
    assert max(codes.values()) == 1


def test_terms_begin_before_they_end():
    for row in read_table("persons.tsv"):
        assert not row["end"] or row["start"][:4] <= row["end"][:4], row["name"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("São Tomé", "sao tome"), ("N’Djamena", "ndjamena"), ("Łódź", "lodz"), ("U.S.", "us")],
)
def test_keys_drop_accents_and_marks(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("name", "bare"), [("the UN", "UN"), ("Ukraine's", "Ukraine"), ("Theresa", "Theresa")]
)
def test_articles_and_possessives_fall_off(name, bare):
    assert without_article(name) == bare


def test_lists_in_cells_are_parted():
    assert listed("a; b;;c ") == ("a", "b", "c")


def test_a_look_up_takes_microseconds():
    start = time.process_time()
    for _ in range(1000):
        GAZETTEER.cities("Narva")
        GAZETTEER.country("Moscow")
    assert time.process_time() - start < 0.5
