"""The commands by which people judge, review, correct and forget, on a store in a file."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

import pytest

from dragoman.build import open_existing
from tests.cli.commands import ENVIRONMENT, dragoman
from tests.keeping.builders import a_store, a_told, column, events, put

BY = ("--by", "Ada")
PATIENCE = 60.0  # a busy machine starts slowly


@pytest.fixture
def store(tmp_path):
    """Three stories: a and b tell of a raid, c of a curfew; the program is not sure of a and c."""
    with a_store(tmp_path) as opened:
        put(opened, a_told("a", "raid"), a_told("b", "raid"), a_told("c", "curfew"))
    return str(tmp_path / "record.duckdb")


def asked(store, sql):
    with open_existing(store) as opened:
        return column(opened, sql)


def events_in(store):
    with open_existing(store) as opened:
        return events(opened)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def answers(store):
    return asked(
        store,
        "select j.answer from judgements j where j.person and j.withdrawn_at is null "
        "order by j.at, j.id",
    )


def test_a_judgement_joins_events_and_its_withdrawal_parts_them(store):
    result = dragoman("judge", "a-raid", "c-curfew", "same", *BY, "--why", "one", "--store", store)
    assert result.stderr == "a-raid and c-curfew are of event a-raid\n"
    assert events_in(store) == {"a-raid": ["a-raid", "b-raid", "c-curfew"]}
    taken = dragoman("judge", "--withdraw", result.stdout.strip(), *BY, "--store", store)
    assert taken.exit_code == 0
    assert set(events_in(store)) == {"a-raid", "c-curfew"}


def test_an_id_that_an_event_had_stands_for_its_earliest_record(store):
    with open_existing(store) as opened:
        put(opened, a_told("b", "curfew", coder="dragoman 1 + canned"))
    dragoman("judge", "c-curfew", "b-curfew", "different", *BY, "--store", store)
    assert dragoman("judge", "a-raid", "c-curfew", "same", *BY, "--store", store).exit_code == 0


def test_a_judgement_against_a_standing_one_says_so(store):
    dragoman("judge", "a-raid", "b-raid", "different", *BY, "--store", store)
    dragoman("judge", "a-raid", "c-curfew", "same", *BY, "--store", store)
    result = dragoman("judge", "b-raid", "c-curfew", "same", *BY, "--store", store)
    assert "parts their events stands against it" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["judge", "none", "b-raid", "same", *BY], "no record or event none"),
        (["judge", "a-raid", "gone", "same", *BY], "no record or event gone"),
        (["judge", "a-raid", "b-raid", "perhaps", *BY], "same, different or unsure"),
        (["judge", "a-raid", *BY], "two ids and an answer"),
        (["judge", "a-raid", "b-raid", "same", "--by", " "], "say who you are"),
        (["judge", "a-raid", "b-raid", "same", "--withdraw", "x", *BY], "--withdraw ID alone"),
        (["judge", "--withdraw", "none", *BY], "no judgement or correction none"),
        (["correct", "a-raid", "colour", "1", *BY], "'colour' cannot be corrected"),
        (["correct", "a-raid", "type", "PROTEST", *BY], "no JSON"),
        (["correct", "none", "type", '"PROTEST"', *BY], "no record or event none"),
        (["correct", "a-raid", *BY], "a record, a field and a value"),
        (["judgements", "--training", "--state", "open"], "no --state"),
        (["review", *BY], "--batch"),
        (["forget", *BY], "--story, --publisher or --person"),
        (["forget", "--story", "a", "--person", "b", *BY], "one"),
        (["forget", "--story", "none", *BY], "no story none"),
    ],
)
def test_what_cannot_be_done_is_one_line(store, arguments, message):
    result = dragoman(*arguments, "--store", store)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_what_people_said_is_listed_with_its_state(store):
    first = dragoman("judge", "a-raid", "b-raid", "different", *BY, "--store", store).stdout
    dragoman("correct", "a-raid", "numbers.dead", "3", "--by", "Ben", "--store", store)
    dragoman("judge", "--withdraw", first.strip(), *BY, "--store", store)
    with open_existing(store) as opened:
        put(opened, a_told("a", "curfew", coder="dragoman 1 + canned"))
    judgement, correction = lines(dragoman("judgements", "--store", store))
    assert (judgement["state"], judgement["withdrawn_by"]) == ("withdrawn", "Ada")
    assert (correction["state"], correction["value"], correction["against"]) == ("stale", 3, None)
    assert correction["record_is_there"] is False
    [only] = lines(dragoman("judgements", "--state", "stale", "--by", "Ben", "--store", store))
    assert only == correction


def test_the_list_is_a_table_too(store):
    dragoman("judge", "a-raid", "b-raid", "different", *BY, "--why", "two", "--store", store)
    dragoman("correct", "a-raid", "mode", "null", *BY, "--store", store)
    table = dragoman("judgements", "--format", "table", "--store", store).stdout
    assert "different (two)" in table
    assert 'mode is null, not "raid"' in " ".join(table.split())


def test_judged_pairs_are_training_data_with_both_reports(store):
    dragoman("judge", "a-raid", "b-raid", "same", *BY, "--store", store)
    dragoman("judge", "a-raid", "b-raid", "different", *BY, "--store", store)
    dragoman("judge", "a-raid", "c-curfew", "unsure", *BY, "--store", store)
    [pair] = lines(dragoman("judgements", "--training", "--store", store))
    assert pair["answer"] == "different"
    assert pair["left"]["record"]["trigger"]["text"] == "arrested"
    assert (pair["left"]["publisher"], pair["right"]["publisher"]) == ("a.example", "b.example")


def test_a_review_writes_each_answer(store):
    result = dragoman("review", "--batch", *BY, "--store", store, input="d\nk\nu\n")
    assert result.exit_code == 0
    assert "pair 1 of 3: the program is not certain" in result.stdout
    assert result.stderr == "2 judged, 0 of 3 pairs left\n"
    assert answers(store) == ["different", "unsure"]
    again = dragoman("review", "--batch", *BY, "--store", store, input="q\n")
    assert again.stderr == "0 judged, 1 of 1 pairs left\n"


def test_back_takes_the_last_answer_back(store):
    result = dragoman("review", "--batch", *BY, "--store", store, input="s\nb\nd\nq\n")
    assert result.stderr == "1 judged, 2 of 3 pairs left\n"
    assert answers(store) == ["different"]
    assert result.stdout.count("pair 1 of 3") == 2
    assert asked(store, "select count(*) from judgements j where j.withdrawn_by = 'Ada'") == [1]


def test_back_at_the_first_pair_says_so(store):
    result = dragoman("review", "--batch", *BY, "--store", store, input="b\nq\n")
    assert "this is the first pair" in result.stderr


def test_a_letter_that_is_no_answer_ends_a_batch_and_keeps_what_was_said(store):
    result = dragoman("review", "--batch", *BY, "--store", store, input="d\n\nx\n")
    assert result.exit_code == 2
    assert "line 3: no answer 'x'" in result.stderr
    assert answers(store) == ["different"]


def test_nothing_to_review_says_so(store):
    dragoman("review", "--batch", *BY, "--store", store, input="d\nd\nd\n")
    result = dragoman("review", "--batch", *BY, "--store", store)
    assert (result.stdout, result.stderr) == ("", "nothing to review\n")


def test_people_who_disagree_are_shown(store):
    dragoman("judge", "a-raid", "b-raid", "same", *BY, "--why", "one day", "--store", store)
    dragoman("judge", "a-raid", "b-raid", "different", "--by", "Ben", "--store", store)
    result = dragoman("review", "--batch", "--by", "Eva", "--store", store, input="q\n")
    assert "pair 1 of 3: people disagree" in result.stdout
    assert "same: one day" in result.stdout


def test_a_pair_fits_eighty_columns_with_its_triggers_marked(store):
    result = dragoman("review", "--batch", *BY, "--store", store, input="k\nk\nk\n")
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stdout.count("»arrested«") == 6
    assert "+0.90  mode: raid raid" in result.stdout


def read_until(terminal, words):
    seen, until = "", time.monotonic() + PATIENCE
    while words not in seen:
        ready, _, _ = select.select([terminal], [], [], max(0, until - time.monotonic()))
        assert ready, seen
        seen += os.read(terminal, 4096).decode(errors="replace")
    return seen


def press(terminal, key):
    """Press a key when one is waited for: what is typed before is not taken."""
    until = time.monotonic() + PATIENCE
    while termios.tcgetattr(terminal)[3] & termios.ICANON:
        assert time.monotonic() < until
        time.sleep(0.01)
    os.write(terminal, key)


def test_a_review_at_a_terminal_takes_single_keys_and_loses_nothing_when_killed(store):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dragoman", "review", *BY, "--store", store]
    environment = {**ENVIRONMENT, "COLUMNS": "80", "TERM": "xterm"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    try:
        assert "pair 1 of 3" in read_until(ours, "q quit")
        press(ours, b"x")
        read_until(ours, "keys: ")
        press(ours, b"d")
        read_until(ours, "pair 2 of 3")
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(ours)
        os.close(theirs)
    assert answers(store) == ["different"]


def test_forgetting_asks_first(store):
    result = dragoman("forget", "--story", "a", *BY, "--store", store, input="n\n")
    assert "this will go: 1 stories, 1 records" in result.stderr
    assert result.exit_code == 1
    assert asked(store, "select count(*) from stories") == [3]
    result = dragoman("forget", "--story", "a", *BY, "--store", store, input="y\n")
    assert "gone: 1 stories, 1 records" in result.stderr
    assert asked(store, "select id from stories order by id") == ["b", "c"]


def test_a_publisher_is_forgotten_for_good(store, tmp_path):
    assert (
        dragoman(
            "forget", "--publisher", "B.Example", *BY, "--why", "asked", "--yes", "--store", store
        ).exit_code
        == 0
    )
    with open_existing(store) as opened:
        assert put(opened, a_told("b", "raid")).set_aside == 1
    assert b"b.example" not in b"".join(
        path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    )
