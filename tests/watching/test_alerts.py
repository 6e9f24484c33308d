"""Alerts: what newly fits is told once, signed, and lost to nobody."""

import hmac
import json
import socket
from base64 import b64decode, b64encode
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("aiosmtpd")

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from dragoman.store.filters import Filter, Kind
from dragoman.watching.plan import Mailbox, Rule, Webhook
from tests.watching.builders import Wall, a_plan, watched
from tests.watching.server import Reply, an_rss, html

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "watching.md").read_text(encoding="utf-8")
KEY = b"0123456789abcdef"
#: The tiny model's records mean nothing, so rules ask for what every story has.
WIDE = Filter(min_score=0.0)


@pytest.fixture
def place(tmp_path):
    return watched(tmp_path)


def a_rule(*to, kind=Kind.STORIES, chosen=None, name="all"):
    return Rule(name, kind, chosen or Filter(words=("Narva",)), to or ("stdout",))


def a_plan_that_tells(site, *rules, targets=(), pages=(1, 2), **parts):
    for number in pages:
        site[f"/{number}"] = html(number)
    site["/feed"] = Reply(an_rss(*(f"/{number}" for number in pages)))
    return a_plan(site.url("/feed"), rules=rules, targets=targets, **parts)


def told(place):
    return [json.loads(body)["data"] for body in place.said]


def test_what_fits_is_told_and_nothing_else(site, place):
    place.once(a_plan_that_tells(site, a_rule()))  # page 1 is from Narva, page 2 from Turku
    [one] = told(place)
    assert (one["rule"], one["kind"]) == ("all", "stories")
    assert one["row"]["url"] == site.url("/1")


def test_nothing_is_told_twice(site, place):
    plan = a_plan_that_tells(site, a_rule())
    for _ in range(3):
        place.once(plan)
    assert len(told(place)) == 1


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.RECORDS, Kind.VOICES])
def test_each_kind_of_row_can_be_told_of(site, place, kind):
    table = {Kind.EVENTS: "events", Kind.RECORDS: "records", Kind.VOICES: "voices"}[kind]
    chosen = Filter(publisher=("127.0.0.1",)) if kind is Kind.VOICES else WIDE
    place.once(a_plan_that_tells(site, a_rule(kind=kind, chosen=chosen)))
    [count] = place.read(f"select count(*) as n from {table}")
    assert len(told(place)) == count["n"]
    if kind is Kind.EVENTS:
        assert all(one["reports"][0]["sentence"] for one in told(place))


def test_an_event_that_grows_is_told_once(site, place):
    rule = a_rule(kind=Kind.EVENTS, chosen=WIDE)
    place.once(a_plan_that_tells(site, rule, pages=(1,)))
    before = {one["id"] for one in told(place)}
    site["/again"] = html(1, title="The same again, in another paper")
    place.once(a_plan_that_tells(site, rule, pages=(1, 2)))
    records = place.read("select event, record from membership")
    first = {row["record"] for row in place.rows("select id as record from told")}
    assert len(told(place)) == len({one["id"] for one in told(place)})
    assert before
    assert first >= {row["record"] for row in records}


def test_what_was_told_before_a_kill_is_not_told_again(site, place):
    """The store has the story, but the book never heard of it: as a kill in between leaves it."""
    plan = a_plan_that_tells(site, a_rule())
    place.once(plan)
    place.said.clear()
    place.change("update pages set state = 'waiting', due = 0")
    place.once(plan)
    assert place.said == []
    place.change("delete from told; update pages set state = 'waiting', due = 0")
    place.once(plan)
    assert len(place.said) == 1


def a_webhook(site):
    return Webhook("desk", site.url("/hook"), KEY)


def posted(site):
    return [headers for path, headers in site.asked if path == "/hook"]


