"""How old an answer may be."""

from dataclasses import dataclass

from dragoman.api.freshness import Freshness
from dragoman.keeping.store import Store
from tests.api.builders import a_public_story
from tests.keeping.builders import put
from tests.store.asked import an_asked_store


def test_an_answer_from_before_an_addition_can_be_borne_for_a_while(tmp_path):
    with an_asked_store(tmp_path) as asked:
        freshness = Freshness(asked.store, fresh_seconds=0.0, late_seconds=60.0)
        freshness.ask()
        before = freshness.stamp
        put(asked.store, a_public_story())
        freshness.ask()
        assert before != freshness.stamp
        assert freshness.is_bearable(before)


def test_an_answer_from_before_ones_own_writing_cannot(tmp_path):
    with an_asked_store(tmp_path) as asked:
        freshness = Freshness(asked.store, fresh_seconds=0.0, late_seconds=60.0)
        freshness.ask()
        before = freshness.stamp
        freshness.written()
        assert not freshness.is_bearable(before)
        assert freshness.is_due()


@dataclass
class Overtaken:
    """A store in which somebody writes while it is first asked."""

    store: Store
    freshness: Freshness | None = None
    looks: int = 0

    def read(self, sql, parameters=()):
        rows = self.store.read(sql, parameters)
        self.looks += 1
        if self.looks == 1:
            put(self.store, a_public_story())
            self.freshness.written()
        return rows


def test_a_look_that_a_writing_overtook_is_taken_again(tmp_path):
    with an_asked_store(tmp_path) as asked:
        overtaken = Overtaken(asked.store)
        freshness = Freshness(overtaken, fresh_seconds=60.0, late_seconds=60.0)
        overtaken.freshness = freshness
        freshness.ask()
        before = freshness.stamp
        freshness.written()
        freshness.ask()
        assert freshness.stamp == before
        assert overtaken.looks == 3
