import os
import signal
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import active_children

import pytest

from dragoman.build import load
from dragoman.errors import SetupError
from dragoman.pipeline import open_coding, run
from dragoman.types import Coded, SetAside
from dragoman.workers import Task, open_workers
from tests.slow import (
    LIMIT,
    TINY,
    backtrack,
    count,
    crash,
    load_slow,
    sleep,
    some_texts,
    spin,
    swallow,
    vanish,
)

TASK = Task(partial(load, TINY), 0.0, 30)


def ids(outcomes):
    return [one.story.id if isinstance(one, Coded) else one.id for one in outcomes]


@pytest.mark.parametrize("instead", [backtrack, sleep, swallow, count])
def test_a_story_that_takes_too_long_is_set_aside_by_workers_and_costs_no_other(instead):
    texts = some_texts(20, endless={3, 4})
    told = list(run(texts, load_slow(instead), workers=2, seconds=LIMIT))
    assert ids(told) == [text.id for text in texts]
    aside = [one for one in told if isinstance(one, SetAside)]
    assert [(one.id, one.kind, one.message) for one in aside] == [
        (f"story-{n}", "too-slow", f"story-{n}: took longer than 1 s") for n in (3, 4)
    ]
    others = [text for text in texts if "endless" not in text.text]
    assert [one for one in told if isinstance(one, Coded)] == list(run(others, partial(load, TINY)))


@pytest.mark.parametrize("instead", [backtrack, sleep])
def test_one_process_tells_the_same_as_workers(instead):
    texts = some_texts(4, endless={1})
    load_it = load_slow(instead)
    alone = list(run(texts, load_it, seconds=LIMIT))
    assert alone == list(run(texts, load_it, workers=2, seconds=LIMIT))
    assert [getattr(one, "kind", "coded") for one in alone] == [
        *("coded", "too-slow"),
        *("coded", "coded"),
    ]


def test_batches_have_the_limit_with_one_worker_in_any_thread():
    with open_coding(load_slow(spin), seconds=LIMIT) as code:
        first, second = code(some_texts(2, endless={0}))
        assert (first.kind, ids([second])) == ("too-slow", ["story-1"])
        assert ids(code(some_texts(1))) == ["story-0"]


def test_a_story_at_which_a_library_crashes_is_set_aside():
    told = list(run(some_texts(10, endless={2}), load_slow(crash), workers=2))
    assert ids(told) == [f"story-{n}" for n in range(10)]
    [aside] = [one for one in told if isinstance(one, SetAside)]
    assert aside == SetAside("story-2", "internal", "story-2: a library crashed at it (SIGSEGV)")


def test_a_worker_that_was_killed_stops_the_run():
    with pytest.raises(SetupError, match="a worker ended early"):
        list(run(some_texts(4, endless={2}), load_slow(vanish), workers=2))


def test_a_coder_that_dies_while_it_loads_stops_the_run():
    with pytest.raises(SetupError, match="a worker ended early"):
        list(run(some_texts(1), crash, workers=2))


def test_what_cannot_work_is_told_before_anything_comes(tmp_path):
    missing = partial(load, type(TINY)(model=str(tmp_path)))
    with pytest.raises(SetupError, match="no model"), open_coding(missing, seconds=LIMIT):
        pytest.fail("opened")


def test_workers_end_whatever_they_are_at():
    with open_workers(Task(load_slow(spin), 0.0, 30), 2) as workers:
        waiting = [workers.submit(some_texts(1, endless={0})) for _ in range(4)]
        workers.warm()
    assert all(one.cancelled() or one.exception() is not None for one in waiting)


def test_many_may_wait_for_one_worker():
    others = set(active_children())
    with ThreadPoolExecutor(4) as threads, open_workers(TASK, 1) as workers:
        for one in [threads.submit(workers.warm) for _ in range(4)]:
            one.result(timeout=60)
        assert [one.pid for one in set(active_children()) - others] == workers.pids()
        assert ids(workers.submit(some_texts(1)).result()) == ["story-0"]


def test_a_worker_outlives_what_stops_its_whole_group():
    with open_workers(TASK, 1) as workers:
        workers.warm()
        [worker] = workers.pids()
        for one in (signal.SIGTERM, signal.SIGINT, signal.SIGTSTP):
            os.kill(worker, one)
        assert ids(workers.submit(some_texts(1)).result()) == ["story-0"]
