"""What a page shows of a store beside its rows: totals, points, dyads, actors, stories, doubts."""

from dataclasses import replace

import pytest

from dragoman.store.actors import Side, deeds, mentions, names, voices_of, voices_on
from dragoman.store.corrected import corrections_to
from dragoman.store.dyads import dyads
from dragoman.store.filter_reading import read_filter
from dragoman.store.filters import Filter, Kind
from dragoman.store.points import points
from dragoman.store.requests import Correct, Withdraw
from dragoman.store.stamp import last_change
from dragoman.store.story_parts import story_parts
from dragoman.store.totals import sizes, total
from tests.keeping.builders import NOW, RUN, a_told, put, said
from tests.store.asked import a_public_story, an_asked_store

ALL = Filter()


@pytest.fixture
def store(home):
    with an_asked_store(home) as asked:
        yield asked.store


def test_a_total_is_of_all_that_fits(store):
    found = [total(store, kind, ALL) for kind in Kind]
    assert found == [3, 4, 3, 1]
    assert total(store, Kind.EVENTS, read_filter(words="raided", limit=1)) == 2


def test_sizes_count_each_kind(store):
    assert list(sizes(store).values()) == [3, 4, 1, 3, 0, 0]


def test_points_are_places_with_their_events(store):
    rows = [tuple(row.values()) for row in points(store, ALL).to_pylist()]
    assert rows == [(38.72, -9.14, 2, "Lisbon", "PRT"), (60.39, 5.32, 1, "Bergen", "NOR")]
    assert points(store, read_filter(place="Narva")).num_rows == 0


def test_dyads_pair_the_countries_of_both_sides(store):
    assert dyads(store, ALL, limit=5).num_rows == 0
    put(store, a_public_story())
    assert list(dyads(store, ALL, limit=5).to_pylist()[0].values()) == ["NOR", "NOR", 1, -3.5]


def test_names_are_found_by_their_words(store):
    assert names(store, "BOHM", limit=5).to_pylist() == [{"name": "Mália Böhm", "events": 1}]
    assert names(store, "", limit=1).num_rows == 1
    assert [one["country"] for one in mentions(store, ["Mália Böhm"])["Mália Böhm"]] == ["NOR"]
    assert mentions(store, ["Nobody"]) == {"Nobody": []}


def test_deeds_count_by_type_and_other_side(store):
    put(store, a_public_story())
    edda, norway = "Edda Morning", "Norway"
    done = {"type": "ACCUSE", "other": edda, "count": 1}
    assert deeds(store, norway, Side.ACTOR, limit=5).to_pylist() == [done]
    assert deeds(store, edda, Side.RECIPIENT, limit=5).to_pylist() == [done | {"other": norway}]
    [march] = deeds(store, "Mália Böhm", Side.ACTOR, limit=5).to_pylist()
    assert march["other"] is None


def test_voices_are_those_of_just_this_name(store):
    assert voices_of(store, "The mayor", limit=5)["story"].to_pylist() == ["two"]
    assert voices_of(store, "mayor", limit=5).num_rows == 0
    assert voices_on(store, "Crowd", limit=5) == ["denial"]
    assert voices_on(store, "The mayor", limit=5) == []


def test_a_story_comes_with_its_parts(store):
    parts = story_parts(store, "three")
    assert [record["id"] for record in parts.records] == ["raid", "undated"]
    assert parts.event_of["raid"] == "raid"
    assert story_parts(store, "none") is None


def test_corrections_are_those_that_stand(store):
    made = store.correct(Correct("march", "type", '"ASSAULT"', "Ada", NOW))
    assert [one.id for one in corrections_to(store, ["march", "raid"])] == [made]
    store.withdraw(Withdraw(made, "Ada", NOW))
    assert corrections_to(store, ["march"]) == []


def test_every_change_makes_another_stamp(store):
    seen = [last_change(store)]
    assert last_change(store) == seen[0]
    put(store, a_told("d", "arrest"), run=replace(RUN, id="run-2"))
    seen.append(last_change(store))
    judged = said(store, "raid", "march", "different")
    seen.append(last_change(store))
    store.withdraw(Withdraw(judged, "Ada", NOW))
    seen.append(last_change(store))
    store.correct(Correct("march", "type", '"ASSAULT"', "Ada", NOW))
    seen.append(last_change(store))
    assert len(set(seen)) == len(seen)
