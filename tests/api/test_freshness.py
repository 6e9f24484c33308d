"""How old an answer may be."""

from dragoman.api.freshness import Freshness
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
