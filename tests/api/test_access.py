"""Roles of tokens, and the files that hold them."""

import pytest

from dragoman.api.access import Access, Person, Role, read_tokens
from dragoman.errors import UsageError
from tests.api.builders import MEANT, SECRETS, TOKENS, a_client, bearer

JUDGEMENT = {"left": "march", "right": "denial", "answer": "same"}
READS = ("/v1/events", "/v1/stories/one", "/v1/export?format=csv", "/metrics", "/v1/review")
OPEN = ("/health", "/openapi.json", "/")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with a_client(tmp_path_factory.mktemp("store"), access=TOKENS) as client:
        yield client


@pytest.mark.parametrize("path", READS)
def test_reading_needs_a_token_that_is_known(client, path):
    without = client.get(path)
    assert (without.status_code, without.headers["www-authenticate"]) == (401, "Bearer")
    assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get(path, headers=bearer(Role.READ)).status_code == 200


@pytest.mark.parametrize("path", OPEN)
def test_what_tells_nothing_of_the_store_is_open(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("role", "status"), [(Role.READ, 403), (Role.WRITE, 201), (Role.ADMIN, 201)]
)
def test_writing_needs_the_role(client, role, status):
    headers = {**MEANT, **bearer(role)}
    assert client.post("/v1/judgements", json=JUDGEMENT, headers=headers).status_code == status


def test_a_token_does_not_replace_the_header(client):
    answer = client.post("/v1/judgements", json=JUDGEMENT, headers=bearer(Role.WRITE))
    assert answer.status_code == 403


def test_without_tokens_anybody_is_the_one_named():
    anybody = Person("Ada", Role.ADMIN)
    assert Access(anybody=anybody).who(None) == anybody


def test_a_token_file_has_a_line_for_each(tmp_path):
    path = tmp_path / "tokens"
    path.write_text(f"# who\n\nread {SECRETS[Role.READ]}\nwrite {SECRETS[Role.WRITE]} Ada Byron\n")
    assert [one.person for one in read_tokens(path)] == [
        Person("read", Role.READ),
        Person("Ada Byron", Role.WRITE),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no token"),
        ("owner abcdefghijklmnop", "begins with read, write or admin"),
        ("read", "16 characters"),
        ("read short", "16 characters"),
        ("read abcdefghijklmnop\nwrite abcdefghijklmnop", "twice"),
    ],
)
def test_a_token_file_that_cannot_be_is_refused_without_its_secrets(tmp_path, text, says):
    path = tmp_path / "tokens"
    path.write_text(text)
    with pytest.raises(UsageError, match=says) as caught:
        read_tokens(path)
    assert "abcdefghijklmnop" not in str(caught.value)
