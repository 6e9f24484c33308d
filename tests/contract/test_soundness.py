"""A coded story handed in by somebody else is taken only where all of it is what it must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from dragoman.contract.soundness import require_sound
from dragoman.errors import StoryError
from dragoman.types import Count, Numbers, Span
from tests.builders import a_coded, a_record, a_story

TEXT = "Police in Narva arrested two men."


def coded(**changes):
    record = replace(a_record("arrested", text=TEXT), **changes)
    return a_coded(a_story(TEXT), [record])


def test_what_we_wrote_is_sound():
    require_sound(coded())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"score": "high"}, "records[0].score is no float"),
        ({"score": float("nan")}, "records[0].score is no float"),
        ({"score": True}, "records[0].score is no float"),
        ({"mode": 3}, "records[0].mode is no str"),
        ({"id": "\ud800"}, "records[0].id is no str"),
        ({"contexts": ("a", 1)}, "records[0].contexts[1] is no str"),
        ({"contexts": "diplomatic"}, "records[0].contexts is no list"),
        ({"empty": {"date": None}}, "records[0].empty.date is no str"),
        ({"empty": ("date",)}, "records[0].empty is no object"),
        ({"quad": 2**70}, "records[0].quad is no int"),
        ({"quad": 9}, "quad is no class"),
        ({"trigger": Span(-1, 3)}, "-1 to 3 is not in the text"),
        ({"trigger": Span(3, 1)}, "3 to 1 is not in the text"),
        ({"evidence": Span(0, 1_000)}, "0 to 1000 is not in the text"),
        (
            {"numbers": Numbers({"dead": Count(Span(0, 99), "two", 2, 2, 2)})},
            "0 to 99 is not in the text",
        ),
    ],
)
def test_what_is_not_is_named(changes, says):
    with pytest.raises(StoryError) as fault:
        require_sound(coded(**changes))
    assert says in fault.value.message
    assert fault.value.kind == "json"


def test_a_time_is_no_day():
    whole = coded()
    date = replace(whole.records[0].date, first=datetime(2026, 3, 14))
    with pytest.raises(StoryError, match=r"date\.first is no date"):
        require_sound(replace(whole, records=(replace(whole.records[0], date=date),)))
