import json

import pytest

from dragoman.tables.places import middle, packaged_places, region_rows, town_row

CITY = {
    "geonameid": 590031,
    "name": "Narva",
    "latitude": 59.37,
    "longitude": 28.19,
    "countrycode": "EE",
    "population": 57130,
    "admin1code": "03",
    "alternatenames": ["Narva", "Нарва", "Narwa"],
}
ESTONIA = {"code": "EST", "capitals": "Tallinn"}


def test_a_town_is_found_by_its_latin_names():
    row = town_row(CITY, ESTONIA)
    assert row.keys == {"narva", "narwa"}
    assert (row.geonames, row.country, row.feature) == (590031, "EST", "PPL")


def test_a_village_is_found_by_its_own_name_alone():
    assert town_row(CITY | {"population": 900}, ESTONIA).keys == {"narva"}


def test_a_capital_is_marked_but_its_small_namesake_is_not():
    assert town_row(CITY | {"name": "Tallinn"}, ESTONIA).feature == "PPLC"
    assert town_row(CITY | {"name": "Tallinn", "population": 800}, ESTONIA).feature == "PPL"


def test_the_middle_is_that_of_the_box_not_of_the_crowd():
    assert middle([(0.0, 0.0), (0.0, 0.0), (0.0, 1.0), (10.0, 4.0)]) == (5.0, 2.0)


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "data").mkdir()
    towns = {
        "1": CITY,
        "2": CITY | {"geonameid": 2, "name": "Johvi", "latitude": 59.36, "longitude": 27.42},
    }
    (tmp_path / "data" / "cities500.json").write_text(json.dumps(towns))
    (tmp_path / "rg_cities1000.csv").write_text(
        "lat,lon,name,admin1,admin2,cc\n59.4,28.2,Narva,Ida-Virumaa,Narva linn,EE\n"
    )
    (tmp_path / "admin1CodesASCII.txt").write_text("EE.03\tIda-Virumaa\tIda-Virumaa\t592075\n")
    (tmp_path / "admin2Codes.txt").write_text(
        "EE.03.1\tNarva linn\tNarva linn\t11\nEE.03.2\tJohvi Parish\tJohvi Parish\t12\n"
        "EE.03.3\tNowhere\tNowhere\t13\n"
    )
    return tmp_path


def test_divisions_lie_where_their_towns_do(sources):
    rows = {row.geonames: row for row in packaged_places(sources, cities=sources, towns=sources)}
    assert rows[592075].feature == "ADM1"
    assert rows[592075].longitude == pytest.approx((28.19 + 27.42) / 2)
    assert rows[592075].population == 2 * 57130
    assert (rows[11].latitude, rows[11].feature) == (59.4, "ADM2")


def test_a_second_division_is_found_by_its_seat_or_left_out(sources):
    rows = {row.geonames: row for row in packaged_places(sources, cities=sources, towns=sources)}
    assert (rows[12].latitude, rows[12].keys) == (59.36, {"johvi parish", "johvi"})
    assert 13 not in rows


def test_regions_have_numbers_of_their_own_and_lie_on_the_globe():
    rows = list(region_rows())
    assert len({row.geonames for row in rows}) == len(rows) > 1000
    assert all(row.geonames < 0 and row.keys for row in rows)
    assert all(abs(row.latitude) <= 90 and abs(row.longitude) <= 180 for row in rows)
