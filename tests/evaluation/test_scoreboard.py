import json
from datetime import date

import pytest

from dragoman.errors import SetupError, UsageError
from dragoman.evaluation.scoreboard import (
    Board,
    board_table,
    falls,
    read_board,
    update,
    write_board,
)

DAY = date(2026, 11, 24)


def a_report(f1=60.0, *, cases=400, **changes):
    row = {"precision": f1, "recall": f1, "f1": f1, "gold": cases}
    plain = {
        "gold": "wikinews",
        "split": "dev",
        "corpus": "aa",
        "coder": "canned 1",
        "stories": 30,
        "sentences": 600,
        "set_aside": [],
        "events": {"articles": 30, "event": row, "aux accuracy": 80.0},
        "voices": {"stories": 30, "content characters": row},
        "furniture": {"event sentences lost": 1.0},
        "risk": [],
        "intervals": {
            "events": {"event": (50.0, 70.0), "aux accuracy": (70.0, 90.0)},
            "voices": {"content characters": (50.0, 70.0)},
            "furniture": {"event sentences lost": (0.0, 2.0)},
        },
    }
    return plain | changes


def a_board(report=None):
    return update(Board(), report or a_report(), day=DAY)


def floor_of(board, name="event"):
    return next(task.floor for task in board.tasks if task.name == name)


def test_the_first_figures_are_the_first_floors():
    board = a_board()
    assert {task.name: task.floor for task in board.tasks} == {
        "event": 60.0,
        "aux accuracy": 80.0,
        "content characters": 60.0,
        "event sentences kept": 99.0,
    }


def test_a_floor_rises_with_a_better_figure():
    assert floor_of(update(a_board(), a_report(64.0), day=DAY)) == 64.0


def test_a_figure_within_epsilon_keeps_the_floor():
    board = update(a_board(), a_report(59.8), day=DAY)
    assert floor_of(board) == 60.0
    assert falls(board, a_report(59.7)) == []


@pytest.mark.parametrize(("cases", "fallen"), [(400, True), (20, False)])
def test_epsilon_is_one_decision_where_cases_are_few(cases, fallen):
    board = a_board(a_report(60.0, cases=cases))
    assert bool(falls(board, a_report(58.0, cases=cases))) is fallen


def test_a_fall_is_told_with_its_floor():
    lines = falls(a_board(), a_report(50.0))
    assert lines[0] == "wikinews dev: event is 50.0, below its floor 60.0 - 0.3"
    assert len(lines) == 2


def test_a_floor_is_not_lowered_without_a_reason():
    with pytest.raises(UsageError, match="floors only rise"):
        update(a_board(), a_report(50.0), day=DAY)


def test_a_reason_lowers_a_floor_and_stays_in_the_history():
    board = update(a_board(), a_report(50.0), day=DAY, why="the gold was mended")
    assert floor_of(board) == 50.0
    change = next(change for change in board.history if change.task == "event")
    assert (change.before, change.after, change.why) == (60.0, 50.0, "the gold was mended")
    assert update(board, a_report(55.0), day=DAY).history == board.history


def test_another_gold_needs_a_reason_even_with_better_figures():
    changed = a_report(70.0, corpus="bb")
    assert "has changed" in falls(a_board(), changed)[0]
    with pytest.raises(UsageError, match="has changed"):
        update(a_board(), changed, day=DAY)
    board = update(a_board(), changed, day=DAY, why="ten stories more")
    assert board.history[0].task == "the gold"


def test_a_task_no_longer_measured_is_a_fall():
    silent = a_report(voices={"stories": 0}, intervals=a_report()["intervals"] | {"voices": {}})
    assert falls(a_board(), silent) == ["wikinews dev: content characters is no longer measured"]


def test_a_corpus_not_on_the_board_fails_the_check():
    assert "not on the scoreboard" in falls(a_board(), a_report(split="train"))[0]


def test_two_corpora_stand_side_by_side():
    board = update(a_board(), a_report(70.0, gold="dispatches"), day=DAY)
    assert [corpus.name for corpus in board.corpora] == ["wikinews dev", "dispatches dev"]
    assert floor_of(board) == 60.0


def test_a_story_sentence_lost_lowers_a_figure_that_should_rise():
    lost = a_report(furniture={"event sentences lost": 4.0})
    assert falls(a_board(), lost) == [
        "wikinews dev: event sentences kept is 96.0, below its floor 99.0 - 0.3"
    ]


def test_a_board_is_read_as_it_was_written(tmp_path):
    board = update(a_board(), a_report(50.0), day=DAY, why="a reason")
    write_board(board, tmp_path / "board.json")
    assert read_board(tmp_path / "board.json") == board
    assert json.loads((tmp_path / "board.json").read_text())["epsilon"]


def test_no_file_is_an_empty_board_and_a_broken_one_an_error(tmp_path):
    path = tmp_path / "board.json"
    assert read_board(path) == Board()
    path.write_text('{"corpora": []}')
    with pytest.raises(SetupError, match="no scoreboard"):
        read_board(path)


def test_the_table_shows_each_figure_with_its_floor():
    lines = board_table(a_board()).splitlines()
    assert lines[2] == "| wikinews dev | event | 60.0 | 60.0 | 60.0 | 50.0-70.0 | 400 | 60.0 |"
    assert len(lines) == 2 + len(a_board().tasks)
    assert " |  |  | 80.0 | " in board_table(a_board())
