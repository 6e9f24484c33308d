"""Judgements and corrections over HTTP: written, shown, taken back, and only on purpose."""

import pytest

from dragoman.api.access import Access, Person, Role, Token
from tests.api.builders import HERE, MEANT, TOKENS, a_client, bearer

DIFFERENT = {"left": "march", "right": "denial", "answer": "different", "why": "another day"}
TYPE = {"record": "march", "field": "type", "value": "ASSAULT"}


def test_an_undone_merge_makes_two_events_and_can_be_taken_back(tmp_path):
    with a_client(tmp_path) as client:
        written = client.post("/v1/judgements", json=DIFFERENT, headers=MEANT)
        assert (written.status_code, written.json()["answer"]) == (201, "different")
        assert client.get("/v1/events?type=PROTEST").json()["total"] == 2
        back = f"/v1/judgements/{written.json()['id']}/withdrawal"
        assert client.post(back, headers=MEANT).json()["withdrawn_by"] == "somebody"
        assert client.get("/v1/events?type=PROTEST").json()["total"] == 1


def test_a_corrected_field_stands_beside_the_coders(tmp_path):
    with a_client(tmp_path) as client:
        written = client.post("/v1/corrections", json=TYPE, headers=MEANT)
        assert (written.status_code, written.json()["against"]) == (201, "PROTEST")
        [shown] = client.get("/v1/stories/one").json()["corrections"]
        assert shown == written.json()
        back = f"/v1/corrections/{shown['id']}/withdrawal"
        assert client.post(back, headers=MEANT).status_code == 201
        assert client.get("/v1/stories/one").json()["corrections"] == []


def test_a_pair_that_was_judged_leaves_the_queue(tmp_path):
    with a_client(tmp_path) as client:
        [pair] = client.get("/v1/review").json()["items"]
        wanted = {"left": pair["left"]["id"], "right": pair["right"]["id"], "answer": "same"}
        assert client.post("/v1/judgements", json=wanted, headers=MEANT).status_code == 201
        assert client.get("/v1/review").json()["items"] == []


@pytest.mark.parametrize("path", ["judgements/x/withdrawal", "corrections/x/withdrawal"])
def test_what_was_never_written_cannot_be_taken_back(tmp_path, path):
    with a_client(tmp_path) as client:
        assert client.post(f"/v1/{path}", headers=MEANT).status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("judgements", {**DIFFERENT, "left": "nobody"}),
        ("judgements", {**DIFFERENT, "left": "denial"}),
        ("corrections", {**TYPE, "value": "NONSENSE"}),
        ("corrections", {**TYPE, "field": "score"}),
        ("corrections", {**TYPE, "record": "nobody"}),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(tmp_path, path, body):
    with a_client(tmp_path) as client:
        answer = client.post(f"/v1/{path}", json=body, headers=MEANT)
        assert answer.status_code == 400
        assert answer.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Dragoman": "yes"},
        {**MEANT, "Origin": "https://evil.example"},
        {**MEANT, "Origin": "null"},
        {**MEANT, "Origin": "http://localhost:9999"},
        {**MEANT, "Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["judgements", "corrections"])
def test_a_page_of_another_site_cannot_write(tmp_path, path, headers):
    with a_client(tmp_path) as client:
        body = DIFFERENT if path == "judgements" else TYPE
        assert client.post(f"/v1/{path}", json=body, headers=headers).status_code == 403
        assert client.get("/v1/events?type=PROTEST").json()["total"] == 1


def test_the_own_page_can_write(tmp_path):
    with a_client(tmp_path) as client:
        headers = {**MEANT, "Origin": HERE, "Sec-Fetch-Site": "same-origin"}
        assert client.post("/v1/judgements", json=DIFFERENT, headers=headers).status_code == 201


def test_a_judgement_is_signed_by_the_token_and_taken_back_by_its_author_or_an_admin(tmp_path):
    other = Token("another-token-of-a-test", Person("Ada", Role.WRITE))
    with a_client(tmp_path, access=Access((*TOKENS.tokens, other))) as client:
        ada = {"Authorization": f"Bearer {other.secret}", **MEANT}
        written = client.post("/v1/judgements", json=DIFFERENT, headers=ada).json()
        assert written["by"] == "Ada"
        back = f"/v1/judgements/{written['id']}/withdrawal"
        assert client.post(back, headers={**bearer(Role.WRITE), **MEANT}).status_code == 403
        assert client.post(back, headers={**bearer(Role.ADMIN), **MEANT}).status_code == 201
