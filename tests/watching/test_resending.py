"""Dead letters sent again: what is taken leaves the file once, what is not stays."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import SetupError
from dragoman.watching.dead_letters import bury, open_sent, read_dead
from dragoman.watching.ledger_alerts import Letter
from dragoman.watching.plan import Plan, Webhook
from dragoman.watching.resending import resend
from tests.watching.builders import AGENT, QUICK, a_clock
from tests.watching.server import Reply
from tests.watching.test_alerts import Inbox, Refusing, a_post_office, is_signed, posted

KEY = b"0123456789abcdef"


@pytest.fixture
def dead(tmp_path):
    return tmp_path / "dead.jsonl"


def a_letter(number, target="desk"):
    data = {"rule": "all", "summary": f"word “{number}”", "id": str(number), "reports": []}
    alert = {"type": "dragoman.alert", "timestamp": "2024-03-09T12:00:00+00:00", "data": data}
    body = json.dumps(alert, ensure_ascii=False)
    return Letter(f"alert_{number}", target, body, 0.0, tries=8, fault="HTTP 500")


def buried(dead, *letters):
    for letter in letters:
        bury(dead, letter)
    return letters


def resent(dead, *targets):
    return asyncio.run(resend(Plan((), AGENT, bounds=QUICK, targets=targets), dead, a_clock()))


def a_desk(site):
    return Webhook("desk", site.url("/hook"), KEY)


def left(dead):
    return [json.loads(line) for line in dead.read_text(encoding="utf-8").splitlines()]


def test_each_letter_is_sent_once_as_it_was_and_leaves_the_file(site, dead):
    site["/hook"] = Reply(status=204)
    letters = buried(dead, *map(a_letter, (1, 2, 2)))  # a kill can have laid one there twice
    told = resent(dead, a_desk(site))
    assert (told.sent, told.kept) == (2, 0)
    assert [one["webhook-id"] for one in posted(site)] == ["alert_1", "alert_2"]
    assert [one["body"].decode() for one in posted(site)] == [one.body for one in letters[:2]]
    assert all(is_signed(one, KEY) for one in posted(site))
    assert left(dead) == []
    assert dead.stat().st_mode & 0o077 == 0


def test_what_fails_again_stays_with_its_new_reason_and_costs_no_other(site, dead):
    site["/hook"] = [Reply(status=400), Reply(status=204)]
    buried(dead, a_letter(1), a_letter(2))
    told = resent(dead, a_desk(site))
    assert (told.sent, told.kept) == (1, 1)
    [line] = left(dead)
    assert (line["id"], line["tries"]) == ("alert_1", 9)
    assert "HTTP 400" in line["fault"]
    assert line["alert"] == json.loads(a_letter(1).body)


def test_a_target_that_is_away_is_asked_once(site, dead):
    site["/hook"] = Reply(status=500)
    buried(dead, a_letter(1), a_letter(2))
    told = resent(dead, a_desk(site))
    assert (told.sent, told.kept, len(posted(site))) == (0, 2, 1)
    assert [line["tries"] for line in left(dead)] == [9, 8]


def test_mail_goes_out_as_one(dead):
    inbox = Inbox()
    buried(dead, a_letter(1, "people"), a_letter(2, "people"))
    with a_post_office(Refusing()) as people:
        assert resent(dead, people).kept == 2
    with a_post_office(inbox) as other:
        assert resent(dead, replace(people, port=other.port)).sent == 2
    assert len(inbox.mails) == 1
    assert left(dead) == []


def test_what_cannot_be_sent_stays_as_it_is(site, dead):
    site["/hook"] = Reply(status=204)
    buried(dead, a_letter(1, "nobody"))
    strange = b'{"id": 7}\n[1\n{"id": "a", "target": "desk", "tries": 1, "fault": "", "alert": 3}'
    with dead.open("ab") as file:
        file.write(strange)
    buried(dead, a_letter(2))
    told = resent(dead, a_desk(site))
    assert (told.sent, told.kept, told.unread, told.homeless) == (1, 1, 3, {"nobody"})
    assert dead.read_bytes().splitlines()[1:] == strange.splitlines()
    assert [one.id for one in read_dead(dead)[0]] == ["alert_1"]


def test_a_letter_that_dies_meanwhile_stays(site, dead):
    def take(_):
        bury(dead, a_letter(2))
        return Reply(status=204)

    site["/hook"] = take
    buried(dead, a_letter(1))
    assert resent(dead, a_desk(site)).sent == 1
    assert [line["id"] for line in left(dead)] == ["alert_2"]


def test_a_kill_loses_no_letter_and_doubles_none_that_was_taken(site, dead):
    """The process is killed while the third letter is on its way."""
    site["/hook"] = lambda headers: Reply(status=204)
    buried(dead, *map(a_letter, range(5)))
    code = (
        "import os, signal; from tests.watching.test_resending import *\n"
        "from dragoman.watching import resending\n"
        "send, number = resending.post, iter(range(9))\n"
        "async def post(*given):\n"
        "    os.kill(os.getpid(), signal.SIGKILL) if next(number) == 2 else None\n"
        "    await send(*given)\n"
        "resending.post = post\n"
        f"resent(Path({str(dead)!r}), Webhook('desk', {site.url('/hook')!r}, KEY))\n"
    )
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    killed = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": path})
    assert killed.returncode == -signal.SIGKILL
    assert resent(dead, a_desk(site)).sent == 3
    assert [one["webhook-id"] for one in posted(site)] == [f"alert_{n}" for n in range(5)]
    assert left(dead) == []


def test_two_do_not_send_the_same_letters(site, dead):
    buried(dead, a_letter(1))
    with open_sent(dead), pytest.raises(SetupError, match="being sent already"):
        resent(dead, a_desk(site))
    assert len(left(dead)) == 1
