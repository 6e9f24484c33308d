import pytest

from dragoman.plotting.places import place_rows, projection
from dragoman.store.filters import Filter
from tests.plotting.builders import a_drawn_store


@pytest.fixture(scope="module")
def store(shared_home):
    with a_drawn_store(shared_home) as store:
        yield store


def at(latitude, longitude):
    return {"latitude": latitude, "longitude": longitude, "count": 1, "place": "", "country": ""}


def test_places_come_with_their_events_and_a_filter_chooses_them(store):
    assert sorted(tuple(row.values()) for row in place_rows(store, Filter())) == [
        (38.72, -9.14, 2, "Lisbon", "PRT"),
        (60.39, 5.32, 1, "Bergen", "NOR"),
        (68.44, 17.43, 1, "Narvik", "NOR"),
    ]
    assert [row["place"] for row in place_rows(store, Filter(type=("COERCE",)))] == ["Lisbon"]


def test_far_apart_places_are_shown_on_the_whole_world():
    assert projection([at(60, 5), at(-34, 151)]) == {"type": "naturalEarth1"}


def test_places_near_the_poles_are_too():
    assert projection([at(78.2, 15.6)]) == {"type": "naturalEarth1"}


def test_near_places_fill_the_picture():
    near, wider = projection([at(1, 33), at(1, 36)]), projection([at(-20, 10), at(20, 40)])
    assert near["type"] == "mercator"
    assert near["center"] == pytest.approx([34.5, 1.0], abs=0.01)
    assert near["scale"] > wider["scale"] > 0
