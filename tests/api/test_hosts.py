"""Names that a server goes by, and the headers on all that it answers."""

import pytest

from dragoman.api.hosts import hosts_of, is_loopback
from tests.api.builders import a_client, a_hostile_story


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with a_client(tmp_path_factory.mktemp("store"), a_hostile_story()) as client:
        yield client


@pytest.mark.parametrize("host", ["localhost:8420", "127.0.0.1:8420", "[::1]:8420", "LOCALHOST"])
def test_this_machine_is_known(client, host):
    assert client.get("/v1/events", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8420", "localhost.evil.example", "127.0.0.2", "", "[::"]
)
def test_another_name_is_refused_whatever_it_resolves_to(client, host):
    answer = client.get("/v1/events", headers={"Host": host})
    assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")


def test_a_server_goes_by_its_own_name_and_those_allowed():
    hosts = hosts_of("10.0.0.5", "News.Example")
    assert [hosts.knows(one) for one in ("10.0.0.5:80", "news.example", "evil.example")] == [
        True,
        True,
        False,
    ]
    assert hosts_of("0.0.0.0").knows("any.example")


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.b", False)],
)
def test_loopback_is_this_machine_alone(host, loopback):
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    "path", ["/", "/v1/events", "/v1/events/x", "/nothing", "/v1/events?limit=0", "/health"]
)
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_refused_name_has_them_too(client):
    assert "content-security-policy" in client.get("/", headers={"Host": "evil.example"}).headers


@pytest.mark.parametrize(
    "path", ["/v1/stories/five", "/v1/stories", "/v1/records", "/v1/events/hostile"]
)
def test_hostile_words_come_as_json_and_as_nothing_else(client, path):
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/json"
    assert "<" in answer.text


def test_hostile_words_in_an_error_come_as_json(client):
    answer = client.get("/v1/events", params={"type": "<script>alert(1)</script>"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
