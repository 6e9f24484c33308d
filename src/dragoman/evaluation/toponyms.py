"""The public ruler of places: toponyms with coordinates, their spans given.

Reads LGL (Lieberman et al. 2010), TR-News (Kamalloo and Rafiei 2018), GeoWebNews (Gritta et al.
2019) and GeoVirus (Gritta et al. 2018) as "A Pragmatic Guide to Geoparsing Evaluation" publishes
them.  161 km (100 miles) is the usual radius within which an answer is counted as right.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from dragoman.errors import SetupError
from dragoman.reading.sentences import sentences_of
from dragoman.resolving.gazetteer import Gazetteer
from dragoman.resolving.place_readings import readings_of
from dragoman.resolving.places import resolve_places
from dragoman.types import Place, Published, Span, Story

RADIUS_KM = 161.0
EARTH_KM = 6371.0
#: What GeoWebNews marks as no place: nouns ("streets"), and people that only hail from one.
_NO_PLACES = ("Non_Lit_Expression", "Literal_Expression", "Demonym", "Language", "Homonym")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name with the place that annotators say it means; `geonames` and `country` may be unknown."""

    span: Span
    latitude: float
    longitude: float
    geonames: int | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text with its toponyms."""

    story: Story
    toponyms: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One toponym with its answer: `km` is None where none has coordinates."""

    gold: Toponym
    place: Place
    km: float | None
    listed: bool


def score_toponyms(texts: Sequence[Mapped], gazetteer: Gazetteer) -> dict[str, float]:
    """The figures over all toponyms, in percent.

    "coverage": toponyms whose place is in the gazetteer, by GeoNames number or, where the file
    gives none, by an entry of that name within the radius.  "exact": the same GeoNames number.
    "country": of the toponyms with a known country.
    """
    judged = [one for text in texts for one in judged_toponyms(text, gazetteer)]
    listed = [one for one in judged if one.listed]
    numbered = [one for one in judged if one.gold.geonames is not None]
    placed = [one for one in judged if one.gold.country is not None]
    return {
        "toponyms": len(judged),
        "coverage": _percent(len(listed), len(judged)),
        "accuracy at 161 km": _percent(sum(map(_is_near, judged)), len(judged)),
        "accuracy at 161 km in gazetteer": _percent(sum(map(_is_near, listed)), len(listed)),
        "exact": _percent(sum(map(_is_exact, numbered)), len(numbered)),
        "country": _percent(sum(map(_is_same_country, placed)), len(placed)),
    }


def judged_toponyms(text: Mapped, gazetteer: Gazetteer) -> Iterator[Judged]:
    """The toponyms of a text with the places that the resolver gives them, all at once."""
    places = resolve_places(text.story, [one.span for one in text.toponyms], gazetteer)
    for gold, place in zip(text.toponyms, places, strict=True):
        yield Judged(gold, place, _apart(gold, place), _is_listed(gold, text.story, gazetteer))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points given as latitude and longitude in degrees."""
    north, south = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _apart(gold: Toponym, place: Place) -> float | None:
    if place.latitude is None or place.longitude is None:
        return None
    return distance_km((gold.latitude, gold.longitude), (place.latitude, place.longitude))


def _is_listed(gold: Toponym, story: Story, gazetteer: Gazetteer) -> bool:
    if gold.geonames is not None and _holds(gazetteer, gold.geonames):
        return True
    points = [
        (reading.latitude, reading.longitude)
        for reading in readings_of(gold.span.of(story.text), gazetteer)
    ]
    return any(
        latitude is not None
        and longitude is not None
        and distance_km((gold.latitude, gold.longitude), (latitude, longitude)) <= RADIUS_KM
        for latitude, longitude in points
    )


def _holds(gazetteer: Gazetteer, number: int) -> bool:
    known = any(country.geonames == number for country in gazetteer.countries.values())
    return known or gazetteer.places.holds(number)


def _is_near(one: Judged) -> bool:
    return one.km is not None and one.km <= RADIUS_KM


def _is_exact(one: Judged) -> bool:
    return one.place.geonames == one.gold.geonames


def _is_same_country(one: Judged) -> bool:
    return one.place.country == one.gold.country


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


# --- the files ------------------------------------------------------------------------------


def read_toponyms(path: Path, gazetteer: Gazetteer) -> list[Mapped]:
    """The texts of a file; toponyms without coordinates, and nouns, are left out."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.parse(path, parser).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise SetupError(f"{path} is no toponym file: {error}") from error
    codes = _codes(gazetteer)
    texts = [_mapped(article, codes) for article in root.iter("article")]
    if not any(text.toponyms for text in texts):
        raise SetupError(f"{path} has no <article> with <toponym> or <location> in it")
    return texts


def _codes(gazetteer: Gazetteer) -> dict[str, str]:
    """The countries' codes by what the files write: two letters, a name, a GeoNames number."""
    codes: dict[str, str] = {}
    for country in gazetteer.countries.values():
        for key in (country.alpha2, country.name, str(country.geonames)):
            codes[key] = country.code
    return codes


def _mapped(article: etree._Element, codes: dict[str, str]) -> Mapped:
    text = article.findtext("text") or ""
    day = _day(article.findtext("dltime") or "")
    found = [_toponym(node, text, codes) for node in article.iter("toponym", "location")]
    toponyms = tuple(sorted((one for one in found if one is not None), key=_place_of))
    story = Story(
        id=article.get("docid") or "",
        text=text,
        url=(article.findtext("url") or article.findtext("source") or "").strip(),
        title=(article.findtext("title") or "").strip(),
        published=Published(day),
        sentences=tuple(sentences_of(text)),
    )
    return Mapped(story, toponyms)


def _place_of(toponym: Toponym) -> Span:
    return toponym.span


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return None


def _toponym(node: etree._Element, text: str, codes: dict[str, str]) -> Toponym | None:
    fields: dict[str, str] = defaultdict(str)
    for part in node.iter():
        if isinstance(part.tag, str) and part.text and part.text.strip():
            fields.setdefault(part.tag, part.text.strip())
    latitude, longitude = (
        fields["lat"] or fields["latitude"],
        fields["lon"] or fields["longitude"],
    )
    if not latitude or not longitude or fields["type"].startswith(_NO_PLACES):
        return None
    tag = node.find("gaztag")
    number = fields["geonamesID"] or ("" if tag is None else tag.get("geonameid") or "")
    phrase = fields["phrase"] or fields["extractedName"] or fields["name"]
    span = _found(text, Span(int(fields["start"]), int(fields["end"])), phrase)
    if span is None:
        return None
    country = node.find(".//country")
    code = None
    if country is not None:
        code = codes.get(country.get("geonameid") or "") or codes.get(fields["country"])
    return Toponym(
        span, float(latitude), float(longitude), int(number) if number.isdigit() else None, code
    )


def _found(text: str, span: Span, phrase: str) -> Span | None:
    """Where the phrase stands, nearest to the given span: some files count other line ends."""
    if span.of(text) == phrase or not phrase:
        return span if span.of(text).strip() else None
    starts = [match.start() for match in re.finditer(re.escape(phrase), text)]
    if not starts:
        return None
    start = min(starts, key=lambda at: abs(at - span.start))
    return Span(start, start + len(phrase))
