import pytest

from dragoman.tables.regions import Regions
from tests.tables.test_write import a_place

SEA = a_place(-1, "Black Sea", feature="SEA", latitude=43.0, longitude=34.0, country="")
DISTRICT = a_place(
    -2, "Grønland", feature="PPLX", keys=frozenset({"grønland", "gronland", "little karachi"})
)


def after(*places):
    """What is written of the places, and which of our regions stay."""
    regions = Regions([SEA, DISTRICT])
    written = [row for place in places for row in regions.matched(place)]
    return written, {row.name: row.geonames for row in regions.rows()}


def test_a_sea_that_geonames_has_takes_its_number_and_comes_once():
    told = a_place(630671, "Black Sea", feature="SEA", latitude=43.5, longitude=20.0)
    assert after(told, told) == ([], {"Black Sea": 630671, "Grønland": -2})


def test_a_district_that_geonames_has_is_replaced_and_leaves_its_names():
    told = a_place(9, "Gronland", feature="PPLX", keys=frozenset({"gronland"}), population=5)
    (written,), left = after(told)
    assert (written.geonames, written.population) == (9, 5)
    assert "little karachi" in written.keys
    assert left == {"Black Sea": -1}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Black Sea", {"feature": "PPL", "latitude": 43.0, "longitude": 34.0}),
        ("Black Sea", {"feature": "LK", "latitude": 50.0, "longitude": 34.0}),
        ("Gronland", {"feature": "PPL", "latitude": 65.0}),
        ("Oslo", {}),
    ],
)
def test_a_namesake_stays_a_place_of_its_own(name, fields):
    place = a_place(7, name, **fields)
    assert after(place) == ([place], {"Black Sea": -1, "Grønland": -2})


def test_the_other_side_of_the_date_line_is_near():
    regions = Regions([a_place(-1, "Line Islands", feature="ISLS", longitude=179.9)])
    told = a_place(5, "Line Islands", feature="ISLS", longitude=-179.9)
    assert list(regions.matched(told)) == []
