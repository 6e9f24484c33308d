"""The review of pairs: each shown, each answer written before the next is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click
from rich.console import Console

from dragoman.build.stores import load_linking
from dragoman.cli.adding import now
from dragoman.cli.pair import print_pair
from dragoman.errors import UsageError
from dragoman.keeping.review import Question, find_questions
from dragoman.store.requests import Judge, Withdraw
from dragoman.types import Answer

if TYPE_CHECKING:
    from dragoman.keeping.store import Store

ANSWERS = {"s": Answer.SAME, "d": Answer.DIFFERENT, "u": Answer.UNSURE}
SKIP, BACK, QUIT = "k", "b", "q"
KEYS = "s same   d different   u unsure   k skip   b back   q quit"
#: Where no terminal says how wide it is.
WIDTH = 80
#: Control-C and control-D, where the terminal hands them over as keys.
_LEAVING = ("\x03", "\x04", "")


@dataclass
class Review:
    """How far a review has come: for each pair passed, the judgement that was written, if any."""

    store: Store
    by: str
    passed: list[str | None] = field(default_factory=list)
    judged: int = 0

    def answer(self, question: Question, answer: Answer) -> None:
        """Write an answer."""
        left, right = question.doubted.pair
        self.passed.append(self.store.judge(Judge(left, right, answer, self.by, now())))
        self.judged += 1

    def back(self) -> bool:
        """Return to the pair before and take its answer back; False at the first."""
        if not self.passed:
            return False
        written = self.passed.pop()
        if written is not None:
            self.store.withdraw(Withdraw(written, self.by, now()))
            self.judged -= 1
        return True


def review_pairs(store: Store, keys: Iterator[str], *, by: str, limit: int) -> None:
    """Ask about one pair after the other until all are passed or the keys end."""
    same = load_linking().linker.same
    questions = find_questions(store, by=by, same=same, limit=limit)
    if not questions:
        click.echo("nothing to review", err=True)
        return
    review = Review(store, by)
    _ask_all(review, questions, keys)
    left = len(questions) - len(review.passed)
    click.echo(f"{review.judged} judged, {left} of {len(questions)} pairs left", err=True)


def pressed_keys() -> Iterator[str]:
    """Keys as they are pressed."""
    while True:
        yield click.getchar()


def letters(lines: Iterable[str]) -> Iterator[str]:
    """The letter of each line; empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        letter = line.strip().lower()
        if letter and letter not in (*ANSWERS, SKIP, BACK, QUIT):
            raise UsageError(f"line {number}: no answer {letter!r}; keys: {KEYS}")
        if letter:
            yield letter


def _ask_all(review: Review, questions: Sequence[Question], keys: Iterator[str]) -> None:
    console = _console()
    shown = -1
    while (at := len(review.passed)) < len(questions):
        if shown != at:
            print_pair(console, questions[at], f"{at + 1} of {len(questions)}")
            console.print(KEYS, style="dim")
        shown = at
        key = next(keys, QUIT).lower()
        if key == QUIT or key in _LEAVING:
            return
        if not _follow(review, questions[at], key):
            console.print(f"keys: {KEYS}")


def _follow(review: Review, question: Question, key: str) -> bool:
    """Do what a key says; whether it says anything."""
    if key in ANSWERS:
        review.answer(question, ANSWERS[key])
    elif key == SKIP:
        review.passed.append(None)
    elif key == BACK:
        if not review.back():
            click.echo("this is the first pair", err=True)
    else:
        return False
    return True


def _console() -> Console:
    """A console as wide as its terminal."""
    width = None if sys.stdout.isatty() else WIDTH
    return Console(file=sys.stdout, highlight=False, width=width)
