"""A SPARQL endpoint in small: it knows some terms of some classes and minds LIMIT and OFFSET."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from dragoman.tables.offices import CLASSES
from tests.tables.builders import Reply

ENTITY = "http://www.wikidata.org/entity/"
FINLAND, FRANCE = "Q33", "Q142"
_VARIABLES = ("statement", "person", "office", "country", "start", "startPrecision", "end", "name")


def a_cell(value, kind="literal"):
    return {"type": kind, "value": value}


def a_binding(number, name, **cells):
    """A row of an answer; a value that is a Wikidata number is given as its address."""
    told = {"statement": f"{number}-{cells.get('start', '')}", "person": number, "name": name}
    told |= {"office": "Q1", "country": FINLAND, "title": "President of Finland"}
    told |= {"start": "2012-03-01T00:00:00Z", "startPrecision": "11", "names": ""} | cells
    return {
        name: value if isinstance(value, dict) else _cell(value)
        for name, value in told.items()
        if value is not None
    }


def _cell(value):
    entity = re.fullmatch(r"Q\d+", value)
    return a_cell(ENTITY + value, "uri") if entity else a_cell(value)


NIINISTO = a_binding(
    *("Q29207", "Sauli Niinistö"),
    names="Sauli Väinämö Niinistö|Sale|Саули Нийнистё|Sauli Niinisto",
    end="2024-03-01T00:00:00Z",
    endPrecision="11",
)
STUBB = a_binding("Q170581", "Alexander Stubb", start="2024-03-01T00:00:00Z")
KNOWN = {"head-of-state": [NIINISTO, STUBB]}


def an_answer(*bindings):
    body = {"head": {"vars": list(_VARIABLES)}, "results": {"bindings": list(bindings)}}
    headers = {"Content-Type": "application/sparql-results+json;charset=utf-8"}
    return Reply(200, json.dumps(body).encode(), headers)


def query_of(request):
    """The query of a request."""
    return parse_qs(urlsplit(request.path).query)["query"][0]


def class_of(request):
    """Which class of offices is asked for."""
    query = query_of(request)
    return next(office.key for office in CLASSES if office.where in query)


def offset_of(request):
    return int(re.search(r"OFFSET (\d+)", query_of(request))[1])


def an_endpoint(known=None):
    """Answers with the terms of the class that is asked for, a page at a time."""
    known = KNOWN if known is None else known

    def answer(request):
        first = offset_of(request)
        limit = int(re.search(r"LIMIT (\d+)", query_of(request))[1])
        return an_answer(*known.get(class_of(request), [])[first : first + limit])

    return answer
