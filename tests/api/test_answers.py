"""ETags that last as long as the store stays as it is, and packed answers."""

import gzip

import pytest

from tests.api.builders import MEANT, a_client, a_public_story
from tests.keeping.builders import put
from tests.store.asked import an_asked_store

AGAIN = {"left": "march", "right": "denial", "answer": "different"}


def test_who_has_the_answer_gets_it_no_second_time(tmp_path):
    with a_client(tmp_path) as client:
        tag = client.get("/v1/events").headers["etag"]
        assert tag.startswith('W/"')
        again = client.get("/v1/events", headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_another_question_has_another_tag(tmp_path):
    with a_client(tmp_path) as client:
        paths = ("/v1/events", "/v1/events?limit=1", "/v1/records", "/v1/stories/one")
        assert len({client.get(path).headers["etag"] for path in paths}) == len(paths)


def test_a_judgement_makes_new_tags_at_once(tmp_path):
    with a_client(tmp_path) as client:
        tag = client.get("/v1/events").headers["etag"]
        client.post("/v1/judgements", json=AGAIN, headers=MEANT)
        again = client.get("/v1/events", headers={"If-None-Match": tag})
        assert (again.status_code, again.json()["total"]) == (200, 4)


def test_a_story_that_another_command_adds_is_seen(tmp_path):
    from fastapi.testclient import TestClient

    from dragoman.api import create_app
    from dragoman.api.limits import Limits
    from tests.api.builders import HERE, TINY

    with an_asked_store(tmp_path) as asked:
        app = create_app(asked.store, TINY, limits=Limits(fresh_seconds=0.0, late_seconds=0.0))
        with TestClient(app, HERE) as client:
            before = client.get("/v1/stories")
            put(asked.store, a_public_story())
            after = client.get("/v1/stories", headers={"If-None-Match": before.headers["etag"]})
        assert (before.json()["total"], after.json()["total"]) == (3, 4)


@pytest.mark.parametrize("path", ["/v1/events", "/v1/export?format=plover", "/openapi.json"])
def test_answers_are_packed_for_who_can_unpack_them(tmp_path, path):
    with a_client(tmp_path) as client:
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in plain.headers
        with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as packed:
            assert packed.headers["content-encoding"] == "gzip"
            assert gzip.decompress(b"".join(packed.iter_raw())) == plain.content


def test_kept_answers_stay_within_their_bytes(tmp_path):
    from dragoman.api.limits import Limits

    with a_client(tmp_path, limits=Limits(kept_bytes=1)) as client:
        assert client.get("/v1/events").json() == client.get("/v1/events").json()
