import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dragoman.coding.time_limit import Overrun, in_time
from tests.slow import backtrack, sleep, spin

SOON = 0.05


@pytest.mark.parametrize("work", [spin, backtrack, sleep])
def test_what_takes_too_long_is_left(work):
    with pytest.raises(Overrun):
        in_time(work, SOON)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_an_alarm_that_is_swallowed_rings_again():
    def swallows_one():
        try:
            spin()
        except BaseException:  # noqa: BLE001, as some libraries do
            spin()

    with pytest.raises(Overrun):
        in_time(swallows_one, SOON)


def test_what_is_quick_gives_what_it_gives_and_its_own_faults():
    assert in_time(lambda: 7, 60.0) == 7
    with pytest.raises(ZeroDivisionError):
        in_time(lambda: 1 / 0, 60.0)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_program_that_uses_the_alarm_keeps_it():
    def mine(*_):
        pass

    before = signal.signal(signal.SIGALRM, mine)
    try:
        signal.setitimer(signal.ITIMER_REAL, 1_000)
        assert in_time(lambda: signal.getsignal(signal.SIGALRM), SOON) is mine
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 900
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_another_thread_has_no_limit():
    def works():
        end = time.monotonic() + 4 * SOON
        while time.monotonic() < end:
            pass
        return "done"

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(in_time, works, SOON).result() == "done"
