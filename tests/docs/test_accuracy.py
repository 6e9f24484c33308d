"""The page of accuracy: all figures are there with what they mean, and what is missed is told."""

from __future__ import annotations

import json

import pytest

from tests.docs.scripts import CHECKOUT, script

BOARD = json.loads((CHECKOUT / "SCOREBOARD.json").read_text(encoding="utf-8"))
PAGE = (CHECKOUT / "docs" / "accuracy.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def accuracy():
    return script("doc_accuracy")


@pytest.mark.parametrize("name", sorted({task["name"] for task in BOARD["tasks"]}))
def test_every_task_has_a_meaning(accuracy, name):
    assert accuracy.words()["means"][name]


def test_every_corpus_has_its_table():
    corpora = {task["corpus"] for task in BOARD["tasks"]}
    assert [name for name in corpora if f'page.figures("{name}")' not in PAGE] == []


def test_every_goal_is_of_a_figure(accuracy):
    known = {(task["corpus"], task["name"]) for task in BOARD["tasks"]}
    goals = accuracy.words()["goals"]
    wanted = {(corpus, name) for corpus in goals for name in goals[corpus]}
    assert wanted - known == set()


def test_what_is_missed_is_told(accuracy):
    missed = [
        task
        for task in accuracy.board().tasks
        if (goal := accuracy.goal_of(task)) is not None and task.value < goal
    ]
    assert missed
    told = accuracy.missed()
    assert [task for task in missed if f"| {task.corpus} | {task.name} |" not in told] == []


def test_a_floor_that_falls_is_told(accuracy):
    fallen = accuracy.Task("dispatches dev", "event", 60.0, 670, 70.3)
    near = accuracy.Task("dispatches dev", "event", 70.1, 670, 70.3)
    assert "| **no** |" in accuracy._row(fallen)
    assert "| within tolerance |" in accuracy._row(near)
