import gc

import pytest

from dragoman.keeping.collector import collector_stopped


def test_the_collector_is_stopped_inside_and_goes_on_after_a_fault():
    inside = []
    with pytest.raises(ZeroDivisionError), collector_stopped():
        inside.append(gc.isenabled() or 1 / 0)
    assert (inside, gc.isenabled()) == ([], True)


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with collector_stopped():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
