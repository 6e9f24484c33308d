"""The same bytes for the same story, whatever stands beside it, in any order, by any number of workers."""

from pathlib import Path
from random import Random

import dragoman
from dragoman.contract.writing import outcome_line
from dragoman.types import GivenText, Page

EXAMPLES = Path(__file__).parent.parent / "examples"
LONG = "The ministers of both countries met in Oslo on Friday and signed an accord. " * 40


def sources():
    pages = [Page(path.read_bytes(), path.name) for path in sorted(EXAMPLES.glob("*.html"))]
    return [*pages, GivenText(LONG, id="long"), GivenText("Police arrested a man.", id="short")]


def lines(items, **options):
    return [outcome_line(outcome) for outcome in dragoman.load().pipe(items, **options)]


def test_a_story_gets_the_same_bytes_alone_shuffled_and_from_several_workers():
    items = sources()
    alone = [line for item in items for line in lines([item])]
    order = list(range(len(items)))
    Random(4).shuffle(order)
    shuffled = lines([items[at] for at in order])
    assert [shuffled[order.index(at)] for at in range(len(items))] == alone
    assert lines(items * 2, workers=2) == alone * 2
