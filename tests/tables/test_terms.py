import pytest

from dragoman.tables.offices import CLASSES, page_query
from dragoman.tables.terms import plain_title, read_codes, terms, when
from dragoman.tables.wikidata import _row
from tests.tables.sparql import FRANCE, a_binding, a_cell

CODES = read_codes()
BY_KEY = {office.key: office for office in CLASSES}


def term(key="head-of-state", **cells):
    binding = a_binding("Q29207", cells.pop("name", "Sauli Niinistö"), **cells)
    found = list(terms(BY_KEY[key], [_row(binding)], CODES))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("time", "precision", "told"),
    [
        ("2012-03-01T00:00:00Z", "11", "2012-03-01"),
        ("2012-03-01T00:00:00Z", "10", "2012-03"),
        ("2012-01-01T00:00:00Z", "9", "2012"),
        ("2010-01-01T00:00:00Z", "8", ""),
        ("t1234567", "11", ""),
        ("", "", ""),
    ],
)
def test_a_time_is_as_exact_as_it_is_known(time, precision, told):
    assert when(time, precision) == told


@pytest.mark.parametrize(
    "cells",
    [
        {"name": None},
        {"name": "Саули Нийнистё"},
        {"country": "Q999999999"},
        {"country": None},
        {"start": None},
        {"startPrecision": "7"},
        {"ended": a_cell("t99", "bnode")},
        {"ended": a_cell("http://www.wikidata.org/.well-known/genid/8a", "uri")},
        {"end": "2001-01-01T00:00:00Z", "endPrecision": "11"},
        {"person": a_cell("t12", "bnode")},
    ],
)
def test_a_term_that_cannot_be_placed_is_left_out(cells):
    assert term(**cells) is None


def test_a_term_ends_with_its_holder():
    assert term(died="2020-05-05T00:00:00Z").end == "2020"


def test_a_name_in_all_languages_will_do():
    assert term(name=None, plain="Sauli Niinistö").name == "Sauli Niinistö"


@pytest.mark.parametrize(
    ("key", "cells", "office"),
    [
        ("head-of-state", {}, "president"),
        ("head-of-government", {"title": "Chancellor of Finland"}, "chancellor"),
        (
            "foreign-minister",
            {"title": "Finnish Minister for Foreign Affairs"},
            "minister for foreign affairs",
        ),
        (
            "foreign-minister",
            {"title": "Minister for Europe and Foreign Affairs of France", "country": FRANCE},
            "foreign minister",
        ),
        ("finance-minister", {"title": None}, "finance minister"),
        (
            "party-leader",
            {"title": "National Coalition Party"},
            "leader of the National Coalition Party",
        ),
        ("secretary-general", {"title": "NATO", "country": None}, "secretary general of the NATO"),
        (
            "head-of-organisation",
            {"title": "Secretary-General of the United Nations"},
            "Secretary-General of the United Nations",
        ),
    ],
)
def test_what_an_office_is_called(key, cells, office):
    assert term(key, **cells).office == office


def test_a_title_loses_its_country_before_and_behind():
    names = ("United States", "American")
    assert plain_title("United States Secretary of State", names) == "secretary of state"
    assert plain_title("President of the United States", names) == "president"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"title": "United Nations"}, "UNO"),
        ({"title": "NATO"}, "IGO"),
        ({"title": "Organisation of Invented States"}, "IGO"),
        ({"title": "Secretary-General", "bodyName": "European Commission"}, "EUR"),
    ],
)
def test_an_organisations_head_has_its_code(cells, code):
    assert term("chair", country=None, **cells).country == code


def test_a_leader_of_a_party_is_of_the_party():
    assert term("party-leader").sectors == "PTY"


def test_other_names_have_two_words_in_latin_letters_and_come_once():
    names = "Sale|Sauli Väinämö Niinistö|Sauli Niinisto|S. Niinistö|a;b c|Саули Н|Sauli Väinämö Niinistö"
    assert term(names=names).names == ("Sauli Väinämö Niinistö", "S. Niinistö")


@pytest.mark.parametrize("office", CLASSES, ids=lambda office: office.key)
def test_a_query_is_whole(office):
    query = page_query(office, 3000)
    assert "LIMIT 1000 OFFSET 3000" in query
    assert query.count("{") == query.count("}")
    for variable in ("?statement", "?person", "?office"):
        assert variable in office.where
    assert not office.national or "?country" in office.where
    assert "%(" not in query
