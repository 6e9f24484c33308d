"""feeds.toml: read whole, or refused with what is wrong and where."""

import pytest

from dragoman.errors import SetupError
from dragoman.store.filters import Kind
from dragoman.watching.feeds_file import read_plan
from dragoman.watching.plan import Mailbox, Manners, Webhook

SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="
ENVIRONMENT = {"DESK": SECRET, "SHORT": "whsec_MDE=", "PLAIN": "letmein", "MAIL": "pass"}
SOURCE = '[[source]]\nurl = "http://e.org/feed"\n'
WHOLE = """
contact = "https://e.org/robot"
gap_seconds = 2
poll_least_seconds = 60
allow_private = true

[[source]]
url = "http://e.org/feed"

[[source]]
name = "Gazette"
url = "https://gazette.example/sitemap.xml"
gap_seconds = 5
max_age_days = 2
robots = false

[[target]]
name = "desk"
webhook = "https://desk.example/hook"
secret_env = "DESK"

[[target]]
name = "people"
mail = ["ada@e.org", "bo@e.org"]
from = "dragoman@e.org"
smtp = "localhost:2525"

[[alert]]
name = "protests"
to = ["stdout", "desk"]
[alert.where]
type = "PROTEST"
country = ["NOR", "SWE"]

[[alert]]
name = "denials"
of = "records"
to = "people"
[alert.where]
auxiliary = "negation"
"""


def plan_of(folder, words):
    path = folder / "feeds.toml"
    path.write_text(words)
    return read_plan(path, ENVIRONMENT, version="9")


def test_a_whole_file_is_read(tmp_path):
    plan = plan_of(tmp_path, WHOLE)
    one, two = plan.sources
    assert plan.agent == "Mozilla/5.0 (compatible; dragoman/9; +https://e.org/robot)"
    assert (one.name, one.manners) == (
        "http://e.org/feed",
        Manners(gap=2, poll_least=60, allow_private=True),
    )
    assert (two.name, two.manners.gap, two.manners.robots) == ("Gazette", 5, False)
    desk, people = plan.targets
    assert desk == Webhook("desk", "https://desk.example/hook", b"0123456789abcdef")
    assert isinstance(people, Mailbox)
    assert (people.host, people.port, people.to) == ("localhost", 2525, ("ada@e.org", "bo@e.org"))
    protests, denials = plan.rules
    assert (protests.kind, protests.to) == (Kind.EVENTS, ("stdout", "desk"))
    assert protests.chosen.country == ("NOR", "SWE")
    assert (denials.kind, denials.to) == (Kind.RECORDS, ("people",))


def test_secrets_show_in_no_description(tmp_path):
    words = repr(plan_of(tmp_path, WHOLE))
    assert "0123456789abcdef" not in words


ALERT = '[[alert]]\nname = "a"\n'
TARGET = '[[target]]\nname = "t"\n'


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "names no source"),
        ("[[source]]", "[[source]] 1: url is missing"),
        ('[[source]]\nurl = "ftp://e.org"', "url must be an http or https address"),
        ('[[source]]\nurl = "http://[e"', "url must be an http or https address"),
        (f"{SOURCE}urls = 1", "[[source]] 1: no 'urls' here; there are allow_private, gap_seconds"),
        (f"{SOURCE}{SOURCE}", "the source http://e.org/feed stands there twice"),
        (f"gap_second = 1\n{SOURCE}", "no 'gap_second' here"),
        (f"gap_seconds = -1\n{SOURCE}", "gap_seconds must be from 0 to 86400, not -1"),
        (f"gap_seconds = true\n{SOURCE}", "gap_seconds must be a number"),
        (f"tries = 1.5\n{SOURCE}", "tries must be a whole number"),
        (f"robots = 1\n{SOURCE}", "robots must be true or false"),
        (f"poll_most_seconds = 10\n{SOURCE}", "poll_least_seconds (300) is more than"),
        ("source = 3", "source must be a list of tables, [[source]]"),
        ("a = [", "is no TOML"),
        (f'contact = "é"\n{SOURCE}', "contact must be an address in plain letters"),
        (f"{SOURCE}{ALERT}", "asks for nothing"),
        (f'{SOURCE}{ALERT}where = {{type = "RIOT"}}', "no type 'RIOT'; there are AGREE"),
        (f'{SOURCE}{ALERT}where = {{typ = "RIOT"}}', "events have no filter 'typ'"),
        (f"{SOURCE}{ALERT}where = {{limit = 1}}", "events have no filter 'limit'"),
        (f'{SOURCE}{ALERT}of = "voices"\nwhere = {{type = "AID"}}', "voices have no filter 'type'"),
        (f'{SOURCE}{ALERT}of = "rows"', "of must be one of events, records, stories, voices"),
        (
            f'{SOURCE}{ALERT}to = "desk"\nwhere = {{type = "AID"}}',
            "no target 'desk'; there are stdout",
        ),
        (f"{SOURCE}{ALERT}where = {{quad = 1}}\n{ALERT}where = {{quad = 2}}", "two alerts are"),
        (f"{SOURCE}{TARGET}", "give either webhook or mail"),
        (f'{SOURCE}{TARGET}webhook = "http://e"', "secret_env is missing"),
        (f'{SOURCE}{TARGET}webhook = "http://e"\nsecret_env = "NO"', "NO holds no secret"),
        (f'{SOURCE}{TARGET}webhook = "http://e"\nsecret_env = "PLAIN"', "must be whsec_"),
        (f'{SOURCE}{TARGET}webhook = "http://e"\nsecret_env = "SHORT"', "16 bytes or more"),
        (f'{SOURCE}{TARGET}mail = "ada"\nfrom = "b@e"', "'ada' is no mail address"),
        (f'{SOURCE}{TARGET}mail = "a@e"\nfrom = "b@e"\nsmtp = "e:x"', "smtp must be host:port"),
        (
            f'{SOURCE}[[target]]\nname = "stdout"\nmail = "a@e"\nfrom = "b@e"',
            "two targets are called 'stdout'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, words, says):
    with pytest.raises(SetupError) as caught:
        plan_of(tmp_path, words)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SetupError, match="no such file"):
        read_plan(tmp_path / "none.toml", {}, version="9")
