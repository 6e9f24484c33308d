import json

from dragoman.store.columns import TABLES
from dragoman.store.event_rows import event_row, read_event, read_event_json
from dragoman.store.rows import table
from tests.contract.test_events import an_event


def test_an_events_row_fits_its_table():
    row = event_row(an_event())
    assert list(row) == TABLES["events"].names
    assert table("events", [row]).to_pylist()[0]["voice_names"] == ["Police", "The mayor"]


def test_an_event_comes_back_from_its_row_and_its_reports():
    event = an_event()
    [row] = table("events", [event_row(event)]).to_pylist()
    found = read_event({**row, "score": event.score}, event.reports)
    assert found == event


def test_a_row_shows_an_event_without_its_reports():
    [row] = table("events", [event_row(an_event())]).to_pylist()
    shown = read_event_json(row)
    assert (shown["type"], shown["first"], shown["records"]) == (
        "COERCE",
        "2024-03-08",
        list("abc"),
    )
    assert [stance["stand"] for stance in shown["stances"]] == ["asserts", "denies", "asserts"]
    assert json.dumps(shown)


def test_a_row_counts_records_stories_and_publishers():
    row = event_row(an_event())
    assert (row["records"], row["stories"], row["publishers"]) == (3, 3, ["A", "B", "C"])
    assert (row["corroboration"], row["disputed"]) == (1, True)