def is_signed(headers, key):
    """As a receiver checks it, by the specification alone."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + headers["body"]
    expected = b64encode(hmac.new(key, signed, sha256).digest()).decode()
    return hmac.compare_digest(f"v1,{expected}", headers["webhook-signature"])


def test_a_webhook_is_posted_signed(site, place):
    site["/hook"] = Reply(status=204)
    place.once(a_plan_that_tells(site, a_rule("desk"), targets=(a_webhook(site),)))
    [headers] = posted(site)
    assert is_signed(headers, KEY)
    assert not is_signed(headers, b"another key, too")
    assert not is_signed(headers | {"body": headers["body"] + b" "}, KEY)
    assert json.loads(headers["body"])["data"]["rule"] == "all"
    assert json.loads(headers["body"])["type"] == "dragoman.alert"


def test_the_receiver_in_the_documents_checks_it(site, place):
    site["/hook"] = Reply(status=204)
    place.once(a_plan_that_tells(site, a_rule("desk"), targets=(a_webhook(site),)))
    [headers] = posted(site)
    [example] = [part for part in PAGE.split("```python\n")[1:] if "is_genuine" in part]
    names = {}
    exec(example.partition("```")[0], names)
    is_genuine, secret = names["is_genuine"], f"whsec_{b64encode(KEY).decode()}"
    assert is_genuine(headers, headers["body"], secret)
    assert not is_genuine(headers, headers["body"] + b" ", secret)
    assert not is_genuine(headers | {"webhook-timestamp": "1"}, headers["body"], secret)


def test_the_signature_is_that_of_the_specification():
    from dragoman.watching.signing import signature

    key = b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'
    found = signature(key, id="msg_p5jXN8AQM9LWM0D4loKWxJek", seconds=1614265330, body=body)
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_webhook_that_fails_is_tried_again_under_the_same_id(site, place):
    site["/hook"] = [Reply(status=500), Reply(status=503), Reply(status=200)]
    plan = a_plan_that_tells(site, a_rule("desk"), targets=(a_webhook(site),))
    place.rounds(plan, 4)
    first, *others = (headers["webhook-id"] for headers in posted(site))
    assert others == [first, first]
    assert not place.dead.exists()


def test_a_letter_that_nobody_takes_is_laid_with_the_dead(site, place):
    site["/hook"] = Reply(status=500)
    plan = a_plan_that_tells(
        site, a_rule("desk"), targets=(a_webhook(site),), alert_tries=2, alert_retry=60
    )
    place.rounds(plan, 4)
    assert len(posted(site)) == 2
    [line] = map(json.loads, place.dead.read_text().splitlines())
    assert (line["target"], line["tries"]) == ("desk", 2)
    assert "HTTP 500" in line["fault"]
    assert line["alert"]["data"]["rule"] == "all"
    assert place.dead.stat().st_mode & 0o077 == 0


def test_a_receiver_that_is_gone_is_not_tried_again(site, place):
    site["/hook"] = Reply(status=410)
    place.rounds(a_plan_that_tells(site, a_rule("desk"), targets=(a_webhook(site),)), 2)
    assert len(posted(site)) == 1
    assert place.dead.exists()


def test_letters_to_a_target_that_was_taken_out_are_laid_with_the_dead(site, place):
    site["/hook"] = Reply(status=500)
    place.once(a_plan_that_tells(site, a_rule("desk"), targets=(a_webhook(site),)))
    place.once(a_plan_that_tells(site), wall=Wall(timedelta(days=1)))
    assert "no target 'desk'" in place.dead.read_text()


class Inbox(Message):
    """Keeps the mails that a server takes."""

    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(message)


class Refusing(Inbox):
    """Takes mail for nobody."""

    async def handle_RCPT(self, *_):
        return "550 nobody here"


@contextmanager
def a_post_office(inbox):
    """A real SMTP server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    office = Controller(inbox, hostname="127.0.0.1", port=port)
    office.start()
    try:
        yield Mailbox(
            name="people",
            to=("ada@example.org", "bo@example.org"),
            sender="dragoman@example.org",
            host="127.0.0.1",
            port=port,
        )
    finally:
        office.stop()


def test_several_letters_come_as_one_mail(site, place):
    inbox = Inbox()
    with a_post_office(inbox) as people:
        rule = a_rule("people", chosen=Filter(words=("plant",)))
        place.once(a_plan_that_tells(site, rule, targets=(people,)))
    [mail] = inbox.mails
    assert (mail["To"], mail["Auto-Submitted"]) == (
        "ada@example.org, bo@example.org",
        "auto-generated",
    )
    assert "(and 1 more)" in str(mail["Subject"])
    body = mail.get_payload(decode=True).decode()
    assert body.count("all: ") == 2
    assert place.rows("select * from letters") == []


def test_a_headline_cannot_write_headers(site, place):
    inbox = Inbox()
    with a_post_office(inbox) as people:
        plan = a_plan_that_tells(site, a_rule("people"), targets=(people,), pages=(1,))
        site["/1"] = html(1, title="News from Narva&#13;&#10;Bcc: eve@example.org")
        place.once(plan)
    [mail] = inbox.mails
    assert mail["Bcc"] is None


def test_mail_that_is_refused_waits_and_is_tried_again(site, place):
    inbox = Inbox()
    with a_post_office(Refusing()) as people:
        place.once(a_plan_that_tells(site, a_rule("people"), targets=(people,)))
    assert [row["tries"] for row in place.rows("select tries from letters")] == [1]
    with a_post_office(inbox) as other:
        people = replace(people, port=other.port)
        plan = a_plan_that_tells(site, a_rule("people"), targets=(people,))
        place.once(plan, wall=Wall(timedelta(days=1)))
    assert len(inbox.mails) == 1


def test_a_post_office_that_is_closed_costs_no_letter(site, place):
    with a_post_office(Inbox()) as people:
        pass
    place.once(a_plan_that_tells(site, a_rule("people"), targets=(people,)))
    assert len(place.rows("select * from letters")) == 1
