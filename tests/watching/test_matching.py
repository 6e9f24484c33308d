"""What fits a rule among what a batch brought, in both kinds of store."""

from dragoman.store.filters import Filter, Kind
from dragoman.watching.matching import find_matches
from dragoman.watching.plan import Rule
from tests.keeping.builders import a_store, a_told, put


def matches(store, kind, chosen, *stories):
    return list(find_matches(store, Rule("r", kind, chosen, ("stdout",)), stories))


def test_only_what_the_batch_tells_of_is_looked_at(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"))
        put(store, a_told("b", "raid", "theft"))
        raids = Filter(mode=("raid",))
        assert [one.id for one in matches(store, Kind.RECORDS, raids, "b")] == ["b-raid"]
        assert [one.id for one in matches(store, Kind.STORIES, raids, "b")] == ["b"]
        assert len(matches(store, Kind.EVENTS, Filter(mode=("raid", "theft")), "b")) == 2
        assert len(matches(store, Kind.EVENTS, Filter(mode=("raid", "theft")), "a")) == 1


def test_an_event_is_known_again_by_all_its_records(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        [event] = matches(store, Kind.EVENTS, Filter(mode=("raid",)), "b")
        assert {"a-raid", "b-raid"} <= set(event.covers)
        assert [report["publisher"] for report in event.reports] == ["a.example", "b.example"]


def test_a_rule_that_nothing_fits_is_silent(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"))
        assert matches(store, Kind.EVENTS, Filter(type=("AID",)), "a") == []
        assert matches(store, Kind.EVENTS, Filter(mode=("raid",))) == []


def test_the_second_publisher_makes_a_rule_fit(home):
    twice = Filter(mode=("raid",), min_corroboration=2)
    with a_store(home) as store:
        put(store, a_told("a", "raid"))
        assert matches(store, Kind.EVENTS, twice, "a") == []
        put(store, a_told("b", "raid"))
        assert len(matches(store, Kind.EVENTS, twice, "b")) == 1
