"""`dragoman serve`: who may listen where, and a server that really runs."""

import os
import re
import signal
import socket
import subprocess
import sys

import httpx2
import pytest

from dragoman.api.access import Role
from dragoman.cli.serve import Serving
from dragoman.cli.serving import access_of, listen
from dragoman.errors import UsageError
from tests.cli.commands import ENVIRONMENT, dragoman
from tests.store.asked import an_asked_store


@pytest.fixture
def store(tmp_path):
    with an_asked_store(tmp_path):
        pass
    return str(tmp_path / "record.duckdb")


def test_at_this_machine_everybody_is_the_user():
    person = access_of(Serving("127.0.0.1", 0)).who(None)
    assert (person.role, bool(person.name)) == (Role.ADMIN, True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5", "news.example"])
def test_elsewhere_nobody_is_let_in_without_a_token(host):
    with pytest.raises(UsageError, match="--token-file"):
        access_of(Serving(host, 0))


def test_elsewhere_tokens_are_asked_for(tmp_path):
    path = tmp_path / "tokens"
    path.write_text("read abcdefghijklmnop Ada")
    access = access_of(Serving("0.0.0.0", 0, path))
    assert access.who(None) is None
    assert access.who("abcdefghijklmnop").name == "Ada"


def test_no_part_of_an_answer_waits_for_the_client():
    with listen(Serving("127.0.0.1", 0)) as line:
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_command_refuses_another_host_in_one_line(store):
    run = dragoman("serve", "--store", store, "--host", "0.0.0.0", "--no-open")
    assert run.exit_code == 2
    assert "--token-file" in run.stderr


def test_a_store_that_is_not_there_is_told(tmp_path):
    run = dragoman("serve", "--store", str(tmp_path / "none.duckdb"), "--no-open")
    assert (run.exit_code, "no store" in run.stderr) == (2, True)


def test_a_server_answers_and_other_commands_read_and_stop_it(store):
    command = [sys.executable, "-m", "dragoman", "serve", "--store", store, "--port", "0"]
    with subprocess.Popen(
        [*command, "--no-open"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **ENVIRONMENT},
    ) as server:
        try:
            url = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())[0]
            assert httpx2.get(f"{url}v1/events", timeout=30).json()["total"] == 3
            assert "make web" in httpx2.get(url).text or "<title>" in httpx2.get(url).text
            again = dragoman(
                "serve", "--store", store, "--port", url.split(":")[2][:-1], "--no-open"
            )
            assert "cannot listen" in again.stderr
            listed = dragoman("events", "--store", store, "--format", "jsonl")
            assert len(listed.stdout.splitlines()) == 3
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    assert server.returncode in (0, 130, -signal.SIGINT)
