"""The network of actors as GraphML or GEXF: who does what to whom, how often, how harshly.

Nodes are actors, edges run from an actor to a recipient, one for each type of event.  Where
PLOVER calls all parties actors (a meeting), an edge runs between each two of them.  The whole
network is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import IO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from dragoman.exporting.choosing import Wanted, happening
from dragoman.exporting.codes import load_codes
from dragoman.exporting.rows import clean
from dragoman.exporting.sides import name_of
from dragoman.ontology import load_ontology
from dragoman.types import Actor, Event

SCALE_DIGITS = 3
GEXF_DATE = "lastmodifieddate"


@dataclass(slots=True)
class _Edge:
    """What is counted while events pass."""

    quad: int
    count: int = 0
    scales: float = 0.0
    days: list[date] = field(default_factory=list)

    def count_in(self, event: Event, scale: float | None) -> None:
        self.count += 1
        self.scales += scale or 0.0
        told = [day for day in (*self.days, event.first, event.last) if day is not None]
        self.days = [min(told), max(told)] if told else []


def write_graphml(events: Iterable[Event], stream: IO[bytes], wanted: Wanted) -> None:
    """The network of these events as GraphML."""
    network = actor_network(events, wanted)
    nx.write_graphml_xml(network, stream, encoding="utf-8", edge_id_from_attribute="id")


def write_gexf(events: Iterable[Event], stream: IO[bytes], wanted: Wanted) -> None:
    """The network of these events as GEXF, without the day of writing: the same bytes each day."""
    writer = GEXFWriter(encoding="utf-8")
    writer.add_graph(actor_network(events, wanted))
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop(GEXF_DATE, None)
    writer.write(stream)


def actor_network(events: Iterable[Event], wanted: Wanted) -> nx.MultiDiGraph:
    """The network; edges are keyed by the type of event."""
    actors: dict[str, Actor] = {}
    edges: dict[tuple[str, str, str], _Edge] = {}
    for event in events:
        found = happening(event, wanted)
        if found is None:
            continue
        for left, right in _pairs(found.told.type, event):
            ends = node_of(left), node_of(right)
            for end, actor in zip(ends, (left, right), strict=True):
                actors.setdefault(end, actor)
            edge = edges.setdefault((*ends, found.told.type), _Edge(found.told.quad))
            edge.count_in(event, found.told.scale)
    return _network(actors, edges)


def node_of(actor: Actor) -> str:
    """What makes two mentions one node: the Wikidata number, else name, country and sectors."""
    if actor.wikidata is not None:
        return clean(actor.wikidata)
    named = (name_of(actor).casefold(), actor.country or "", " ".join(actor.sectors))
    return clean("|".join(named))


def _pairs(event_type: str, event: Event) -> Iterator[tuple[Actor, Actor]]:
    if event.recipients:
        for actor in event.actors:
            yield from ((actor, recipient) for recipient in event.recipients)
    elif event_type in load_codes().mutual:
        yield from combinations(event.actors, 2)


def _network(actors: dict[str, Actor], edges: dict[tuple[str, str, str], _Edge]) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    for node, actor in sorted(actors.items()):
        network.add_node(
            node,
            label=clean(name_of(actor)),
            country=clean(actor.country or ""),
            sectors=clean(" ".join(actor.sectors)),
            wikidata=clean(actor.wikidata or ""),
        )
    for number, ((left, right, kind), edge) in enumerate(sorted(edges.items())):
        network.add_edge(left, right, key=kind, id=str(number), **_attributes(kind, edge))
    return network


def _attributes(kind: str, edge: _Edge) -> dict[str, str | int | float]:
    """`weight` is the count by the name that tools look for; GEXF keeps `type` for itself."""
    days = [day.isoformat() for day in edge.days] or ["", ""]
    return {
        "event_type": kind,
        "quad": edge.quad,
        "quad_class": load_ontology().quads[edge.quad],
        "count": edge.count,
        "weight": edge.count,
        "mean_scale": round(edge.scales / edge.count, SCALE_DIGITS),
        "first_day": days[0],
        "last_day": days[1],
    }
