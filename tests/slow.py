"""Taggers and pages that take longer than anybody waits, each in another way."""

import os
import re
import signal
import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dragoman.build import load
from dragoman.coding.source import code_source
from dragoman.settings import Settings
from dragoman.types import GivenText

TINY = Settings(model=str(Path(__file__).parent / "tiny_model"))
#: Seconds that the tests allow a story: many times what one of theirs takes.
LIMIT = 1.0
#: Longer than any test waits, and soon enough over where one goes wrong.
FOR_EVER = 120


def spin():
    """In steps of Python."""
    end = time.monotonic() + FOR_EVER
    while time.monotonic() < end:
        pass


def backtrack():
    """In a regular expression."""
    re.match(r"(a+)+$", "a" * 40 + "b")


def sleep():
    time.sleep(FOR_EVER)


def swallow():
    """Where every error is caught."""
    while True:
        try:
            spin()
        except BaseException:  # noqa: BLE001, as some libraries do
            continue


def count():
    """In a call into C, between whose steps Python cannot come."""
    sum(range(10**13))


def crash():
    """Not at all, since the process dies as it does of a fault in C."""
    os.kill(os.getpid(), signal.SIGSEGV)


def vanish():
    """Not at all, since the process is killed as by a machine without memory."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class SlowTagger:
    """Tags as the tagger inside does; where a story has the word, it does something else first."""

    tagger: object
    instead: object
    word: str = "endless"

    @property
    def version(self):
        return self.tagger.version

    def tag(self, story):
        if self.word in story.text:
            self.instead()
        return self.tagger.tag(story)


def load_slow(instead):
    """What a worker loads: the tiny coder with a tagger that does this."""
    return partial(_slow, instead)


def _slow(instead):
    coder = load(TINY)
    code_source(*some_texts(1), coder)  # the first story reads tables that others find read
    return replace(coder, tagger=SlowTagger(coder.tagger, instead))


def some_texts(count, *, endless=()):
    """So many short stories, some of them endless."""
    return [
        GivenText(
            f"Police arrested {2 + n} people in Oslo on Friday after an "
            f"{'endless' if n in endless else 'unruly'} march.",
            id=f"story-{n}",
        )
        for n in range(count)
    ]
