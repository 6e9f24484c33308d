"""Which offices are asked of Wikidata, and the query for a page of their terms."""

from __future__ import annotations

from dataclasses import dataclass

#: Nobody who took office before is in office today.
SINCE = 1950
PAGE = 1000
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class OfficeClass:
    """A kind of office.  `where` finds ?statement, ?person, ?office and ?country in Wikidata.

    `title` is what an office is called whose own name is long; "{}" in it stands for the name of
    ?office, which is then a party or an organisation.  `national` classes belong to a country.
    """

    key: str
    title: str
    sectors: str
    where: str
    national: bool = True


_HELD = "?statement ps:P39 ?office . ?person p:P39 ?statement ."
_COUNTRY = "?country wdt:P297 [] ."  # has a code of ISO 3166, as its parts have not


def _minister(key: str, title: str, found: str) -> OfficeClass:
    """Holders of offices that are of a class and belong to a country as a whole."""
    where = f"{found} ?office wdt:P31?/wdt:P279* ?class ; wdt:P1001 ?country . {_COUNTRY} {_HELD}"
    return OfficeClass(key, title, "GOV", where)


def _named(*labels: str) -> str:
    """The classes of these English names, for those whose number could not be checked."""
    given = " ".join(f'"{label}"@en' for label in labels)
    return f"VALUES ?label {{ {given} }} ?class rdfs:label ?label ."


def _of_body(key: str, title: str, sectors: str, where: str) -> OfficeClass:
    return OfficeClass(key, title, sectors, where, national=sectors == "PTY")


CLASSES = (
    OfficeClass(
        "head-of-state", "head of state", "GOV", f"?country wdt:P1906 ?office . {_COUNTRY} {_HELD}"
    ),
    OfficeClass(
        "head-of-government",
        "head of government",
        "GOV",
        f"?country wdt:P1313 ?office . {_COUNTRY} {_HELD}",
    ),
    _minister("foreign-minister", "foreign minister", "VALUES ?class { wd:Q7330070 }"),
    _minister("defence-minister", "defence minister", "VALUES ?class { wd:Q2518691 }"),
    _minister(
        "interior-minister",
        "interior minister",
        _named("interior minister", "minister of the interior", "minister of home affairs"),
    ),
    _minister(
        "finance-minister", "finance minister", _named("finance minister", "minister of finance")
    ),
    OfficeClass(
        "speaker",
        "speaker",
        "LEG",
        "?office wdt:P31?/wdt:P279* wd:Q1758037 ; wdt:P1001|(wdt:P2389/wdt:P1001) ?country ."
        f" {_COUNTRY} {_HELD}",
    ),
    _of_body(
        "party-leader",
        "leader of the {}",
        "PTY",
        f"?office wdt:P31/wdt:P279* wd:Q7278 ; wdt:P17 ?country ; p:P488 ?statement . {_COUNTRY}"
        " ?statement ps:P488 ?person .",
    ),
    _of_body(
        "secretary-general",
        "secretary general of the {}",
        "GOV",
        "?office wdt:P31/wdt:P279* wd:Q484652 ; p:P3975 ?statement . ?statement ps:P3975 ?person .",
    ),
    _of_body(
        "chair",
        "chair of the {}",
        "GOV",
        "?office wdt:P31/wdt:P279* wd:Q484652 ; p:P488 ?statement . ?statement ps:P488 ?person .",
    ),
    OfficeClass(
        "head-of-organisation",
        "",
        "GOV",
        f"?body wdt:P31/wdt:P279* wd:Q484652 ; wdt:P2388 ?office . {_HELD}",
        national=False,
    ),
)

# The inner query fixes which statements the page has, in an order; all else is optional, so
# that a page without rows means that there are no more.  Names in "mul" are good for English.
_QUERY = """
SELECT ?statement ?person ?office ?country ?body ?start ?startPrecision ?end ?endPrecision ?ended
  ?died (SAMPLE(?english) AS ?name) (SAMPLE(?anywhere) AS ?plain) (SAMPLE(?called) AS ?title)
  (SAMPLE(?bodyCalled) AS ?bodyName) (GROUP_CONCAT(DISTINCT ?alias; SEPARATOR="%(separator)s") AS ?names)
WHERE {
  { SELECT DISTINCT ?statement ?person ?office ?country ?body WHERE {
      %(where)s
      ?statement pq:P580 ?began . FILTER(?began >= "%(since)d-01-01T00:00:00Z"^^xsd:dateTime)
      MINUS { ?statement wikibase:rank wikibase:DeprecatedRank }
    } ORDER BY ?statement ?country ?body LIMIT %(limit)d OFFSET %(offset)d }
  OPTIONAL { ?statement pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] }
  OPTIONAL { ?statement pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }
  OPTIONAL { ?statement pq:P582 ?ended }
  OPTIONAL { ?person wdt:P570 ?died }
  OPTIONAL { ?person rdfs:label ?english . FILTER(LANG(?english) = "en") }
  OPTIONAL { ?person rdfs:label ?anywhere . FILTER(LANG(?anywhere) = "mul") }
  OPTIONAL { ?person skos:altLabel ?alias . FILTER(LANG(?alias) IN ("en", "mul")) }
  OPTIONAL { ?office rdfs:label ?called . FILTER(LANG(?called) = "en") }
  OPTIONAL { ?body rdfs:label ?bodyCalled . FILTER(LANG(?bodyCalled) = "en") }
}
GROUP BY ?statement ?person ?office ?country ?body ?start ?startPrecision ?end ?endPrecision ?ended ?died
"""


def page_query(office: OfficeClass, offset: int) -> str:
    """The query for the terms of a class from this one on."""
    told = {
        "separator": SEPARATOR,
        "where": office.where,
        "since": SINCE,
        "limit": PAGE,
        "offset": offset,
    }
    return _QUERY % told
