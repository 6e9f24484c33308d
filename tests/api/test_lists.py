"""Lists in pages, and one thing with all that is behind it."""

import pytest

from dragoman.api.models.actors import ActorsFound, WholeActor
from dragoman.api.models.charts import Counts, Dyads, Points
from dragoman.api.models.events import EventsPage, WholeEvent
from dragoman.api.models.judged import ReviewQueue
from dragoman.api.models.records import RecordsPage, VoicesPage
from dragoman.api.models.stories import StoriesPage, WholeStory
from tests.api.builders import a_client, a_public_story
from tests.store.asked import PROTEST


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with a_client(tmp_path_factory.mktemp("store"), a_public_story()) as client:
        yield client


def items(client, path):
    return client.get(path).json()["items"]


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/v1/events", EventsPage),
        ("/v1/events/march", WholeEvent),
        ("/v1/records", RecordsPage),
        ("/v1/voices", VoicesPage),
        ("/v1/stories", StoriesPage),
        ("/v1/stories/two", WholeStory),
        ("/v1/actors", ActorsFound),
        ("/v1/actors/Norway", WholeActor),
        ("/v1/counts?by=month,type", Counts),
        ("/v1/map", Points),
        ("/v1/dyads", Dyads),
        ("/v1/review", ReviewQueue),
    ],
)
def test_answers_have_the_shapes_that_the_schema_tells(client, path, shape):
    answer = client.get(path)
    assert answer.status_code == 200
    shape.model_validate(answer.json())


@pytest.mark.parametrize("kind", ["events", "records", "stories", "voices"])
def test_pages_by_cursor_are_the_whole_without_repetition(client, kind):
    whole = client.get(f"/v1/{kind}").json()
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(
            f"/v1/{kind}", params={"limit": 1, **({"cursor": cursor} if cursor else {})}
        )
        found += page.json()["items"]
        cursor = page.json()["next"]
    assert found == whole["items"]
    assert whole["total"] == len(found) > 1


def test_filters_are_those_of_the_store(client):
    wanted = {"type": ["protest", "COERCE"], "place": "bergen", "disputed": True}
    [event] = client.get("/v1/events", params=wanted).json()["items"]
    assert event["id"] == "march"
    assert "history" not in event


def test_a_total_counts_what_fits_beyond_the_page(client):
    page = client.get("/v1/records?type=COERCE&limit=1").json()
    assert (len(page["items"]), page["total"]) == (1, 2)


def test_words_are_searched_for(client):
    assert [one["id"] for one in items(client, "/v1/stories?words=marching")] == ["one", "two"]


def test_an_event_comes_with_claims_and_reports(client):
    event = client.get("/v1/events/march").json()
    assert list(event["claims"]) == ["march", "denial"]
    assert event["claims"]["denial"]["story"]["publisher"] == "Harbour Gazette"
    assert [one["story"] for one in event["reports"]] == ["one", "two"]
    assert event["links"][0]["reasons"][0]["feature"] == "mode"


def test_a_record_names_its_event_and_its_words(client):
    [record] = items(client, "/v1/records?id=march")
    assert (record["event"], record["event_in_story"]) == ("march", "e1")
    assert record["sentence"] == "Mália Böhm led a march in Bergen."


def test_a_story_comes_with_its_text_and_the_events_of_its_records(client):
    story = client.get("/v1/stories/one").json()
    assert story["story"]["text"] == PROTEST
    assert story["events"] == {"march": "march"}
    assert story["records"][0]["trigger"]["text"] == "march"


def test_counts_have_a_row_for_each_combination(client):
    counts = client.get("/v1/counts?by=type&of=records&type=PROTEST").json()
    assert counts == {"by": ["type"], "rows": [["PROTEST", 2]], "total": 2}


def test_the_map_counts_events_by_place(client):
    points = client.get("/v1/map?country=NOR").json()["points"]
    assert points == [[60.39, 5.32, 1, "Bergen", "NOR"]]


def test_dyads_count_events_by_pair_of_countries(client):
    assert client.get("/v1/dyads").json()["rows"][0][:3] == ["NOR", "NOR", 1]


@pytest.mark.parametrize("path", ["events", "stories", "actors", "explain/one"])
def test_what_is_not_there_is_told(client, path):
    answer = client.get(f"/v1/{path}/nothing")
    assert answer.status_code == 404
    assert "no" in answer.json()["detail"]


def test_a_place_that_could_be_another_is_explained(client):
    explained = client.get("/v1/explain/one/march").json()
    place = next(one for one in explained["fields"] if one["field"] == "place")
    assert (place["text"], place["candidates"][0]["name"]) == ("Bergen", "Bergen")
    assert explained["reasoned"] is False
