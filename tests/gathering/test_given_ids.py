"""Ids are remembered with their texts, in memory that does not grow with their number."""

import tracemalloc
from contextlib import closing

from dragoman.gathering.given_ids import GivenIds
from dragoman.types import GivenText


def test_an_id_clashes_with_another_text_alone():
    texts = [("a", "One."), ("b", "Two."), ("a", "One."), ("a", "Two."), ("\ud800", "\ud800")]
    with closing(GivenIds()) as ids:
        assert [ids.clashes(GivenText(text, id=name)) for name, text in texts] == [
            False,
            False,
            False,
            True,
            False,
        ]


def test_two_runs_know_nothing_of_each_other():
    with closing(GivenIds()) as first, closing(GivenIds()) as second:
        assert not first.clashes(GivenText("One.", id="a"))
        assert not second.clashes(GivenText("Two.", id="a"))


def test_python_holds_nothing_of_an_id():
    with closing(GivenIds()) as ids:
        ids.clashes(GivenText("Text.", id="first"))
        tracemalloc.start()
        for number in range(20_000):
            ids.clashes(GivenText("Text.", id=str(number)))
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert held < 100_000
