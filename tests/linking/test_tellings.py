"""Tellings: some of an event's are told without the others as if those were not there."""

from __future__ import annotations

from itertools import combinations

import pytest

from dragoman.linking.tellings import tell, told_alone
from tests.linking.builders import told

REPORTS = [
    told("Wire", record="w", day=2),
    told("A", record="a", copy_of="w"),
    told("B", record="b", day=1, copy_of="w"),
    told("C", record="c", day=1),
]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_some_are_folded_among_themselves(number):
    together = tell(REPORTS)
    for some in combinations(REPORTS, number):
        there = [telling for telling in together if telling.report in some]
        assert told_alone(there) == tell(some)


def test_a_copy_leads_where_its_original_is_not_there():
    [copy] = told_alone([one for one in tell(REPORTS) if one.record.id == "a"])
    assert (copy.teller, copy.leads) == ("A", True)
