from dataclasses import replace
from datetime import date
from io import BytesIO

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.graph import actor_network, node_of, write_gexf, write_graphml
from dragoman.types import Auxiliary
from tests.builders import a_date, a_record, a_report, an_actor, an_event_view
from tests.exporting.hostile import hostile_events

DEFAULT = Wanted()
FORMATS = [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)]
POLICE, MAYOR = an_actor("Police"), an_actor("The mayor", sectors=("GOV",))


def an_event_of(**changes):
    return an_event_view(a_report(a_record(**changes)))


def a_network(*events, **wanted):
    return actor_network(events, Wanted(**wanted))


def the_edge(*events):
    [(_, _, data)] = a_network(*events).edges(data=True)
    return data


def test_an_edge_runs_from_actor_to_recipient():
    [(left, right, kind)] = a_network(an_event_view()).edges(keys=True)
    assert (left, right, kind) == ("police|NOR|COP", "ten people|NOR|COP", "COERCE")


def test_a_node_tells_who_it_is():
    node = a_network(an_event_view()).nodes["police|NOR|COP"]
    assert node == {"label": "Police", "country": "NOR", "sectors": "COP", "wikidata": ""}


def test_an_edge_counts_events_and_takes_the_mean_of_their_scale():
    beaten = an_event_of(scale=-8.5, date=a_date(date(2024, 1, 2), date(2024, 5, 6)))
    edge = the_edge(an_event_view(), beaten)
    assert (edge["count"], edge["weight"], edge["mean_scale"]) == (2, 2, -7.75)
    assert (edge["quad"], edge["quad_class"]) == (4, "material conflict")
    assert (edge["first_day"], edge["last_day"]) == ("2024-01-02", "2024-05-06")


def test_types_are_edges_of_their_own():
    accused = an_event_of(type="ACCUSE", mode=None, quad=3, scale=-3.0)
    assert a_network(an_event_view(), accused).number_of_edges() == 2


def test_those_who_meet_are_joined_two_by_two():
    actors = (POLICE, MAYOR, an_actor("ten people"))
    met = an_event_of(type="CONSULT", mode=None, actors=actors, recipients=())
    assert a_network(met).number_of_edges() == 3


def test_an_event_without_two_sides_is_no_edge():
    assert a_network(an_event_of(recipients=())).number_of_nodes() == 0


def test_what_is_denied_is_no_edge_unless_asked_for():
    denied = an_event_of(auxiliary=Auxiliary.NEGATION)
    assert a_network(denied).number_of_edges() == 0
    assert a_network(denied, all_auxiliaries=True).number_of_edges() == 1


def test_wikidatas_number_makes_two_names_one_node():
    assert node_of(replace(POLICE, wikidata="Q7")) == node_of(replace(MAYOR, wikidata="Q7"))


@pytest.mark.parametrize(("write", "read"), FORMATS)
@settings(max_examples=25)
@given(event=hostile_events())
def test_networkx_reads_back_what_was_written_whatever_the_names(write, read, event):
    out = BytesIO()
    write([event, an_event_view()], out, DEFAULT)
    etree.fromstring(out.getvalue())
    again = read(BytesIO(out.getvalue()))
    network = a_network(event, an_event_view())
    assert dict(again.nodes(data="country")) == dict(network.nodes(data="country"))
    counts = sorted(count for *_, count in network.edges(data="count"))
    assert sorted(count for *_, count in again.edges(data="count")) == counts


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_edges_have_an_id_each(write, read):
    out = BytesIO()
    accused = an_event_of(type="ACCUSE", mode=None, quad=3)
    write([an_event_view(), accused, an_event_of(actors=(MAYOR,))], out, DEFAULT)
    edges = etree.fromstring(out.getvalue()).iter("{*}edge")
    assert len({edge.get("id") for edge in edges}) == 3
    assert read(BytesIO(out.getvalue())).number_of_edges() == 3


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_the_order_of_events_changes_nothing(write, read):
    events = [an_event_view(), an_event_of(actors=(MAYOR,)), an_event_of(type="ACCUSE", quad=3)]
    one, other = BytesIO(), BytesIO()
    write(events, one, DEFAULT)
    write(events[::-1], other, DEFAULT)
    assert one.getvalue() == other.getvalue()
    assert read(BytesIO(one.getvalue())).is_directed()
