"""Python's collector of cycles, stopped while much is made that holds none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_stopped() -> Iterator[None]:
    """Collect nothing until the block ends.

    A batch makes some million small objects without a cycle; walking over them again and again
    in search of one takes a third of all its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
