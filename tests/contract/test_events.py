import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.contract.event_reading import read_event
from dragoman.contract.event_writing import body_json, event_json
from dragoman.linking.core import core_of
from dragoman.linking.corrections import FIELDS
from dragoman.linking.history import view
from dragoman.linking.merge import build_event
from dragoman.linking.tellings import tell
from dragoman.types import Stand
from tests.builders import figures
from tests.linking.builders import told

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "event.md"


def an_event():
    """A raid that the mayor denies and the police number."""
    return build_event(
        [
            told("A", record="a", numbers=figures(dead=3), voice=("Police",)),
            told("B", record="b", hour=1, auxiliary="negation", voice=("The mayor", "denial")),
            told("C", record="c", hour=2, copy_of="a", numbers=figures(dead=4), place=None),
        ]
    )


def test_an_event_comes_back_from_its_json_and_its_reports():
    event = an_event()
    row = json.loads(json.dumps(event_json(event)))
    assert read_event(row, reversed(event.reports)) == event


def test_an_event_that_knows_little_comes_back_too():
    bare = build_event([told(place=None, actors=(), recipients=())])
    bare = replace(bare, first=None, last=None, mode=None, scale=None)
    assert read_event(json.loads(json.dumps(event_json(bare))), bare.reports) == bare


def test_the_json_tells_of_each_report():
    first, _, copy = event_json(an_event())["reports"]
    assert (first["record"], first["copy_of"], first["trigger"]) == ("a", None, "arrested")
    assert (copy["publisher"], copy["copy_of"]) == ("C", "story a")


def test_the_json_does_not_depend_on_the_texts_at_hand():
    event = an_event()
    bare = [replace(r, story=replace(r.story, text="", sentences=())) for r in event.reports]
    assert event_json(build_event(bare)) == event_json(event)


def documented(name):
    return f"`{name}`" in DOCUMENT.read_text(encoding="utf-8")


def test_every_key_is_documented():
    row = event_json(an_event())
    parts = [*row["reports"], *row["stances"], *row["history"], *row["numbers"]]
    keys = {*row, *(key for part in parts for key in part)}
    keys |= {key for figure in row["numbers"] for one in figure["by_source"] for key in one}
    assert sorted(key for key in keys if not documented(key)) == []
    assert body_json(an_event()).keys() < row.keys()


@pytest.mark.parametrize("name", [*Stand, *FIELDS, *view(core_of(tell(an_event().reports)))])
def test_every_stand_and_field_is_documented(name):
    assert documented(name)
