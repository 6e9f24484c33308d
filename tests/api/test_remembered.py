"""Searches and totals that are kept while the store stays as it is."""

from contextlib import contextmanager

from dragoman.api.freshness import Freshness
from dragoman.api.remembered import Kept, Remembered
from dragoman.store.filters import Filter, Kind
from dragoman.store.indices import Index
from tests.api.builders import a_public_story
from tests.keeping.builders import put
from tests.store.asked import an_asked_store


@contextmanager
def a_remembered_store(folder):
    with an_asked_store(folder) as asked:
        freshness = Freshness(asked.store, fresh_seconds=0.0, late_seconds=60.0)
        freshness.ask()
        yield asked.store, freshness, Remembered(asked.store, freshness)


def test_a_total_is_counted_once_until_the_store_changes(tmp_path):
    with a_remembered_store(tmp_path) as (store, freshness, remembered):
        assert remembered.total(Kind.STORIES, Filter(limit=1)) == 3
        put(store, a_public_story())
        assert remembered.total(Kind.STORIES, Filter(limit=2)) == 3
        freshness.ask()
        assert remembered.total(Kind.STORIES, Filter()) == 4


def test_what_holds_words_is_looked_for_once_until_the_store_changes(tmp_path):
    with a_remembered_store(tmp_path) as (store, freshness, remembered):
        found = remembered.search(Index.RECORDS, ["police"])
        assert remembered.search(Index.RECORDS, ("police",)) is found
        put(store, a_public_story())
        freshness.ask()
        assert remembered.search(Index.RECORDS, ["police"]) is not found


def test_nothing_is_kept_right_after_ones_own_writing(tmp_path):
    with a_remembered_store(tmp_path) as (_, freshness, _):
        kept, numbers = Kept(freshness, most=2), iter(range(9))
        freshness.written()
        assert [kept.get("it", lambda: next(numbers)) for _ in range(2)] == [0, 1]


def test_what_was_asked_first_makes_room(tmp_path):
    with a_remembered_store(tmp_path) as (_, freshness, _):
        kept, numbers = Kept(freshness, most=2), iter(range(9))
        given = [kept.get(key, lambda: next(numbers)) for key in "abcca"]
        assert given == [0, 1, 2, 2, 3]
