from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.store.frames import Message
from dragoman.store.requests import Add, Correct, Judge, Known, Read, Run, Withdraw
from dragoman.store.wire import (
    answer_message,
    fault_message,
    read_answer,
    read_request,
    request_message,
)
from dragoman.types import Answer, SetAside
from tests.builders import a_coded, a_record, a_voice

NOW = datetime(2024, 3, 9, 12, 0, 0, 5)
RUN = Run("run-1", "dragoman 0", NOW)


@pytest.mark.parametrize(
    "request_",
    [
        Read("select $1", (1, "two", None, 0.5, True, NOW, date(2024, 3, 9), ["a", "b"])),
        Known("dragoman 0", ("a", "b")),
        Judge("a", "b", Answer.SAME, "Ada", NOW, "for it is"),
        Correct("a", "type", '"ASSAULT"', "Ada", NOW),
        Withdraw("a", "Ada", NOW),
        Add((), RUN, NOW),
        Add((SetAside("a", "empty", "nothing", url="http://a.example"),), RUN, NOW),
        Add((a_coded(voices=(a_voice(),)), a_coded(records=())), RUN, NOW),
    ],
    ids=lambda request: type(request).__name__,
)
def test_a_request_arrives_as_it_was_sent(request_):
    assert read_request(request_message(request_)) == request_


def test_vectors_and_sentences_arrive_to_the_last_bit():
    coded = a_coded(records=[a_record(vector=(0.1, 1 / 3, -2e-9))])
    [arrived] = read_request(request_message(Add((coded,), RUN, NOW))).outcomes
    assert arrived.records[0].vector == coded.records[0].vector
    assert arrived.story.sentences == coded.story.sentences


def test_what_a_table_keeps_of_a_story_is_the_same_behind_a_socket():
    coded = a_coded()
    told = replace(coded.records[0].actors[0], reason="known by name")
    coded = a_coded(records=[replace(coded.records[0], actors=(told,))])
    [arrived] = read_request(request_message(Add((coded,), RUN, NOW))).outcomes
    assert arrived.records[0].actors[0] == replace(told, reason="")


def test_rows_arrive_with_their_types():
    rows = pa.table({"day": [date(2024, 3, 9)], "names": [["a"]]})
    assert read_answer(answer_message(rows)) == rows


@pytest.mark.parametrize("error", [StoreError("no space"), UsageError("no such column")])
def test_an_error_arrives_as_itself(error):
    with pytest.raises(type(error), match=f"^{error}$"):
        read_answer(fault_message(error))


def test_another_version_is_named():
    with pytest.raises(StoreError, match="another version"):
        read_request(Message({"wire": 99, "request": "Read"}))


@pytest.mark.parametrize(
    "header", [{}, {"request": "Sing"}, {"request": "Read"}, {"request": "Judge", "left": "a"}]
)
def test_an_unknown_request_is_refused(header):
    with pytest.raises(StoreError, match="no request"):
        read_request(Message({"wire": 1, **header}))


def test_a_parameter_of_another_type_cannot_be_sent():
    with pytest.raises(UsageError):
        request_message(Read("select $1", (object(),)))
