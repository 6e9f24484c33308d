import os
import stat
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.store import sharing
from dragoman.store.frames import NobodyError
from dragoman.store.owner import socket_of
from dragoman.store.remote import ask_owner
from dragoman.store.requests import Read
from dragoman.store.sharing import SharedFile
from tests.store.builders import ORIGIN, a_duck, held_open

OWNER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from dragoman.store.migrate import Origin
    from dragoman.store.sharing import SharedFile

    def answer(database, request):
        if "wait" in request.sql:
            print("asked", flush=True)
            while True:
                pass
        return database.read(request.sql, request.parameters)

    file = SharedFile(Path(sys.argv[1]), Origin("s", "0"), answer)
    print("owner" if file.is_owner else "client", flush=True)
    sys.stdin.readline()
    file.close()
    """
)


def answer(database, request):
    return database.read(request.sql, request.parameters)


@contextmanager
def shared(folder, answer=answer):
    file = SharedFile(folder / "record.duckdb", ORIGIN, answer)
    try:
        yield file
    finally:
        file.close()


@contextmanager
def another_process(folder):
    """Another process that has the store open: its owner, if nobody else is."""
    command = [sys.executable, "-c", OWNER, str(folder / "record.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        try:
            other.is_owner = other.stdout.readline() == b"owner\n"
            yield other
        finally:
            other.kill()


def one(file):
    return file.ask(Read("select 1 as one"))["one"].to_pylist()


def test_the_first_owns_the_file_and_the_others_ask_it(tmp_path):
    with another_process(tmp_path) as first, another_process(tmp_path) as second:
        assert (first.is_owner, second.is_owner) == (True, False)
        with shared(tmp_path) as third:
            assert not third.is_owner
            assert one(third) == [1]


def test_the_next_takes_over_when_an_owner_ends(tmp_path):
    with another_process(tmp_path) as first, shared(tmp_path) as second:
        first.communicate(b"\n")
        assert one(second) == [1]
        assert second.is_owner


def test_a_request_that_a_killed_owner_leaves_is_asked_again(tmp_path):
    with another_process(tmp_path) as first, shared(tmp_path) as second:
        answers = []
        asking = Thread(target=lambda: answers.append(second.ask(Read("select 'wait' as word"))))
        asking.start()
        assert first.stdout.readline() == b"asked\n"
        first.kill()
        asking.join()
        assert second.is_owner
        assert answers[0]["word"].to_pylist() == ["wait"]


def test_a_second_opening_in_one_process_goes_through_the_first(tmp_path):
    with shared(tmp_path) as first, shared(tmp_path) as second:
        assert (first.is_owner, second.is_owner) == (True, False)
        assert one(second) == [1]


def test_an_owner_that_ends_answers_what_was_asked(tmp_path):
    asked, may_go = Event(), Event()

    def slowly(database, request):
        asked.set()
        may_go.wait()
        return answer(database, request)

    file = SharedFile(tmp_path / "record.duckdb", ORIGIN, slowly)
    answers = []
    socket = socket_of(file.path)
    asking = Thread(target=lambda: answers.append(ask_owner(socket, Read("select 1 as one"))))
    asking.start()
    asked.wait()
    closing = Thread(target=file.close)
    closing.start()
    may_go.set()
    closing.join()
    asking.join()
    assert answers[0].num_rows == 1


def test_the_owners_errors_arrive(tmp_path):
    with shared(tmp_path), shared(tmp_path) as client, pytest.raises(UsageError):
        client.ask(Read("select nothing"))


def test_a_fault_of_ours_is_an_error_and_the_owner_lives_on(tmp_path):
    def faulty(database, request):
        if request.sql == "fail":
            raise ZeroDivisionError("none left")
        return answer(database, request)

    with shared(tmp_path, faulty), shared(tmp_path) as client:
        with pytest.raises(StoreError, match="ZeroDivisionError: none left"):
            client.ask(Read("fail"))
        assert one(client) == [1]


def test_the_socket_is_this_users_alone_and_goes_with_its_owner(tmp_path):
    with shared(tmp_path) as file:
        mode = os.stat(socket_of(file.path)).st_mode
        assert stat.S_ISSOCK(mode)
        assert stat.S_IMODE(mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["record.duckdb"]


def test_a_stale_socket_is_replaced(tmp_path):
    with another_process(tmp_path) as first:
        first.kill()
        first.wait()
    assert socket_of(tmp_path / "record.duckdb").exists()
    with shared(tmp_path) as file, shared(tmp_path) as client:
        assert file.is_owner
        assert one(client) == [1]


def test_a_deep_folder_is_no_obstacle(tmp_path):
    deep = tmp_path / ("a" * 100) / ("b" * 100)
    deep.mkdir(parents=True)
    with shared(deep), shared(deep) as client:
        assert one(client) == [1]


def test_a_link_to_the_file_is_the_same_store(tmp_path):
    (tmp_path / "link").mkdir()
    with shared(tmp_path):
        (tmp_path / "link" / "record.duckdb").symlink_to(tmp_path / "record.duckdb")
        with shared(tmp_path / "link") as client:
            assert not client.is_owner


def test_a_file_that_another_program_holds_is_named_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr(sharing, "PATIENCE", 0.1)
    with a_duck(tmp_path):
        pass
    with (
        held_open(tmp_path / "record.duckdb"),
        pytest.raises(StoreError, match=r"is in use: .*PID"),
        shared(tmp_path),
    ):
        pass


def test_nobody_behind_a_socket_is_told_apart(tmp_path):
    with pytest.raises(NobodyError):
        ask_owner(tmp_path / "none", Read("select 1"))


def test_what_is_closed_stays_closed(tmp_path):
    with shared(tmp_path) as file:
        pass
    with pytest.raises(StoreError, match="was closed"):
        one(file)


def test_many_clients_are_answered_at_once(tmp_path):
    with shared(tmp_path), shared(tmp_path) as client:
        answers = []
        threads = [Thread(target=lambda: answers.append(one(client))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [[1]] * 20
