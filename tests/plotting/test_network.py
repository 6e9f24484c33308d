import pytest

pytest.importorskip("networkx")

import networkx as nx

from dragoman.plotting.layout import lay_out
from dragoman.plotting.network import MOST_ACTORS, network_rows, pairs_of_the_most
from dragoman.store.filters import Filter
from tests.plotting.builders import a_drawn_store


@pytest.fixture(scope="module")
def store(shared_home):
    with a_drawn_store(shared_home) as store:
        yield store


def test_lines_tell_how_many_events_and_how_friendly_and_actors_stand_at_their_ends(store):
    found = network_rows(store, Filter())
    assert [(actor["name"], actor["count"]) for actor in found.actors] == [
        ("Denmark", 2),
        ("Norway", 3),
        ("Sweden", 3),
    ]
    assert [
        (line["left"], line["right"], line["count"], line["scale"]) for line in found.lines
    ] == [
        ("Norway", "Sweden", 2, -0.5),
        ("Denmark", "Norway", 1, 2.5),
        ("Denmark", "Sweden", 1, 2.5),
    ]
    place = {actor["name"]: (actor["x"], actor["y"]) for actor in found.actors}
    assert all((line["x"], line["y"]) == place[line["left"]] for line in found.lines)
    assert all((line["x2"], line["y2"]) == place[line["right"]] for line in found.lines)


def test_a_filter_chooses_the_lines(store):
    lines = network_rows(store, Filter(type=("ACCUSE",))).lines
    assert [(line["left"], line["right"]) for line in lines] == [("Norway", "Sweden")]


def test_of_many_actors_those_with_most_events_are_kept():
    pairs = [{"left": "a", "right": f"b{n:02}", "count": 99 - n, "scale": 0.0} for n in range(60)]
    kept = pairs_of_the_most(pairs)
    assert len(kept) == MOST_ACTORS - 1
    assert kept == pairs[: MOST_ACTORS - 1]


def test_where_there_is_room_other_pairs_are_shown_too():
    pairs = [{"left": "a", "right": "b", "count": 9, "scale": 0.0}]
    pairs += [
        {"left": f"c{n:02}", "right": f"d{n:02}", "count": 1, "scale": 0.0} for n in range(60)
    ]
    kept = pairs_of_the_most(pairs)
    assert len({end for pair in kept for end in (pair["left"], pair["right"])}) == MOST_ACTORS


def test_a_network_is_laid_out_alike_whatever_the_order_of_its_lines():
    lines = [("a", "b"), ("b", "c"), ("d", "e"), ("c", "a")]
    assert lay_out(nx.Graph(lines)) == lay_out(nx.Graph(reversed(lines)))


def test_groups_lie_beside_or_under_each_other():
    place = lay_out(nx.Graph([("a", "b"), ("b", "c"), ("d", "e")]))
    apart = min(
        abs(place[one][0] - place[other][0]) + abs(place[one][1] - place[other][1])
        for one in "abc"
        for other in "de"
    )
    assert apart > 0.3
    assert len(set(place.values())) == 5
