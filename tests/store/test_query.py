from dataclasses import replace

import pytest

from dragoman.errors import UsageError
from dragoman.store import query
from tests.keeping.builders import put
from tests.store.asked import an_asked_store, ids, march

EVERYTHING = ["raid", "denial", "march", "undated"]


@pytest.fixture(scope="module")
def opened(shared_home):
    with an_asked_store(shared_home) as store:
        yield store


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, EVERYTHING),
        ({"since": "2024-03-10", "until": "2024-04-01"}, ["denial", "march"]),
        ({"until": "2024-03-07"}, []),
        ({"type": "PROTEST"}, ["denial", "march"]),
        ({"type": ["PROTEST", "COERCE"], "auxiliary": "negation"}, ["denial"]),
        ({"quad": 4}, ["raid", "undated"]),
        ({"mode": "demo"}, ["denial", "march"]),
        ({"context": "election"}, ["march"]),
        ({"actor": "bohm"}, ["march"]),
        ({"actor": "MÁLIA BÖHM"}, ["march"]),
        ({"actor": "mal"}, []),
        ({"actor": "böhm mália"}, []),
        ({"actor": "100% o_r \\ 'x'"}, []),
        ({"party": "crowd"}, ["denial"]),
        ({"actor_country": "NOR"}, ["denial", "march"]),
        ({"country": ["SWE", "PRT"]}, ["denial"]),
        ({"sector": "OPP"}, ["march"]),
        ({"place": "bergen"}, ["march"]),
        ({"place_country": "PRT"}, ["raid", "undated"]),
        ({"near": (60.0, 5.0, 60)}, ["march"]),
        ({"near": (60.0, 5.0, 30)}, []),
        ({"near": (-60.0, -175.0, 20000)}, ["raid", "march", "undated"]),
        ({"publisher": "gazette"}, ["raid", "denial", "undated"]),
        ({"voice": "the mayor"}, ["denial"]),
        ({"voice_country": "SWE"}, ["denial"]),
        ({"words": "marching bergen"}, ["denial", "march"]),
        ({"words": '"raided a lisbon"'}, ["raid", "undated"]),
        ({"words": "bohm"}, ["march"]),
        ({"words": "NEAR( OR * march"}, []),
        ({"min_score": 0.5}, ["denial", "march"]),
        ({"min_corroboration": 3}, []),
        ({"id": ["march", "raid"]}, ["raid", "march"]),
    ],
)
def test_records_are_chosen_by_every_filter(opened, filters, found):
    assert sorted(ids(opened.records(**filters))) == sorted(found)


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({}, ["COERCE", "PROTEST"]),  # the linker of these tests joins what has one mode
        ({"until": "2024-03-31"}, ["PROTEST"]),
        ({"mode": "demo"}, ["PROTEST"]),
        ({"actor": "bohm"}, ["PROTEST"]),
        ({"near": (38.7, -9.1, 10)}, ["COERCE"]),
        ({"publisher": "fjord"}, ["PROTEST"]),
        ({"voice": "mayor", "voice_country": "SWE"}, ["PROTEST"]),
        ({"words": '"no march"'}, ["PROTEST"]),
        ({"min_corroboration": 1}, ["COERCE", "PROTEST"]),
        ({"min_corroboration": 2}, []),
        ({"disputed": True}, ["PROTEST"]),
        ({"disputed": False}, ["COERCE"]),
        ({"min_score": 0.95}, []),
    ],
)
def test_events_are_chosen_by_what_their_reports_say(opened, filters, types):
    assert sorted(set(opened.events(**filters).to_arrow()["type"].to_pylist())) == types


def test_records_are_chosen_by_their_event(opened):
    assert sorted(ids(opened.records(disputed=True))) == ["denial", "march"]


def test_objects_are_whole(opened):
    [event] = opened.events(disputed=True)
    assert {report.record.id for report in event.reports} == {"march", "denial"}
    [report] = opened.records(id="march")
    assert (report.trigger, report.story.publisher) == ("march", "Fjord Herald")
    [story] = opened.stories(id="three")
    assert story.text.startswith("Police raided")
    [said] = opened.voices()
    assert (said.words, said.voice.verb) == ("no march had passed", "statement")


def test_the_latest_come_first_and_what_has_no_day_last(opened):
    assert ids(opened.records()) == EVERYTHING


def test_a_better_fit_comes_first(opened):
    rows = opened.stories(words="march Bergen").to_arrow()
    assert set(rows["id"].to_pylist()) == {"one", "two"}
    assert ids(opened.records(words="police"))[0] in {"raid", "undated"}


@pytest.mark.parametrize("filters", [{}, {"words": "march"}, {"type": "COERCE"}])
@pytest.mark.parametrize("kind", ["events", "records", "stories"])
def test_pages_follow_each_other_without_a_gap(opened, kind, filters):
    ask = getattr(opened, kind)
    whole, cursor, found = ids(ask(**filters)), None, []
    while True:
        page = ask(**filters, limit=1, cursor=cursor).page()
        found += page.rows["id"].to_pylist()
        cursor = page.cursor
        if cursor is None:
            break
    assert found == whole


def test_many_rows_are_read_in_pages(opened, monkeypatch):
    monkeypatch.setattr(query, "PAGE", 2)
    assert ids(opened.records()) == EVERYTHING
    assert ids(opened.records(limit=3)) == EVERYTHING[:3]


def test_stories_fit_when_one_record_fits_all(opened):
    assert ids(opened.stories(type="COERCE", place="Lisbon")) == ["three"]
    assert ids(opened.stories(type="COERCE", place="Bergen")) == []
    assert ids(opened.stories(publisher="fjord")) == ["one"]


def test_voices_are_chosen_by_source_and_words(opened):
    [row] = opened.voices(voice="mayor", words="no march").to_arrow().to_pylist()
    assert (row["source"], row["country"], row["story"]) == ("The mayor", "SWE", "two")
    assert opened.voices(words="a parade").to_arrow().num_rows == 0


def test_voices_have_no_type(opened):
    with pytest.raises(UsageError, match="voices cannot be asked by type; there are"):
        opened.voices(type="PROTEST").to_arrow()


def test_a_foreign_cursor_is_refused(opened):
    with pytest.raises(UsageError, match="no cursor"):
        opened.events(limit=1, cursor="abc").page()


def test_an_event_is_found_by_an_id_that_it_had(home):
    with an_asked_store(home) as opened:
        [event] = opened.events(id="march").to_arrow()["id"].to_pylist()
        change = "insert into redirects (old, event) values ('before', $1)"
        with opened.database.change() as transaction:
            transaction.write(change, [event])
        assert ids(opened.events(id="before")) == [event]


def test_only_the_newest_coder_answers(home):
    with an_asked_store(home) as opened:
        old = march()
        newer = [replace(one, id="newer", coder="dragoman 1") for one in old.records]
        put(opened.store, replace(old, records=tuple(newer), coder="dragoman 1"))
        assert ids(opened.records(actor="bohm")) == ["newer"]
        assert ids(opened.records(words="bohm")) == ["newer"]
