"""How fuzzers run: how many inputs, how long one may take, and where a failing one is kept.

`make fuzz` asks for many more inputs, prints its seeds, and keeps what fails in build/fuzz.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, settings

#: Inputs of a fuzzer in the test suite: some seconds each.
EXAMPLES = int(os.environ.get("DRAGOMAN_FUZZ_EXAMPLES", "60"))
#: Where the input that fails is kept, shrunk as far as it was; "" keeps none.
FOLDER = os.environ.get("DRAGOMAN_FUZZ_KEEP", "")
#: Seconds after which one small input counts as a hang: no test of speed, but an end to waiting.
HANG = 60

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

#: The same for what codes whole pages or writes to a store, which takes longer.
slowly_fuzzed = settings(fuzzed, max_examples=max(1, EXAMPLES // 4))


@contextmanager
def watched(name: str, body: bytes) -> Iterator[None]:
    """Ends a block that hangs, and keeps its input where it fails in any way."""
    before = signal.signal(signal.SIGALRM, _hangs)
    signal.alarm(HANG)
    try:
        yield
    except BaseException:
        if FOLDER:
            Path(FOLDER).mkdir(parents=True, exist_ok=True)
            (Path(FOLDER) / name).write_bytes(body)
        raise
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _hangs(*_: object) -> None:
    raise AssertionError(f"not done after {HANG} seconds")
