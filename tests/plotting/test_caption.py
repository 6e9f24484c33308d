from datetime import date

import pytest

from dragoman.errors import UsageError
from dragoman.plotting.caption import INVENTED, Told, asked_words, caption, lacking, tell
from dragoman.plotting.picture import Picture
from dragoman.store.filters import Filter, Near
from tests.keeping.builders import a_store
from tests.plotting.builders import a_drawn_store

PICTURE = Picture("Events", {}, 1, "a day", ["2 without a day", "3 earlier than shown"])


@pytest.fixture(scope="module")
def store(shared_home):
    with a_drawn_store(shared_home) as store:
        yield store


@pytest.mark.parametrize(
    ("chosen", "events", "words"),
    [
        (Filter(), 1, "All 1 event"),
        (Filter(), 1200, "All 1,200 events"),
        (Filter(type=("ASSAULT", "PROTEST"), country=("TUR",)), 12,
         "12 events: type ASSAULT or PROTEST, country TUR"),
        (Filter(since=date(2024, 3, 1), disputed=True), 2,
         "2 events: since 2024-03-01, disputed yes"),
        (Filter(near=Near(59.4, 28.2, 50.0), min_score=0.5), 1,
         "1 event: near 59.4,28.2 within 50 km, min score 0.5"),
    ],
)  # fmt: skip
def test_a_caption_tells_the_filter(chosen, events, words):
    assert asked_words(chosen, events) == words


def test_a_caption_has_the_stores_day_the_notes_and_whether_all_is_invented():
    told = Told("All 9 events", 9, date(2026, 3, 1), True)
    assert caption(told, PICTURE) == [
        "All 9 events; store of 1 March 2026",
        "2 without a day. 3 earlier than shown",
        INVENTED,
    ]


def test_a_long_filter_takes_several_lines():
    lines = caption(Told("words " + "long " * 50, 1, None, False), Picture("", {}, 1, ""))
    assert len(lines) > 2
    assert max(map(len, lines)) <= 110


def test_nothing_names_the_filter_that_leaves_nothing(store):
    with pytest.raises(UsageError, match="no events fit --country DNK: leave that out"):
        tell(store, Filter(country=("DNK",), type=("PROTEST",)))


def test_filters_that_fit_each_but_not_together_are_all_named(store):
    with pytest.raises(UsageError, match="all of --type, --country at once"):
        tell(store, Filter(country=("SWE",), type=("COERCE",)))


def test_an_empty_store_is_told(home):
    with a_store(home) as store, pytest.raises(UsageError, match="the store has no events"):
        tell(store, Filter())


@pytest.mark.parametrize(
    ("events", "words"),
    [(1, "1 event fits, but it lacks a day"), (7, "7 events fit, but none has a day")],
)
def test_events_that_cannot_be_drawn_are_told(events, words):
    assert lacking(PICTURE, Told("", events, None, False)) == words
