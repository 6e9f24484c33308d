"""How sources are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dragoman.watching.health import Status, has_collapsed, read_health
from dragoman.watching.ledger_health import KEPT, HealthRows, Yielded
from dragoman.watching.ledger_sources import SourceRows
from dragoman.watching.plan import Source
from tests.watching.builders import NOON, a_book

SOURCE = Source("Gazette", "http://e.org/feed")


def health_of(folder, *, lengths=(), days=(), **state):
    with a_book(folder) as book:
        sources, yields = SourceRows(book), HealthRows(book)
        sources.prepare([SOURCE])
        if state:
            sources.write(replace(sources.state("Gazette"), **state))
        for back, number in days:
            day = (NOON - timedelta(days=back)).date().isoformat()
            yields.note([Yielded("Gazette", True, None)] * number, day=day)
        yields.note([Yielded("Gazette", False, length) for length in lengths], day="2024-03-09")
        [health] = read_health(book, [SOURCE], NOON)
        return health


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ({}, Status.NEW),
        ({"polls": 3, "succeeded": 1.0}, Status.WELL),
        ({"polls": 3, "failures": 2, "fault": "HTTP 500"}, Status.FAILING),
        ({"polls": 3, "failures": 2, "gone": 1}, Status.GONE),
    ],
)
def test_a_source_is_in_a_word(tmp_path, state, status):
    assert health_of(tmp_path, **state).status is status


@pytest.mark.parametrize(
    ("lengths", "collapsed"),
    [
        ([3_000] * 16 + [0] * 8, True),
        ([3_000] * 16 + [800] * 8, True),
        ([3_000] * 16 + [2_000] * 8, False),
        ([3_000] * 16 + [0] * 4 + [3_000] * 4, False),
        ([3_000] * 8 + [0] * 8, False),
        ([], False),
    ],
)
def test_a_layout_change_is_suspected_when_stories_shrink(tmp_path, lengths, collapsed):
    assert has_collapsed(lengths) is collapsed
    found = health_of(tmp_path, lengths=lengths, polls=1)
    assert found.status is (Status.LAYOUT if collapsed else Status.WELL)


def test_stories_a_day_are_counted_over_the_days_that_were_watched(tmp_path):
    found = health_of(tmp_path, polls=1, days=[(3, 4), (1, 8), (0, 4)])
    assert found.stories_per_day == 4.0
    assert health_of(tmp_path, polls=1, days=[(30, 70)]).stories_per_day == 4.0


def test_only_the_latest_lengths_are_kept(tmp_path):
    with a_book(tmp_path) as book:
        yields = HealthRows(book)
        yields.note([Yielded("Gazette", True, n) for n in range(KEPT + 50)], day="2024-03-09")
        assert yields.lengths("Gazette") == list(range(50, KEPT + 50))
