"""`dragoman watch` as people and cron run it."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import termios
import time
from functools import partial

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("httpcore2")
pytest.importorskip("protego")


from dragoman.build import open_store
from dragoman.watching.progress import Moment, Progress
from tests.cli.commands import ENVIRONMENT, dragoman
from tests.fuzz.hostile import TEXTS
from tests.watching.server import Reply, a_site, an_rss, html

#: The tiny model sees a deed in every other word.
FEW_RECORDS = ENVIRONMENT | {"DRAGOMAN_MIN_SCORE": "0.94"}


@pytest.fixture
def site():
    with a_site() as found:
        found["/feed"] = Reply(an_rss("/1", "/2"))
        found["/1"], found["/2"] = html(1), html(2)
        yield found


@pytest.fixture
def feeds(tmp_path, site):
    path = tmp_path / "feeds.toml"
    path.write_text(
        f'allow_private = true\ngap_seconds = 0\n[[source]]\nname = "Local"\nurl = "{site.url("/feed")}"\n'
        '[[alert]]\nname = "narva"\nof = "stories"\nwhere = {words = "Narva"}\n'
    )
    return path


@pytest.fixture
def store(tmp_path):
    return str(tmp_path / "record.duckdb")


def test_one_round_for_cron(feeds, store, tmp_path):
    result = dragoman("watch", str(feeds), "--store", store, "--once")
    assert result.exit_code == 0, result.stderr
    assert "sources: 1 polls, 0 failed; stories: 2 coded, 0 set aside; " in result.stderr
    assert json.loads(result.stdout)["data"]["rule"] == "narva"
    again = dragoman("watch", str(feeds), "--store", store, "--once")
    assert "stories: 0 coded, 0 set aside; 0 records; 0 alerts" in again.stderr
    assert (tmp_path / "record.duckdb.watch").exists()


def test_a_page_that_takes_too_long_is_set_aside_and_is_done(feeds, store, site, monkeypatch):
    page = f"<html><body><p>{TEXTS['words'](16_000)}</p></body></html>"
    site["/1"] = Reply(page.encode())
    monkeypatch.setenv("DRAGOMAN_STORY_SECONDS", "1")
    result = dragoman("watch", str(feeds), "--store", store, "--once")
    assert "stories: 1 coded, 1 set aside; " in result.stderr
    with open_store(store) as opened:
        assert opened.read("select kind from set_aside")["kind"].to_pylist() == ["too-slow"]
    assert (
        "0 coded, 0 set aside" in dragoman("watch", str(feeds), "--store", store, "--once").stderr
    )


def test_a_round_in_which_a_source_failed_says_so_in_its_status(feeds, store, site):
    site["/feed"] = Reply(status=500)
    result = dragoman("watch", str(feeds), "--store", store, "--once")
    assert "1 polls, 1 failed" in result.stderr
    assert result.exit_code == 1


def test_the_health_of_each_source_is_shown(feeds, store):
    dragoman("watch", str(feeds), "--store", store, "--once")
    result = dragoman("watch", str(feeds), "--store", store, "--health")
    row = json.loads(result.stdout)
    assert (row["source"], row["status"], row["stories_per_day"]) == ("Local", "well", 2.0)
    assert row["last_success"]


def test_health_before_the_first_round_is_told(feeds, store):
    result = dragoman("watch", str(feeds), "--store", store, "--health")
    assert "this watch has not run yet" in result.stderr
    assert result.exit_code == 2


def test_a_private_host_is_refused_unless_the_file_allows_it(feeds, store):
    feeds.write_text(feeds.read_text().replace("allow_private = true", ""))
    result = dragoman("watch", str(feeds), "--store", store, "--once")
    assert "1 polls, 1 failed" in result.stderr
    health = dragoman("watch", str(feeds), "--store", store, "--health").stdout
    assert "no public address" in json.loads(health)["fault"]


def test_a_faulty_file_is_one_line(feeds, store):
    feeds.write_text("[[source]]\n")
    result = dragoman("watch", str(feeds), "--store", store, "--once")
    assert result.stderr == f"dragoman: {feeds}, [[source]] 1: url is missing\n"
    assert result.exit_code == 2


def test_without_its_libraries_a_person_is_told_what_to_install(feeds, store, monkeypatch):
    monkeypatch.setitem(sys.modules, "dragoman.cli.watching", None)
    result = dragoman("watch", str(feeds), "--store", store)
    assert "pip install 'dragoman[watch]'" in result.stderr


def a_watch(feeds, store, *more):
    command = [sys.executable, "-m", "dragoman", "watch", str(feeds), "--store", store, *more]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=FEW_RECORDS, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_that_is_asked_to_stop_ends_well(feeds, store, sign):
    with a_watch(feeds, store) as process:
        line = process.stdout.readline()  # the alert: both the store and the book have the page
        second = dragoman("watch", str(feeds), "--store", store, "--once")
        process.send_signal(sign)
        began = time.monotonic()
        assert process.wait(timeout=20) == 0, process.stderr.read()
        assert time.monotonic() - began < 10
        assert "stories: " in process.stderr.read()
    assert json.loads(line)["data"]["rule"] == "narva"
    assert "another watch is at work" in second.stderr


def test_a_hangup_reads_the_file_anew_and_a_faulty_one_changes_nothing(feeds, store, site):
    sources = feeds.read_text()
    site["/more"], site["/3"] = Reply(an_rss("/3")), html(3)
    with a_watch(feeds, store) as process:
        process.stdout.readline()  # the alert of page 1
        feeds.write_text(f"{sources}[[source]]\n")
        process.send_signal(signal.SIGHUP)
        line = process.stderr.readline()
        assert line == (
            f"dragoman: {feeds}, [[source]] 2: url is missing; "
            "the watch goes on with the file as it was\n"
        )
        anew = sources.replace('words = "Narva"', 'words = "plant"')
        feeds.write_text(f'{anew}[[source]]\nurl = "{site.url("/more")}"\n')
        process.send_signal(signal.SIGHUP)
        assert process.stderr.readline() == "the file of feeds was read anew: 2 sources\n"
        told = json.loads(process.stdout.readline())["data"]  # by the new rule, of the new source
        process.terminate()
        assert process.wait(timeout=60) == 0
        last = process.stderr.read()
    assert told["row"]["url"] == site.url("/3")
    assert "stories: 3 coded, 0 set aside" in last


def test_a_watch_whose_terminal_is_gone_ends_well(feeds, store):
    ours, theirs = os.openpty()
    buffered = {name: word for name, word in FEW_RECORDS.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "dragoman", "watch", str(feeds), "--store", store]
    with subprocess.Popen(
        command,
        env=buffered,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=partial(fcntl.ioctl, theirs, termios.TIOCSCTTY, 0),
    ) as process:
        os.close(theirs)
        process.stdout.readline()
        os.close(ours)  # the kernel sends SIGHUP
        assert process.wait(timeout=60) == 0


def test_a_round_that_is_asked_to_stop_leaves_the_rest_for_the_next(feeds, store, site):
    site["/feed"] = Reply(an_rss(*(f"/{number}" for number in range(90))))
    for number in range(90):
        site[f"/{number}"] = html(number)
    with a_watch(feeds, store, "--once") as process:
        process.stdout.readline()  # the first batch is in the store
        process.terminate()
        assert process.wait(timeout=20) == 0, process.stderr.read()
    result = dragoman("watch", str(feeds), "--store", store, "--once", "--min-score", "0.94")
    assert "stories: 0 coded" not in result.stderr
    with open_store(store) as opened:
        assert opened.read("select count(*) as n from stories")["n"].to_pylist() == [90]


def test_the_status_is_one_short_line():
    from dragoman.cli.status_line import status

    moment = Moment(Progress(stories=812, records=1930, alerts=2), 12, 40, 3, 1, 34.2)
    line = status(moment)
    assert line == (
        "12 sources; 40 pages waiting, 3 to code; 812 stories, 1930 records; "
        "2 alerts (1 to send); next poll in 34 s"
    )


def test_dead_letters_are_sent_again(feeds, store, site, monkeypatch):
    site["/hook"] = Reply(status=410)
    target = f'[[target]]\nname = "desk"\nwebhook = "{site.url("/hook")}"\nsecret_env = "DESK"\n'
    monkeypatch.setenv("DESK", "whsec_MDEyMzQ1Njc4OWFiY2RlZg==")
    feeds.write_text(f'{feeds.read_text()}to = ["desk"]\n{target}')
    resend = ("watch", str(feeds), "--store", store, "--resend")
    assert "there are no dead letters" in dragoman(*resend).stderr
    dragoman("watch", str(feeds), "--store", store, "--once")
    failed = dragoman(*resend)
    assert "HTTP 410\ndead letters: 0 sent, 1 kept\n" in failed.stderr
    assert failed.exit_code == 1
    site["/hook"] = Reply(status=200)
    assert dragoman(*resend).stderr == "dead letters: 1 sent, 0 kept\n"
    assert "0 sent, 0 kept" in dragoman(*resend).stderr
