"""Outcomes as the lines of the forms that `dragoman code` writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dragoman.cli.begun import Order
from dragoman.cli.story_events import story_lines
from dragoman.contract.writing import outcome_line
from dragoman.exporting import polecat
from dragoman.exporting.csv import header_line, outcome_rows
from dragoman.types import Outcome

Lines = Callable[[Outcome], str]


def heading(form: str) -> str:
    """The first line of a form, "" if it has none."""
    return {"csv": header_line(), "polecat": polecat.HEADER}.get(form, "")


def lines_of(order: Order) -> Lines:
    """What writes an outcome as lines, none where the form has no place for it."""
    if order.form == "csv":
        return partial(outcome_rows, mentions=order.mentions)
    if order.form == "jsonl":
        return _json_line
    return partial(story_lines, form=order.form)


def _json_line(outcome: Outcome) -> str:
    return outcome_line(outcome) + "\n"
