import csv
import json

import pyarrow.parquet as pq
import pytest

from tests.cli.commands import dragoman
from tests.store.asked import an_asked_store
from tests.store.builders import where


@pytest.fixture(scope="module")
def store(shared_home):
    with an_asked_store(shared_home):
        pass
    return where(shared_home)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("kind", ["events", "records", "stories", "voices"])
def test_a_table_fits_eighty_columns(store, kind, monkeypatch):
    monkeypatch.setattr("dragoman.cli.table.PIPE_WIDTH", 80)
    result = dragoman(kind, "--store", store, "--format", "table")
    assert result.exit_code == 0
    assert result.stdout.startswith("day ")
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_events_are_lines_of_json_with_their_bodies(store):
    [event] = lines(dragoman("events", "--store", store, "--disputed"))
    assert (event["type"], event["records"]) == ("PROTEST", ["march", "denial"])
    assert {stance["stand"] for stance in event["stances"]} == {"asserts", "denies"}
    assert event["actors"][0]["name"]


def test_a_record_line_has_its_event_sentence_and_story(store):
    [record] = lines(dragoman("records", "--store", store, "--id", "march"))
    assert record["event_in_story"] == "e1"
    assert record["sentence"] == "Mália Böhm led a march in Bergen."
    assert (record["story"], record["publisher"]) == ("one", "Fjord Herald")


def test_options_that_can_be_given_again_are_alternatives(store):
    result = dragoman("records", "--store", store, "--type", "protest", "--type", "COERCE")
    assert len(lines(result)) == 4


def test_csv_joins_lists_and_parquet_keeps_types(store, tmp_path):
    table, rows = tmp_path / "r.csv", tmp_path / "r.parquet"
    dragoman("records", "--store", store, "--out", str(table), "--id", "denial")
    with table.open(newline="") as file:
        [row] = csv.DictReader(file)
    assert row["actor_countries"] == "SWE; NOR"
    dragoman("records", "--store", store, "--out", str(rows))
    assert str(pq.read_table(rows).schema.field("first").type) == "date32[day]"


def test_counts_are_rows_too(store):
    result = dragoman("records", "--store", store, "--count-by", "type")
    assert lines(result) == [{"type": "COERCE", "count": 2}, {"type": "PROTEST", "count": 2}]


def test_sql_is_read_only(store):
    result = dragoman("sql", "select count(*) as n from stories", "--store", store)
    assert lines(result) == [{"n": 3}]
    refused = dragoman("sql", "drop table stories", "--store", store)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


def test_an_empty_answer_says_so(store):
    result = dragoman("events", "--store", store, "--actor", "nobody", "--format", "table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no events fit\n")


def test_a_cut_answer_says_how_to_go_on(store):
    first = dragoman("records", "--store", store, "--limit", "3")
    cursor = first.stderr.split("--cursor ")[1].strip()
    rest = dragoman("records", "--store", store, "--cursor", cursor)
    assert [line["id"] for line in lines(rest)] == ["undated"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events", "--since", "2024-13-01"], "since must be a day as YYYY-MM-DD"),
        (["events", "--type", "RIOT"], "no type 'RIOT'; there are"),
        (["events", "--near", "1,2,-3"], "more than 0 kilometres"),
        (["events", "--count-by", "colour"], "there are day, week"),
        (["records", "--words", "--"], "no word to search for"),
        (["show", "nobody"], "no event, record or story nobody"),
        (["sql", "select colour from events"], "cannot be asked"),
    ],
)
def test_a_wrong_question_is_one_line(store, arguments, message):
    result = dragoman(*arguments, "--store", store)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_store_that_is_not_there_is_one_line(tmp_path):
    result = dragoman("events", "--store", str(tmp_path / "other.duckdb"))
    assert result.exit_code == 2
    assert "`dragoman add --store" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_event_shows_its_claims_side_by_side(store):
    [event] = lines(dragoman("events", "--store", store, "--disputed"))
    shown = dragoman("show", event["id"], "--store", store).stdout
    assert "PROTEST demo  disputed" in shown
    assert "asserts   Fjord Herald" in shown
    assert "denies    " in shown
    assert "led a march in Bergen" in shown
    assert "mode: demo demo" in shown


def test_records_and_stories_can_be_shown(store):
    assert "Police raided a Lisbon office" in dragoman("show", "undated", "--store", store).stdout
    assert "Police counted a thousand" in dragoman("show", "one", "--store", store).stdout
