import json

import pytest

from dragoman.errors import SetupError
from dragoman.evaluation.toponyms import (
    Mapped,
    Toponym,
    distance_km,
    read_toponyms,
    score_toponyms,
)
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.types import Published, Span, Story
from tests.builders import the
from tests.cli.commands import dragoman

GAZETTEER = load_gazetteer()
TEXT = "Police in Narva met Turkish envoys and told Estonia of Qwxyzia."
LGL = """<?xml version="1.0"?><articles><article docid="7"><title>Talks</title><dltime>2016-12-19</dltime>
<text><![CDATA[{text}]]></text><toponyms count="2">
<toponym><start>{start}</start><end>{end}</end><phrase>Narva</phrase><gaztag geonameid="590031">
<name>Narva</name><lat>59.37</lat><lon>28.19</lon><country geonameid="453733">Estonia</country></gaztag></toponym>
<toponym><start>0</start><end>6</end><phrase>Police</phrase></toponym>
</toponyms></article></articles>"""
GWN = """<articles><article><text>{text}</text><toponyms>
<toponym><extractedName>Turkish</extractedName><type>Non_Literal_Modifier</type><start>20</start><end>27</end>
<geonamesID>298795</geonamesID><latitude>39.0</latitude><longitude>35.0</longitude></toponym>
<toponym><extractedName>Narva</extractedName><type>Literal_Expression</type><start>10</start><end>15</end>
<latitude>59.37</latitude><longitude>28.19</longitude></toponym></toponyms></article></articles>"""
VIRUS = """<articles><article><source>https://example.org</source><text>{text}</text><locations>
<location><name>Narva</name><start>10</start><end>15</end><lat>59.37</lat><lon>28.19</lon></location>
</locations></article></articles>"""


def written(folder, form, **values):
    path = folder / "set.xml"
    path.write_text(form.format(text=TEXT, **values), encoding="utf-8")
    return path


def names(mapped):
    return [one.span.of(mapped.story.text) for one in mapped.toponyms]


def test_lgl_and_tr_news_give_names_numbers_countries_and_the_day(tmp_path):
    [text] = read_toponyms(written(tmp_path, LGL, start=10, end=15), GAZETTEER)
    [narva] = text.toponyms  # "Police" has no coordinates
    assert (narva.geonames, narva.country, narva.latitude) == (590031, "EST", 59.37)
    assert (text.story.id, str(text.story.published.day)) == ("7", "2016-12-19")


def test_a_span_that_counts_other_line_ends_is_put_right_by_its_phrase(tmp_path):
    [text] = read_toponyms(written(tmp_path, LGL, start=13, end=18), GAZETTEER)
    assert names(text) == ["Narva"]


def test_geowebnews_gives_modifiers_but_its_nouns_are_left_out(tmp_path):
    [text] = read_toponyms(written(tmp_path, GWN), GAZETTEER)
    assert names(text) == ["Turkish"]


def test_geovirus_gives_names_without_numbers(tmp_path):
    [text] = read_toponyms(written(tmp_path, VIRUS), GAZETTEER)
    assert names(text) == ["Narva"]
    assert text.toponyms[0].geonames is None


@pytest.mark.parametrize("body", ["<articles><article>", "<articles/>", ""])
def test_a_file_that_is_none_of_these_is_a_clear_fault(tmp_path, body):
    path = tmp_path / "set.xml"
    path.write_text(body)
    with pytest.raises(SetupError, match=r"set\.xml"):
        read_toponyms(path, GAZETTEER)


def mapped(*toponyms):
    return Mapped(
        Story("s", TEXT, published=Published(None), sentences=(Span(0, len(TEXT)),)), toponyms
    )


def test_figures_tell_near_from_listed_from_exact():
    narva = Toponym(the("Narva", TEXT), 59.37, 28.19, 590031, "EST")
    moved = Toponym(the("Turkish", TEXT), -39.0, 35.0, 298795, "TUR")  # gold elsewhere
    unknown = Toponym(the("Qwxyzia", TEXT), 0.0, 0.0, None, None)
    assert score_toponyms([mapped(narva, moved, unknown)], GAZETTEER) == {
        "toponyms": 3,
        "coverage": 66.7,
        "accuracy at 161 km": 33.3,
        "accuracy at 161 km in gazetteer": 50.0,
        "exact": 100.0,
        "country": 100.0,
    }


def test_distances_are_those_of_the_globe():
    assert distance_km((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20015, abs=1)
    assert distance_km((59.44, 24.75), (60.17, 24.94)) == pytest.approx(82, abs=1)


def test_the_command_prints_the_figures(tmp_path):
    result = dragoman("evaluate-places", str(written(tmp_path, VIRUS)), "--json")
    assert json.loads(result.output)["accuracy at 161 km"] == 100.0
