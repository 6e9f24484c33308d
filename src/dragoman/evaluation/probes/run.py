"""All probes on some stories of the gold: a rate each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.errors import StoryError
from dragoman.evaluation.evaluate import CodesStories
from dragoman.evaluation.gold import GoldStory
from dragoman.evaluation.probes.case import Case, Rate, load_words
from dragoman.evaluation.probes.sentences import denied, future, negated, swapped_countries
from dragoman.evaluation.probes.stories import preceded, renamed
from dragoman.reading import read
from dragoman.resolving.tables import listed, read_table
from dragoman.types import Coded, GivenText

#: What each probe should reach, in percent.
FLOORS = {
    "two countries swapped": 90.0,
    "denied": 85.0,
    "negated": 85.0,
    "future": 85.0,
    "unrelated paragraph before": 97.0,
    "rare names": 90.0,
}
#: A probe needs no more answers than this; more only takes longer.
ENOUGH = 600


def run_probes(
    stories: Sequence[GoldStory], coder: CodesStories, known: frozenset[str]
) -> list[Rate]:
    """The rate of each probe; `known` are words of English, to undo past forms with."""
    return [probed(name, cases, coder) for name, cases in all_cases(stories, known)]


def all_cases(
    stories: Sequence[GoldStory], known: frozenset[str]
) -> Iterator[tuple[str, Iterable[Case]]]:
    """Every probe with its cases."""
    words = load_words()
    yield "two countries swapped", swapped_countries(stories, country_names())
    yield "denied", denied(stories, words)
    yield "negated", negated(stories, words, known)
    yield "future", future(stories, words, known)
    yield "unrelated paragraph before", preceded(stories, words)
    yield "rare names", renamed(stories, words)


def probed(name: str, cases: Iterable[Case], coder: CodesStories) -> Rate:
    """How many of the answers that were asked followed."""
    asked = followed = 0
    for case in cases:
        before, after = _coded(case.before, coder), _coded(case.after, coder)
        if before is not None and after is not None:
            more = case.judge(before, after)
            asked, followed = asked + more[0], followed + more[1]
        if asked >= ENOUGH:
            break
    return Rate(name, asked, round(100 * followed / max(1, asked), 1), FLOORS[name])


def _coded(text: str, coder: CodesStories) -> Coded | None:
    try:
        return coder.code(read(GivenText(text, published="2020-06-01")))
    except StoryError:
        return None


def country_names() -> dict[str, str]:
    """Every name of a country or of its capital, with its code."""
    names: dict[str, str] = {}
    for row in read_table("countries.tsv"):
        for cell in (row["name"], *listed(row["names"]), *listed(row["capitals"])):
            names[cell] = row["code"]
    return names
