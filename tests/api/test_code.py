"""Coding while somebody waits: texts, pages and addresses, at a bounded rate."""

from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest

from dragoman.api import create_app
from dragoman.api.buckets import MOST_CLIENTS, Buckets
from dragoman.api.limits import Limits
from dragoman.api.models.stories import CodedShape
from dragoman.build import load
from dragoman.errors import StoryError
from dragoman.gathering.guarded import Network
from dragoman.types import GivenText
from tests.api.builders import TINY, a_client, coding_with
from tests.fuzz.hostile import TEXTS
from tests.gathering.test_fetch import a_server
from tests.gathering.test_guarded import Switchboard
from tests.slow import count, crash, load_slow, spin, vanish
from tests.store.asked import an_asked_store

TEXT = "Police arrested ten people in Oslo on Friday."
PAGE = f"<html><body><article><p>{TEXT} {'The mayor said so. ' * 20}</p></article></body></html>"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    limits = Limits(code_burst=100)
    with a_client(tmp_path_factory.mktemp("store"), limits=limits) as client:
        yield client


def coded(client, **asked):
    return client.post("/v1/code", json=asked)


def test_a_text_comes_back_as_it_was_with_what_it_tells(client):
    answer = coded(client, text=TEXT, published="2024-03-08", title="Oslo", publisher="Herald")
    story = CodedShape.model_validate(answer.json()).story
    assert (story.text, story.title, story.publisher) == (TEXT, "Oslo", "Herald")
    assert story.published == "2024-03-08"


def test_nothing_is_kept(client):
    coded(client, text=TEXT)
    assert client.get("/v1/stories").json()["total"] == 3


def test_a_page_is_read(client):
    assert TEXT in coded(client, html=PAGE, published="2024-03-08").json()["story"]["text"]


def test_an_address_is_fetched_from_the_open_internet(tmp_path):
    with a_server() as server:
        board = Switchboard(server)
        with a_client(tmp_path, network=board.network) as client:
            answer = coded(client, url="http://news.example/page")
        assert board.dialled
        assert answer.json()["story"]["url"] == "http://news.example/page"


@pytest.mark.parametrize("url", ["http://inside.example/", "http://localhost:8420/v1/events"])
def test_an_address_inside_is_refused(tmp_path, url):
    network = Network(lambda host: ["127.0.0.1"], lambda address, timeout: 1 / 0)
    with a_client(tmp_path, network=network) as client:
        answer = coded(client, url=url)
    assert (answer.status_code, answer.json()["kind"]) == (422, "fetch")
    assert "no public address" in answer.json()["detail"]


@pytest.mark.parametrize("asked", [{}, {"text": TEXT, "url": "http://news.example/"}])
def test_one_of_text_page_and_address_is_wanted(client, asked):
    answer = coded(client, **asked)
    assert (answer.status_code, "one of text" in answer.json()["detail"]) == (422, True)


def test_a_text_that_cannot_be_coded_says_why(client):
    answer = coded(client, text=" ")
    assert (answer.status_code, answer.json()["kind"]) == (422, "empty")


#: Seconds in which any other text is coded, however busy the machine is.
PATIENCE = 4.0
ENDLESS = "Police arrested ten people in Oslo on Friday after an endless march."


@pytest.mark.parametrize("instead", [spin, count])
def test_a_text_that_takes_too_long_is_told_and_costs_no_other(client, instead):
    with coding_with(client, load_slow(instead), seconds=PATIENCE):
        slow, other = coded(client, text=ENDLESS), coded(client, text=TEXT)
    problem = slow.json()
    assert slow.headers["content-type"] == "application/problem+json"
    assert (slow.status_code, problem["kind"]) == (422, "too-slow")
    assert "took longer than 4 s: send less of it" in problem["detail"]
    assert other.status_code == 200


def test_a_text_at_which_a_library_crashes_is_told_and_costs_no_other(client):
    with coding_with(client, load_slow(crash), seconds=PATIENCE):
        assert (coded(client, text=ENDLESS).json()["kind"]) == "internal"
        assert coded(client, text=TEXT).status_code == 200


def test_a_coder_that_somebody_kills_is_asked_for_again(client):
    with coding_with(client, load_slow(vanish), seconds=PATIENCE):
        answer = coded(client, text=ENDLESS)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert coded(client, text=TEXT).status_code == 200


def test_without_a_model_each_who_asks_is_told_why(client, tmp_path):
    missing = partial(load, replace(TINY, model=str(tmp_path)))
    with coding_with(client, missing, seconds=PATIENCE):
        for _ in range(2):
            answer = coded(client, text=TEXT)
            assert (answer.status_code, "no model" in answer.json()["detail"]) == (500, True)


def test_the_server_has_the_limit_of_its_settings(tmp_path):
    with an_asked_store(tmp_path) as asked:
        settings = replace(TINY, story_seconds=0.01)
        served = create_app(asked.store, settings).state.served
        with closing(served.coder) as coder, pytest.raises(StoryError, match="took longer than"):
            coder.code(GivenText(TEXTS["words"](16_000)))


def test_a_form_of_another_site_is_no_json(client):
    headers = {"Content-Type": "text/plain"}
    assert client.post("/v1/code", content=b'{"text": "a"}', headers=headers).status_code == 422


def test_who_asks_too_much_waits(tmp_path):
    with a_client(tmp_path, limits=Limits(code_burst=1, code_rate=0.01)) as client:
        assert coded(client, text=TEXT).status_code == 200
        answer = coded(client, text=TEXT)
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 100


def test_too_many_who_wait_are_sent_away(tmp_path):
    with a_client(tmp_path, limits=Limits(code_waiting=0)) as client:
        assert coded(client, text=TEXT).status_code == 429


def test_a_bucket_fills_again_and_each_client_has_one():
    buckets = Buckets(burst=2, rate=0.5)
    assert [buckets.take("a", 0.0) for _ in range(3)] == [0, 0, 2]
    assert buckets.take("b", 0.0) == 0
    assert buckets.take("a", 2.0) == 0
    assert buckets.take("a", 2.0) == 2


def test_only_so_many_clients_are_remembered():
    buckets = Buckets(burst=1, rate=0.001)
    for client in range(MOST_CLIENTS + 1):
        assert buckets.take(str(client), 0.0) == 0
    assert buckets.take("0", 0.0) == 0
    assert buckets.take(str(MOST_CLIENTS), 0.0) > 0
