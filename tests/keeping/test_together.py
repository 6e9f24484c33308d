"""A store that several processes add to, judge in and read at once."""

from contextlib import closing

from tests.keeping.builders import a_told, column, events, put, said
from tests.keeping.killed import STORIES, a_shared_store, add_all
from tests.keeping.test_killing import adder, begin, content
from tests.store.builders import another, where


def test_adding_judging_and_reading_at_once_lose_nothing(home):
    with adder(where(home)) as process, closing(a_shared_store(where(home))) as store:
        put(store, a_told("x", "raid"), a_told("y", "raid"))
        begin(process, "elsewhere")
        judged = 0
        while judged < 5 or len(column(store, "select id from stories")) < STORIES + 2:
            said(store, "x-raid", "y-raid", "different", minutes=judged)
            judged += 1
            both = "select count(*) from membership union all select count(*) from records where newest"
            assert len(set(column(store, both))) == 1
        assert process.stdout.readline() == "done\n"
        assert column(store, "select count(*) from judgements where person") == [judged]
        assert not any({"x-raid", "y-raid"} <= set(members) for members in events(store).values())


def test_two_processes_that_add_the_same_make_what_one_makes(home):
    one = another(home)
    add_all(where(one), "run")
    with adder(where(home)) as first, adder(where(home)) as second:
        begin(first, "first")
        begin(second, "second")
        assert [each.stdout.readline() for each in (first, second)] == ["done\n", "done\n"]
    alone, together = content(one), content(home)
    for name in ("stories", "records", "copies", "set_aside"):
        assert [row.get("id") for row in together[name]] == [row.get("id") for row in alone[name]]
