import json

import pytest

from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.tables.folder import data_folder
from dragoman.tables.look_up import look_up

GAZETTEER = load_gazetteer()


def known(name):
    return look_up(name, GAZETTEER)


def test_a_name_of_a_country_and_of_places():
    found = known("Georgia")
    assert "GEO" in {one.country.code for one in found.countries}
    assert {"ADM1"} <= {place.feature for place in found.places}


@pytest.mark.parametrize("name", ["Oslo", "oslo", "the Oslo", "Oslo’s"])
def test_a_town_however_it_is_written(name):
    assert known(name).places[0].country == "NOR"


@pytest.mark.parametrize("name", ["Angela Merkel", "Merkel", "merkel"])
def test_a_person_by_the_whole_name_and_by_the_surname(name):
    (merkel,) = (one for one in known(name).people if one.name == "Angela Merkel")
    assert {"chancellor"} <= {term.office for term in merkel.terms}


def test_a_person_is_told_once():
    people = [one.name for one in known("Angela Merkel").people]
    assert people.count("Angela Merkel") == 1


def test_an_organisation_by_its_abbreviation():
    assert "United Nations" in {one.name for one in known("UN").organisations}


@pytest.mark.parametrize("name", ["Qwxyzzy", "", "the"])
def test_an_unknown_name(name):
    assert known(name).nothing


def test_all_of_it_can_be_json():
    told = json.loads(json.dumps(known("Georgia").plain()))
    assert set(told) == {"name", "places", "countries", "organisations", "people"}
    assert {"code": "GEO", "name": "Georgia", "kind": "name"} in told["countries"]


@pytest.mark.parametrize(
    ("environment", "ending"),
    [
        ({"XDG_DATA_HOME": "/srv/data"}, "/srv/data/dragoman"),
        ({"XDG_DATA_HOME": "data"}, ".local/share/dragoman"),
        ({}, ".local/share/dragoman"),
    ],
)
def test_where_a_users_own_gazetteer_lies(environment, ending):
    assert str(data_folder(environment)).endswith(ending)
