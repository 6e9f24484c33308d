"""Errors are application/problem+json, and requests are bounded."""

import pytest

from dragoman.api.limits import MOST_CHARACTERS, Limits
from dragoman.errors import StoreError
from tests.api.builders import MEANT, a_client

LONG = f"/assets/{'a' * 300}.js"
LARGE = b"{" + b" " * 5_000


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with a_client(tmp_path_factory.mktemp("store"), limits=Limits(body_bytes=5_000)) as client:
        yield client


def problem(answer):
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body.keys() >= {"type", "title", "status", "detail"}
    assert body["status"] == answer.status_code
    return answer.status_code, body["detail"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/v1/events?since=yesterday", 400, "YYYY-MM-DD"),
        ("/v1/events?type=RIOT", 400, "PROTEST"),
        ("/v1/events?near=1,2", 400, "latitude"),
        ("/v1/events?cursor=nonsense", 400, "cursor"),
        ("/v1/events?actor=%00x", 400, "U+0000"),
        ("/v1/events?limit=501", 422, "500"),
        ("/v1/events?colour=red", 422, "query.colour"),
        ("/v1/voices?type=PROTEST", 422, "query.type"),
        ("/v1/counts", 422, "query.by"),
        ("/v1/counts?by=colour", 400, "month"),
        ("/v1/export?format=word", 400, "polecat"),
        ("/v1/export?format=polecat&table=records", 400, "csv"),
        ("/v1/actors?q=%2B", 400, "words of a name"),
        ("/nowhere", 404, "openapi"),
    ],
)
def test_an_error_says_what_is_wrong_and_what_can_be(client, path, status, says):
    found, detail = problem(client.get(path))
    assert found == status
    assert says in detail


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/events", "GET"),
        ("GET", "/v1/code", "POST"),
        ("GET", "/v1/judgements/j1/withdrawal", "POST"),
        ("PUT", "/v1/corrections", "POST"),
        ("POST", "/health", "GET"),
    ],
)
def test_a_wrong_method_is_told_the_right_one(client, method, path, allowed):
    answer = client.request(method, path)
    status, detail = problem(answer)
    assert (status, answer.headers["allow"]) == (405, allowed)
    assert path in detail
    assert allowed in detail


@pytest.mark.parametrize("path", ["/v1/nowhere", "/nowhere.css", "/assets/%00.js", LONG])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_nowhere_is_no_fault_of_ours(client, path, method):
    assert client.request(method, path).status_code in (404, 405)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"\\ud800"', b'{"left": "\\ud800"}'])
def test_a_body_that_is_no_json_is_told(client, body):
    headers = {"Content-Type": "application/json", **MEANT}
    assert problem(client.post("/v1/judgements", content=body, headers=headers))[0] == 422


def test_a_large_body_is_refused_by_its_length(client):
    assert problem(client.post("/v1/code", content=LARGE))[0] == 413


def test_a_large_body_is_refused_where_its_length_is_not_told(client):
    assert problem(client.post("/v1/code", content=iter([LARGE])))[0] == 413


def test_a_long_text_is_refused(tmp_path):
    with a_client(tmp_path) as client:
        answer = client.post("/v1/code", json={"text": "a" * (MOST_CHARACTERS + 1)})
        assert problem(answer)[0] == 422


def stand_before_a_store_that(client, monkeypatch, fails):
    """No kept answer is good any more, and asking for a new one fails."""
    freshness = client.app.state.served.freshness
    freshness.written()
    monkeypatch.setattr(freshness, "ask", fails)


def test_a_store_that_fails_is_told_with_when_to_come_again(client, monkeypatch):
    def fail(_):
        raise StoreError("the store is locked: wait")

    stand_before_a_store_that(client, monkeypatch, lambda: fail(None))
    answer = client.get("/v1/events")
    assert problem(answer) == (503, "the store is locked: wait")
    assert answer.headers["retry-after"]


def test_a_fault_of_ours_tells_nothing_of_itself(client, monkeypatch):
    def fail():
        raise RuntimeError("secret")

    stand_before_a_store_that(client, monkeypatch, fail)
    client._transport.raise_server_exceptions = False
    status, detail = problem(client.get("/v1/events"))
    assert status == 500
    assert "secret" not in detail
