from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from dragoman.store.neighbours import Faced, read_faces
from dragoman.store.reports import reports_of
from dragoman.store.requests import Withdraw
from tests.builders import CODER, DAY
from tests.keeping.builders import (
    LINKING,
    NOW,
    ModeLinker,
    a_store,
    a_told,
    column,
    events,
    put,
    said,
)
from tests.store.builders import a_database, another

NEWER = "dragoman 1 + canned"
NEXT_DAY = DAY + timedelta(days=1)


def test_records_that_the_linker_joins_are_one_event_named_by_the_earliest(home):
    with a_store(home) as store:
        put(
            store,
            a_told("b", "raid", published=NEXT_DAY),
            a_told("a", "raid"),
            a_told("c", "arrest"),
        )
        assert events(store) == {"a-raid": ["a-raid", "b-raid"], "c-arrest": ["c-arrest"]}
        [raid] = store.read("select * from events where id = 'a-raid'").to_pylist()
        assert (raid["records"], raid["stories"]) == (2, 2)
        assert raid["publishers"] == ["a.example", "b.example"]


def test_judgements_are_kept_with_their_reasons(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"), a_told("c", "arrest"))
        rows = store.read("select * from judgements order by left_record, right_record").to_pylist()
        assert [(row["right_record"], row["answer"]) for row in rows] == [
            ("b-raid", "same"),
            ("c-arrest", "unsure"),
            ("c-arrest", "unsure"),
        ]
        assert rows[0]["by"] == "modes"
        assert '"found":"raid raid"' in rows[0]["reasons"]


def test_an_earlier_report_renames_the_event_and_the_old_id_leads_to_it(home):
    with a_store(home) as store:
        put(store, a_told("b", "raid", published=NEXT_DAY))
        put(store, a_told("c", "raid", published=NEXT_DAY + timedelta(days=1)))
        put(store, a_told("a", "raid"))
        assert events(store) == {"a-raid": ["a-raid", "b-raid", "c-raid"]}
        assert store.read("select * from redirects").to_pylist() == [
            {"old": "b-raid", "event": "a-raid"}
        ]
        put(store, a_told("z", "raid", published=DAY - timedelta(days=1)))
        redirects = store.read("select old, event from redirects order by old").to_pylist()
        assert [row["event"] for row in redirects] == ["z-raid", "z-raid"]


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_events_are_the_same_whatever_the_order_of_arrival(home, order):
    days = {name: DAY + timedelta(days=at) for at, name in enumerate("abc")}
    with a_store(home) as store:
        for name in order:
            put(store, a_told(name, "raid", published=days[name]))
        assert events(store) == {"a-raid": ["a-raid", "b-raid", "c-raid"]}
        assert column(store, "select id from events") == ["a-raid"]


def test_what_does_not_touch_an_event_leaves_its_row_alone(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"))
        before = store.read("select * from events")
        put(store, a_told("b", "arrest"))
        assert store.read("select * from events where id = 'a-raid'") == before


def test_records_of_one_event_in_their_story_stay_together(home):
    told = a_told("a", "raid", "arrest")
    records = tuple(replace(record, event="one") for record in told.records)
    with a_store(home) as store:
        put(store, replace(told, records=records))
        assert events(store) == {"a-arrest": ["a-arrest", "a-raid"]}


def test_different_parts_an_event_and_withdrawing_joins_it_again(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        judgement = said(store, "b-raid", "a-raid", "different")
        assert events(store) == {"a-raid": ["a-raid"], "b-raid": ["b-raid"]}
        store.withdraw(Withdraw(judgement, "Ada", NOW + timedelta(minutes=2)))
        assert events(store) == {"a-raid": ["a-raid", "b-raid"]}
        assert column(store, "select withdrawn_by from judgements where person") == ["Ada"]


def test_same_joins_what_the_linker_left_apart(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "arrest"))
        said(store, "b-arrest", "a-raid", "same")
        assert events(store) == {"a-raid": ["a-raid", "b-arrest"]}
        said(store, "b-arrest", "a-raid", "unsure", minutes=2)
        assert events(store) == {"a-raid": ["a-raid"], "b-arrest": ["b-arrest"]}


def test_a_persons_judgement_outlives_a_new_coding(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        said(store, "a-raid", "b-raid", "different")
        put(store, a_told("b", "raid", coder=NEWER))
        assert events(store) == {"a-raid": ["a-raid"], "b-raid": ["b-raid"]}


def test_a_new_coding_is_judged_anew(home):
    with a_store(home) as store:
        put(store, a_told("a", "raid"), a_told("b", "raid"))
        put(store, a_told("b", "arrest", coder=NEWER))
        assert events(store) == {"a-raid": ["a-raid"], "b-arrest": ["b-arrest"]}
        assert column(store, "select answer from judgements") == ["unsure"]
        assert column(store, "select count(*) from blocks") == [4]


def test_a_text_that_returns_after_months_is_no_copy_but_one_of_unknown_day_is(home):
    words = " ".join(f"Police arrested group number {n} in Oslo." for n in range(20))
    days = {"a": DAY, "b": DAY + timedelta(days=90), "c": None}
    with a_store(home) as store:
        for story, day in days.items():
            put(store, a_told(story, "raid", text=words, published=day))
        copy_of = dict.fromkeys("abc", "a") | {"b": "b"}
        shown = store.read("select id, copy_of from stories").to_pylist()
        assert {row["id"]: row["copy_of"] for row in shown} == copy_of


def test_a_copy_is_folded_and_an_earlier_original_found_later(home):
    words = "Wire agency text. " + " ".join(
        f"Police arrested group number {n} in Oslo." for n in range(20)
    )
    with a_store(home) as store:
        put(store, a_told("b", "raid", text=words, published=NEXT_DAY))
        put(
            store,
            a_told("c", "raid", text=words + " More.", published=NEXT_DAY + timedelta(days=1)),
        )
        assert column(store, "select copy_of from stories order by id") == ["b", "b"]
        put(store, a_told("a", "raid", text=words))
        assert column(store, "select copy_of from stories order by id") == ["a", "a", "a"]
        assert column(store, "select corroboration from events") == [1]


class CountingLinker(ModeLinker):
    """Notes the stories of all pairs that it is asked about."""

    def __init__(self):
        self.asked = []

    def answer(self, left, right):
        self.asked.append({left[2], right[2]})
        return super().answer(left, right)


def test_records_of_one_story_are_not_compared(home):
    linker = CountingLinker()
    with a_store(home, replace(LINKING, linker=linker)) as store:
        put(store, a_told("a", "arrest", "raid", "strike"), a_told("b", "raid"))
        put(store, a_told("c", "raid", "strike"))
    assert (
        sorted(map(sorted, linker.asked)) == [["a", "b"]] * 3 + [["a", "c"]] * 6 + [["b", "c"]] * 2
    )


def test_records_of_one_event_stay_together_but_for_those_that_a_person_keeps_apart(home):
    told = a_told("a", "arrest", "raid", "strike")
    records = [replace(record, event="e") for record in told.records]
    with a_store(home) as store:
        put(store, replace(told, records=tuple(records)))
        assert events(store) == {"a-arrest": ["a-arrest", "a-raid", "a-strike"]}
        said(store, "a-arrest", "a-raid", "different")
        assert {"a-arrest", "a-raid"} <= set(events(store))


def test_records_that_a_store_kept_no_faces_of_are_compared_all_the_same(home):
    told = [a_told("a", "raid"), a_told("b", "raid")]
    with a_store(another(home)) as store:
        put(store, *told)
        expected = events(store)
    with a_store(home) as store:
        put(store, told[0])
    with a_database(home) as database, database.change() as change:
        change.write("update records set face = null")
    with a_store(home) as store:
        put(store, told[1])
        assert events(store) == expected == {"a-raid": ["a-raid", "b-raid"]}


def test_a_store_keeps_the_very_faces_that_are_compared(home):
    told = a_told("a", "raid", "arrest")
    with a_store(home) as store:
        put(store, told)
    with a_database(home) as database, database.change() as change:
        kept = read_faces(change, ["a-raid", "a-arrest"])
    expected = LINKING.linker.faces_of([*reports_of(told, NOW)])
    assert [kept[one.id] for one in told.records] == [Faced(face, CODER) for face in expected]
