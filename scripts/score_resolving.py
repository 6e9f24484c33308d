"""Score the resolving of actors on the gold's own mentions, so that no tagger is needed.

usage: python scripts/score_resolving.py GOLD [--dev] [--errors N] [--set NAME]

GOLD is the folder that holds wikinews/ and dispatches/.  Train stories by default; --dev
is for the final figure only.  Printed for each set: how many mentions get the gold's
country, share a sector with it, and have its canonical name.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.resolving.actors import resolve_actors
from dragoman.resolving.gazetteer import Gazetteer, load_gazetteer
from dragoman.types import Actor, Published, Span, Story

SETS = ("wikinews", "dispatches")


@dataclass(frozen=True)
class Mention:
    """A gold mention with what the gold says of it."""

    span: Span
    name: str
    country: str | None
    sectors: frozenset[str]


def read_story(article: dict[str, Any]) -> Story:
    """The gold's article as a story."""
    day = article.get("date") or None
    published = Published(date.fromisoformat(day[:10]) if day and len(day) >= 10 else None)
    sentences = tuple(Span(first, last) for first, last in article["sentences"])
    title = article.get("title") or ""
    return Story(
        article["id"], article["text"], title=title, published=published, sentences=sentences
    )


def read_mentions(article: dict[str, Any], annotation: dict[str, Any]) -> Iterator[Mention]:
    """Every actor, recipient and source of the annotation that stands in the text."""
    for event in annotation["events"]:
        told = [(event["s"], one) for role in ("actors", "recipients") for one in event[role]]
        said = event.get("said")
        if said:
            told.append((said.get("s", event["s"]), said["source"]))
        for number, entity in told:
            span = locate(article, number, entity["text"])
            if span is not None:
                sectors = frozenset(entity.get("sector") or ())
                yield Mention(span, entity.get("name") or "", entity.get("country"), sectors)


def locate(article: dict[str, Any], number: int, text: str) -> Span | None:
    """Where the n-th occurrence of a text stands in a sentence ("he@2")."""
    first, last = article["sentences"][number]
    match = re.match(r"^(.*)@(\d+)$", text, re.DOTALL)
    needle, nth = (match.group(1), int(match.group(2))) if match else (text, 1)
    at = -1
    for _ in range(nth):
        at = article["text"][first:last].find(needle, at + 1)
        if at < 0:
            return None
    return Span(first + at, first + at + len(needle))


def normal(name: str | None) -> str:
    """A name as the scorer compares it."""
    return re.sub(r"[^a-z0-9]+", " ", (name or "").lower().replace("the ", "")).strip()


def score_set(folder: Path, split: str, gazetteer: Gazetteer, errors: int) -> None:
    """Print the figures of one set."""
    hits, confused, shown = Counter[str](), Counter[str](), []
    seconds = 0.0
    ids = json.loads((folder / "splits.json").read_text())[split]
    for story_id in ids:
        article = json.loads((folder / "articles" / f"{story_id}.json").read_text())
        annotation = json.loads((folder / "annotations" / f"{story_id}.json").read_text())
        mentions = list(read_mentions(article, annotation))
        story = read_story(article)
        start = time.process_time()
        actors = resolve_actors(story, [mention.span for mention in mentions], gazetteer)
        seconds += time.process_time() - start
        for mention, actor in zip(mentions, actors, strict=True):
            count(hits, mention, actor)
            if mention.country != actor.country:
                kind = f"{actor.basis.value}{' (none)' if actor.country is None else ''}"
                confused[kind] += 1
                shown.append(error_line(story, mention, actor))
    report(folder.name, hits, confused, seconds / max(1, len(ids)))
    step = max(1, len(shown) // errors) if errors else 1
    print(*shown[::step][:errors], sep="\n")


def count(hits: Counter[str], mention: Mention, actor: Actor) -> None:
    """Add one mention to the figures."""
    hits["mentions"] += 1
    hits["country"] += mention.country == actor.country
    hits["told"] += actor.country is not None
    hits["told right"] += actor.country is not None and mention.country == actor.country
    hits["sector"] += bool(mention.sectors & set(actor.sectors))
    hits["name"] += normal(mention.name) == normal(actor.name)
    hits[f"by {actor.basis.value}"] += 1
    hits[f"right by {actor.basis.value}"] += mention.country == actor.country


def report(name: str, hits: Counter[str], confused: Counter[str], seconds: float) -> None:
    """Print one set's figures."""
    total = max(1, hits["mentions"])
    rates = "  ".join(
        f"{key} {100 * hits[key] / total:.1f}" for key in ("country", "sector", "name")
    )
    precision = 100 * hits["told right"] / max(1, hits["told"])
    print(f"{name}: {total} mentions  {rates}  country precision {precision:.1f}")
    print(f"  {1000 * seconds:.2f} ms a story; wrong by basis {dict(confused.most_common())}")
    bases = sorted(key[3:] for key in hits if key.startswith("by "))
    print("  " + "  ".join(f"{b} {hits['right by ' + b]}/{hits['by ' + b]}" for b in bases))


def error_line(story: Story, mention: Mention, actor: Actor) -> str:
    """One wrong country with its surroundings."""
    start, end = mention.span.start, mention.span.end
    around = story.text[max(0, start - 70) : start] + "«" + story.text[start:end] + "»"
    around += story.text[end : end + 50]
    return (
        f"{story.id} gold {mention.country} {mention.name} | got {actor.country} {actor.name} "
        f"[{actor.basis.value}] {around!r}"
    )


def main() -> None:
    """Score both sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--dev", action="store_true", help="the final figure only")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--set", choices=SETS, default=None)
    arguments = parser.parse_args()
    gazetteer = load_gazetteer()
    for name in [arguments.set] if arguments.set else SETS:
        split = "dev" if arguments.dev else "train"
        score_set(arguments.gold / name, split, gazetteer, arguments.errors)


if __name__ == "__main__":
    main()
