from datetime import timedelta

import pytest

from dragoman.errors import UsageError
from dragoman.store.requests import Correct, Judge, Withdraw
from dragoman.types import Answer
from tests.keeping.builders import NOW, a_store, a_told, column, events, put, said

NEWER = "dragoman 1 + canned"
LATER = NOW + timedelta(minutes=5)


def corrected(store, field, value, *, record="a-raid", by="Ada", at=LATER):
    return store.correct(Correct(record, field, value, by, at))


def two_raids(store):
    put(store, a_told("a", "raid"), a_told("b", "raid"))


def test_a_judgement_says_who_when_and_why(home):
    with a_store(home) as store:
        two_raids(store)
        store.judge(Judge("b-raid", "a-raid", Answer.DIFFERENT, "Ada", LATER, "another day"))
        [row] = store.read("select * from judgements j where j.person").to_pylist()
        assert (row["left_record"], row["right_record"]) == ("a-raid", "b-raid")
        assert (row["by"], row["at"], row["why"]) == ("Ada", LATER, "another day")


def test_the_same_judgement_sent_twice_is_one(home):
    with a_store(home) as store:
        two_raids(store)
        assert said(store, "a-raid", "b-raid", "different") == said(
            store, "b-raid", "a-raid", "different"
        )
        assert column(store, "select count(*) from judgements where person") == [1]


@pytest.mark.parametrize(("left", "right"), [("a-raid", "none"), ("none", "a-raid")])
def test_a_judgement_on_an_unknown_record_is_refused(home, left, right):
    with a_store(home) as store:
        two_raids(store)
        with pytest.raises(UsageError, match="no record none"):
            said(store, left, right, "same")
        assert column(store, "select count(*) from judgements where person") == [0]


def test_a_judgement_on_one_record_is_refused(home):
    with a_store(home) as store:
        two_raids(store)
        with pytest.raises(UsageError, match="about two"):
            said(store, "a-raid", "a-raid", "same")


def test_the_later_of_two_people_counts(home):
    with a_store(home) as store:
        two_raids(store)
        said(store, "a-raid", "b-raid", "different")
        said(store, "a-raid", "b-raid", "same", by="Ben", minutes=2)
        assert events(store) == {"a-raid": ["a-raid", "b-raid"]}


def test_a_correction_changes_the_event_and_not_the_coders_answer(home):
    with a_store(home) as store:
        two_raids(store)
        corrected(store, "numbers.dead", "3", record="b-raid")
        assert column(store, "select body from records where id = 'b-raid'")[0].count('"dead":null')
        [body] = column(store, "select body from events")
        assert '"dead"' in body


def test_a_withdrawn_correction_is_kept_and_no_longer_counts(home):
    with a_store(home) as store:
        two_raids(store)
        before = column(store, "select body from events")
        correction = corrected(store, "numbers.dead", "3")
        assert column(store, "select body from events") != before
        store.withdraw(Withdraw(correction, "Ben", LATER))
        assert column(store, "select body from events") == before
        assert column(store, "select withdrawn_by from corrections") == ["Ben"]


@pytest.mark.parametrize(
    ("field", "value"), [("nothing", '"x"'), ("type", "no json"), ("type", '"SINGING"')]
)
def test_a_correction_that_cannot_stand_is_refused(home, field, value):
    with a_store(home) as store:
        two_raids(store)
        with pytest.raises(UsageError):
            corrected(store, field, value)
        assert column(store, "select count(*) from corrections") == [0]


def test_withdrawing_what_is_not_there_is_refused(home):
    with a_store(home) as store, pytest.raises(UsageError, match="no judgement or correction"):
        store.withdraw(Withdraw("none", "Ada", NOW))


def test_the_programs_own_judgement_is_answered_not_withdrawn(home):
    with a_store(home) as store:
        two_raids(store)
        [judgement] = column(store, "select id from judgements")
        with pytest.raises(UsageError, match="judge its records instead"):
            store.withdraw(Withdraw(judgement, "Ada", NOW))


def test_what_a_newer_coder_has_overtaken_is_listed(home):
    with a_store(home) as store:
        two_raids(store)
        judgement = said(store, "a-raid", "b-raid", "different")
        correction = corrected(store, "numbers.dead", "3", record="b-raid")
        assert store.stale().judgements == ()
        assert store.stale().corrections == ()
        put(store, a_told("b", "arrest", coder=NEWER))
        assert [one.id for one in store.stale().judgements] == [judgement]
        assert [one.id for one in store.stale().corrections] == [correction]
        assert events(store) == {"a-raid": ["a-raid"], "b-arrest": ["b-arrest"]}
