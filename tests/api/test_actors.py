"""Pages on states, institutions and persons in public office, and on nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.api.actor_ids import actor_id, actor_name
from dragoman.api.public_actors import public_actor
from dragoman.resolving.gazetteer import load_gazetteer
from tests.api.builders import a_client, a_public_story


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with a_client(tmp_path_factory.mktemp("store"), a_public_story()) as client:
        yield client


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def a_mention(name, sector, *, office=None, basis="exact"):
    return {
        "name": name,
        "text": name,
        "country": "NOR",
        "sectors": [sector],
        "office": office,
        "basis": basis,
    }


def test_a_state_has_a_page(client):
    page = client.get("/v1/actors/Norway").json()
    assert page["did"] == [{"type": "ACCUSE", "other": "Edda Morning", "count": 1}]
    assert [voice["words"] for voice in page["said"]] == ["the fraud had gone on"]


def test_who_is_private_has_no_page_and_is_not_found(client):
    answer = client.get("/v1/actors/Edda_Morning")
    assert answer.status_code == 404
    assert "public office" in answer.json()["detail"]
    assert client.get("/v1/actors?q=Edda").json() == {"items": []}


def test_actors_are_found_by_words_of_their_names(client):
    assert [one["id"] for one in client.get("/v1/actors?q=norway").json()["items"]] == ["Norway"]


@pytest.mark.parametrize(
    ("mention", "public"),
    [
        (a_mention("Aino Virta", "GOV", office="Foreign Minister", basis="context"), True),
        (a_mention("Ministry of Fish", "GOV"), True),
        (a_mention("Edda Morning", "COP", office="officer", basis="context"), False),
        (a_mention("Edda Morning", "CVL"), False),
        (a_mention("Edda Morning", "GOV", basis="context"), False),
        (a_mention("neighbour", "GOV"), False),
    ],
)
def test_what_mentions_tell_decides_who_is_public(gazetteer, mention, public):
    found = public_actor(mention["name"], [mention], gazetteer)
    assert (found is not None) is public


def test_one_misread_mention_makes_nobody_public(gazetteer):
    mentions = [a_mention("Edda Morning", "GOV", office="mayor"), a_mention("Edda Morning", "CVL")]
    assert public_actor("Edda Morning", mentions, gazetteer) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_id_leads_back_to_its_name(name):
    assert actor_name(actor_id(name)) == name
    assert actor_id(name).isascii()
    assert "/" not in actor_id(name)
