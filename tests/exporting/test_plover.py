import json
from dataclasses import replace
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given, settings

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.plover import FIELDS, lines
from dragoman.types import Auxiliary, Stance, Stand
from tests.builders import (
    a_date,
    a_place,
    a_record,
    a_report,
    a_story,
    a_voice,
    an_event_view,
    figures,
)
from tests.exporting.documents import exports_document
from tests.exporting.hostile import hostile_events


def objects(*events, **wanted):
    return [json.loads(line) for line in lines(events, Wanted(**wanted))]


def the_object(**changes):
    [found] = objects(an_event_view(a_report(a_record(**changes))))
    return found


def test_what_the_manual_requires_is_there():
    found = the_object()
    assert (found["id"], found["date"], found["event"]) == ("r7", "2024-03-08", ["COERCE"])
    assert found["actor"][0]["code"] == "NOR"


def test_an_object_has_its_fields_and_no_others():
    assert tuple(the_object()) == FIELDS


def test_the_act_is_told_in_the_manuals_words():
    found = the_object(contexts=("legal",), numbers=figures(arrested=10))
    assert (found["mode"], found["quad_code"], found["event_scale"]) == (["arrest"], 4, -7.0)
    assert (found["context"], found["size"]["arrested"]) == (["legal"], 10)
    assert found["event_text"] == ["arrested"]
    assert found["text"] == "Police arrested ten people in Oslo on Friday."


def test_a_record_without_a_mode_has_an_empty_list():
    assert the_object(mode=None)["mode"] == []


def test_a_place_is_a_location():
    found = the_object(place=a_place(province="Oslo fylke"))["event_loc"]
    assert (found["city"], found["country"], found["country_code"]) == ("Oslo", "Norway", "NOR")
    assert (found["feature_class"], found["feature_code"]) == ("P", "PPLC")


def test_every_report_is_an_object_and_tells_how_it_is_told():
    denial = a_report(a_record("talks", auxiliary=Auxiliary.NEGATION))
    found = objects(an_event_view(a_report(), denial))
    assert [one["factuality"]["auxiliary"] for one in found] == ["actual", "negation"]
    assert {one["link"] for one in found} == {"r7"}


def test_the_voice_is_told_with_its_words():
    [voice] = the_object(voices=(a_voice(),))["attribution"]
    assert voice["source"]["entity_text"] == "The mayor"
    assert (voice["cue"]["text"], voice["verb"], voice["manner"]) == (
        "said",
        "statement",
        "indirect",
    )


def test_spans_point_into_the_story():
    found = the_object(date=a_date(span=None))["spans"]
    assert found["trigger"] == {"start": 7, "end": 15}
    assert (found["date"], found["date_basis"]) == (None, "default")


def test_a_disputed_event_says_so_with_its_stances():
    stances = [
        Stance(stand, None, "r7", "s1", "Post", Auxiliary.ACTUAL)
        for stand in (Stand.ASSERTS, Stand.DENIES, Stand.DENIES)
    ]
    [found] = objects(an_event_view(stances=tuple(stances), disputed=True, corroboration=2))
    assert found["event_view"]["disputed"] is True
    assert found["event_view"]["stances"] == {"asserts": 1, "denies": 2}


def test_the_text_goes_along_only_when_asked_for():
    assert "text_story" not in objects(an_event_view())[0]["text_info"]
    [found] = objects(an_event_view(), with_text=True)
    assert found["text_info"]["text_story"][1] == "The mayor said talks had failed."


def test_a_text_whose_sentences_are_not_known_goes_whole():
    report = a_report(story=replace(a_story(), sentences=()))
    [found] = objects(an_event_view(report), with_text=True)
    assert found["text_info"]["text_story"] == [a_story().text]
    assert found["text_info"]["sequence"] is None


def test_a_record_without_any_day_has_none():
    record = a_record(date=replace(a_date(), first=None, last=None))
    [found] = objects(an_event_view(a_report(record, a_story(published=None))))
    assert found["date"] is None


@settings(max_examples=25)
@given(hostile_events())
def test_a_line_is_an_object_whatever_the_words(event):
    [line] = lines([event], Wanted())
    assert line.endswith("\n")
    assert line.count("\n") == 1
    assert json.loads(line.encode())["cite_info"]["citation"] == event.reports[0].story.id


def test_pandas_reads_the_lines():
    text = StringIO("".join(lines([an_event_view(), an_event_view()], Wanted())))
    assert pd.read_json(text, lines=True).shape == (2, len(FIELDS))


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_documented(field):
    assert f"`{field}`" in exports_document()
