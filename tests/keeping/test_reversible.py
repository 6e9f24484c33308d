"""What people say changes events at once, and taken back leaves them as they were."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dragoman.keeping.said import Corrected, State, read_said
from dragoman.store.opened import Opened
from dragoman.store.requests import Correct, Withdraw
from tests.builders import figures
from tests.keeping.builders import NOW, a_store, a_told, events, put, said

LATER = NOW + timedelta(minutes=5)
NEWER = "dragoman 1 + canned"


def views(store):
    """All that is made from claims and judgements."""
    return {
        name: sorted(store.read(f"select * from {name}").to_pylist(), key=str)
        for name in ("events", "membership", "redirects")
    }


def withdrawn(store, id_):
    store.withdraw(Withdraw(id_, "Ben", LATER))


def corrected(store, record, field, value):
    return store.correct(Correct(record, field, value, "Ada", LATER))


def test_a_same_that_is_withdrawn_leaves_events_ids_and_redirects_as_before(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "arrest"))
        before = views(store)
        judgement = said(store, "a-raid", "b-arrest", "same")
        assert events(store) == {"a-raid": ["a-raid", "b-arrest"]}
        assert views(store)["redirects"] == [{"old": "b-arrest", "event": "a-raid"}]
        withdrawn(store, judgement)
        assert views(store) == before


def test_a_different_that_is_withdrawn_leaves_only_a_redirect(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        before = views(store)
        judgement = said(store, "a-raid", "b-raid", "different")
        assert events(store) == {"a-raid": ["a-raid"], "b-raid": ["b-raid"]}
        withdrawn(store, judgement)
        seen = [{"old": "b-raid", "event": "a-raid"}]  # somebody may have noted the id meanwhile
        assert views(store) == before | {"redirects": seen}


def test_no_chain_crosses_a_persons_different(home):
    with a_store(home) as store:
        put(store, *(a_told(name, "raid") for name in "abcd"))
        said(store, "a-raid", "d-raid", "different")
        for left, right in ("ab", "bc", "cd"):
            said(store, f"{left}-raid", f"{right}-raid", "same", by="Ben", minutes=2)
        apart = [set(members) for members in events(store).values()]
        assert not any({"a-raid", "d-raid"} <= members for members in apart)
        assert sum(map(len, apart)) == 4


def test_judgements_can_be_withdrawn_in_any_order(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "arrest"), a_told("c", "raid", "curfew"))
        before = views(store)
        first = said(store, "a-raid", "b-arrest", "same")
        second = said(store, "a-raid", "c-raid", "different", minutes=2)
        third = said(store, "b-arrest", "c-curfew", "same", minutes=3)
        for judgement in (second, first, third):
            withdrawn(store, judgement)
        after = views(store)
        assert (after["events"], after["membership"]) == (before["events"], before["membership"])


@pytest.mark.parametrize(
    ("field", "value", "filters"),
    [
        ("type", '"PROTEST"', {"type": "PROTEST"}),
        ("mode", '"seize"', {"mode": "seize"}),
        ("auxiliary", '"negation"', {"auxiliary": "negation"}),
        ("contexts", '["election"]', {"context": "election"}),
        ("date", '{"first": "2024-02-01", "last": "2024-02-02"}', {"until": "2024-02-03"}),
        ("actors", '[{"text": "police", "name": "Fjord Guard"}]', {"actor": "Fjord Guard"}),
    ],
)
def test_a_correction_changes_what_filters_find_until_it_is_withdrawn(
    tmp_path, field, value, filters
):
    with a_store(tmp_path) as store:
        put(store, a_told("a", "raid"))
        before, asked = views(store), Opened(store, lambda: None)
        assert len(asked.events(**filters).to_arrow()) == 0
        correction = corrected(store, "a-raid", field, value)
        assert asked.events(**filters).to_arrow()["id"].to_pylist() == ["a-raid"]
        withdrawn(store, correction)
        assert views(store) == before


def test_recoding_keeps_judgements_and_shows_both_answers_of_stale_corrections(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        said(store, "a-raid", "b-raid", "different")
        corrected(store, "b-raid", "numbers.dead", "3")
        newer = a_told("b", "raid", coder=NEWER)
        [record] = newer.records
        put(store, replace(newer, records=(replace(record, numbers=figures(dead=2)),)))
        assert events(store) == {"a-raid": ["a-raid"], "b-raid": ["b-raid"]}
        judgement, correction = read_said(store)
        assert judgement.state is State.OPEN
        assert isinstance(correction, Corrected)
        assert correction.state is State.STALE
        assert (correction.said.value, correction.said.against, correction.now) == (
            "3",
            "null",
            "2",
        )


def test_a_record_that_comes_back_has_its_judgement_again(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        said(store, "a-raid", "b-raid", "different")
        put(store, a_told("b", "curfew", coder=NEWER))
        assert [one.state for one in read_said(store)] == [State.STALE]
        put(store, a_told("b", "raid", coder="dragoman 2 + canned"))
        assert [one.state for one in read_said(store)] == [State.OPEN]
        assert events(store) == {"a-raid": ["a-raid"], "b-raid": ["b-raid"]}
