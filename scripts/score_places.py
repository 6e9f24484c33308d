"""Score the place resolver: countries and names on the gold, coordinates on geoparsing corpora.

usage: python scripts/score_places.py GOLD_DIR [--split train] [--errors 40]
       python scripts/score_places.py CORPUS.xml [--errors 40]

A corpus is in the form of TR-News and LGL: articles with toponyms, their GeoNames id and
coordinates.  Gold mentions are given; what is scored is what they are resolved to.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.resolving.gazetteer import Gazetteer, load_gazetteer
from dragoman.resolving.places import resolve_places
from dragoman.types import Basis, Place, Span, Story
from score_dates import located, story_of

NEAR_KM = 161.0  # a hundred miles, the field's usual measure
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Gold:
    """What one mention means in the gold."""

    span: Span
    name: str
    country: str | None
    where: tuple[float, float] | None = None
    geonames: int | None = None


def main() -> None:
    """Prints the figures and the wrong answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--errors", type=int, default=0)
    asked = parser.parse_args()
    gazetteer = load_gazetteer()
    corpus = asked.gold.is_file()
    stories = list(
        corpus_stories(asked.gold, gazetteer) if corpus else gold_stories(asked.gold, asked.split)
    )
    start = time.process_time()
    answers = [
        resolve_places(story, [g.span for g in golds], gazetteer) for story, golds in stories
    ]
    millis = (time.process_time() - start) / len(stories) * 1e3
    pairs = [
        (story, gold, place)
        for (story, golds), places in zip(stories, answers, strict=True)
        for gold, place in zip(golds, places, strict=True)
    ]
    report(pairs, millis)
    wrong = [
        pair for pair in pairs if pair[1].country != pair[2].country or pair[2].basis is Basis.NONE
    ]
    for story, gold, place in wrong[: asked.errors]:
        around = story.text[max(0, gold.span.start - 40) : gold.span.end + 30].replace("\n", " ")
        print(
            f"{story.id} «{place.text}» gold {gold.name} {gold.country} got {place.name} {place.country} "
            f"{place.feature} {place.basis} {place.score} …{around}…"
        )


def report(pairs: list[tuple[Story, Gold, Place]], millis: float) -> None:
    """Prints how many are answered, in the right country, of the right name, near enough."""
    n = len(pairs)
    answered = [(gold, place) for _, gold, place in pairs if place.basis is not Basis.NONE]
    hits = Counter(
        {
            "country": sum(gold.country == place.country for gold, place in answered),
            "name": sum(plain(gold.name) == plain(place.name) for gold, place in answered),
        }
    )
    print(
        f"{n} places, answered {len(answered)} ({100 * len(answered) / n:.1f} %), {millis:.2f} ms a story"
    )
    for key, value in hits.items():
        print(
            f"  right {key}: {100 * value / n:.1f} % of all, {100 * value / len(answered):.1f} % of the answered"
        )
    located_pairs = [(g, p) for g, p in answered if g.where and p.latitude is not None]
    if located_pairs:
        near = sum(distance(g.where, p) <= NEAR_KM for g, p in located_pairs)
        same = sum(gold.geonames == place.geonames for gold, place in answered)
        print(
            f"  within {NEAR_KM:.0f} km: {100 * near / len(located_pairs):.1f} % of {len(located_pairs)} with coordinates; "
            f"same GeoNames id: {100 * same / n:.1f} % of all"
        )


def plain(name: str | None) -> str:
    """The name as the gold's scorer compares it."""
    return re.sub(r"[^a-z0-9]+", " ", (name or "").lower().replace("the ", "")).strip()


def distance(one: tuple[float, float] | None, place: Place) -> float:
    """Kilometres between the gold and the answer."""
    if one is None or place.latitude is None or place.longitude is None:
        return math.inf
    a, b, c, d = (math.radians(x) for x in (*one, place.latitude, place.longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def gold_stories(gold: Path, split: str) -> Iterator[tuple[Story, list[Gold]]]:
    """Each story of the split with the places of its events that have words."""
    for story_id in json.loads((gold / "splits.json").read_text())[split]:
        article = json.loads((gold / "articles" / f"{story_id}.json").read_text())
        annotation = json.loads((gold / "annotations" / f"{story_id}.json").read_text())
        story = story_of(article)
        places = [
            (event["s"], event["place"]) for event in annotation["events"] if event.get("place")
        ]
        golds = [
            Gold(located(story, number, place["text"]), place["name"], place["country"])
            for number, place in places
            if place.get("text")
        ]
        if golds:
            yield story, golds


def corpus_stories(path: Path, gazetteer: Gazetteer) -> Iterator[tuple[Story, list[Gold]]]:
    """Each article of a geoparsing corpus with its toponyms that have a GeoNames id."""
    alpha3 = {str(country.geonames): country.code for country in gazetteer.countries.values()}
    for article in ET.parse(path).getroot():
        text = article.findtext("text") or ""
        golds = [toponym_gold(toponym, text, alpha3) for toponym in article.iter("toponym")]
        kept = [gold for gold in golds if gold is not None]
        if kept:
            yield Story(article.get("docid", ""), text), kept


def toponym_gold(toponym: ET.Element, text: str, alpha3: dict[str, str]) -> Gold | None:
    """What a toponym of the corpus means; None where it has no GeoNames entry."""
    tag = toponym.find("gaztag")
    if tag is None or not (tag.findtext("lat") or toponym.findtext("lat")):
        return None
    phrase = (toponym.findtext("phrase") or "").strip()
    told = int(toponym.findtext("start") or 0)  # some are a few characters off
    places = [found.start() for found in re.finditer(re.escape(phrase), text)]
    if not phrase or not places:
        return None
    start = min(places, key=lambda place: abs(place - told))
    span = Span(start, start + len(phrase))
    where = (
        float(tag.findtext("lat") or toponym.findtext("lat") or 0),
        float(tag.findtext("lon") or toponym.findtext("lon") or 0),
    )
    country = tag.find("country")
    code = "" if country is None else country.get("geonameid", "")
    return Gold(
        span, tag.findtext("name") or "", alpha3.get(code), where, int(tag.get("geonameid", 0))
    )


if __name__ == "__main__":
    main()
