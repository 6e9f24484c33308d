"""`dragoman demo`: a store that is made once, served like any other, and says that it is invented."""

import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("platformdirs")

import httpx2

from dragoman.build import open_existing
from dragoman.cli import main
from dragoman.cli.demoing import NOTICE, STORIES, demo_address, make_demo
from dragoman.errors import UsageError
from dragoman.settings import Settings
from dragoman.store.totals import sizes
from tests.api.builders import a_client
from tests.cli.commands import ENVIRONMENT
from tests.store.asked import an_asked_store

STORIES_THERE = len(STORIES.read_text("utf-8").splitlines())


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The address of a demo's store, made with the model of the package."""
    address = str(tmp_path_factory.mktemp("demo") / "demo.duckdb")
    make_demo(Settings(), address)
    return address


def test_all_stories_are_coded_and_what_is_there_is_not_coded_again(demo, capsys):
    make_demo(Settings(), demo)
    assert capsys.readouterr().err == f"{NOTICE}\n"
    with closing(open_existing(demo)) as store:
        assert sizes(store)["stories"] == STORIES_THERE
        assert store.read("select count(*) as n from runs")["n"][0].as_py() == 1


def test_the_help_tells_how_many_stories_there_are():
    assert f"a store of {STORIES_THERE} invented stories" in main.commands["demo"].help


def test_a_store_of_other_stories_is_refused_and_left_alone(tmp_path):
    with an_asked_store(tmp_path):
        pass
    address = str(tmp_path / "record.duckdb")
    with pytest.raises(UsageError, match="holds stories that are not the demo's: name a new file"):
        make_demo(Settings(), address)
    with closing(open_existing(address)) as store:
        assert sizes(store)["stories"] == 3


def test_without_a_name_it_lies_in_the_users_cache_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    address = Path(demo_address())
    assert address.name.startswith("demo-")
    assert address.parent.is_dir()
    assert not address.exists()


def test_another_store_is_not_called_invented(tmp_path):
    with a_client(tmp_path) as client:
        assert client.get("/health").json()["invented"] is False


def test_the_command_says_that_all_is_invented_and_so_does_the_server(demo):
    command = [sys.executable, "-m", "dragoman", "demo", "--store", demo, "--port", "0"]
    with subprocess.Popen(
        [*command, "--no-open"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **ENVIRONMENT},
    ) as server:
        try:
            assert server.stderr.readline() == f"{NOTICE}\n"
            url = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())[0]
            assert httpx2.get(f"{url}health", timeout=30).json()["invented"] is True
            assert httpx2.get(f"{url}v1/stories").json()["total"] == STORIES_THERE
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
