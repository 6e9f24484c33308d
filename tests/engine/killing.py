"""A coder whose process is killed once, in the middle of its work."""

import os
import signal
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dragoman.build import load
from tests.engine.builders import SETTINGS

#: Stories that a process codes before it is killed.
BEFORE = 3


@dataclass
class DyingCoder:
    """Codes as the coder inside does; the first process that has coded a few is killed."""

    coder: object
    mark: Path
    coded: int = 0

    def code(self, story):
        self.coded += 1
        if self.coded > BEFORE and _is_first(self.mark):
            os.kill(os.getpid(), signal.SIGKILL)
        return self.coder.code(story)


def _is_first(mark):
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def dying(mark):
    return DyingCoder(load(SETTINGS), mark)


def load_dying(mark):
    """What an actor loads."""
    return partial(dying, mark)
