from dataclasses import replace

import pytest

from dragoman.exporting.choosing import (
    Wanted,
    happening,
    independent_publishers,
    tellings,
    told,
)
from dragoman.types import Auxiliary
from tests.builders import a_record, a_report, a_story, a_voice, an_actor, an_event_view

DEFAULT, ALL = Wanted(), Wanted(all_auxiliaries=True)


def a_visit(auxiliary="future", **changes):
    return a_record(type="CONSULT", mode="visit", auxiliary=Auxiliary(auxiliary), **changes)


def test_what_is_told_as_actual_stays_as_it_is():
    found = told(a_record(), DEFAULT)
    assert (found.label, found.quad, found.scale) == ("COERCE-arrest", 4, -7.0)


@pytest.mark.parametrize("auxiliary", ["negation", "hypothetical", "historical", "future"])
def test_what_is_told_otherwise_goes_in_only_when_asked_for(auxiliary):
    record = a_record(auxiliary=Auxiliary(auxiliary))
    assert told(record, DEFAULT) is None
    assert told(record, ALL).label == "COERCE-arrest"


def test_a_planned_visit_is_an_agreement():
    found = told(a_visit(), DEFAULT)
    assert (found.label, found.quad, found.scale) == ("AGREE", 1, 2.5)


def test_violence_that_the_actor_itself_says_may_come_is_a_threat():
    text = "Rebels said they could attack. Aid groups said rebels could attack."
    rebels = an_actor("Rebels", text=text)
    plain = a_record("attack", text=text, type="ASSAULT", auxiliary=Auxiliary.HYPOTHETICAL)
    voice = replace(a_voice(None, "said", "they could attack", text=text), source=rebels)
    own = replace(plain, actors=(rebels,), voices=(voice,))
    assert told(own, DEFAULT).label == "THREATEN-violence"
    assert told(replace(own, voices=()), DEFAULT) is None


def test_a_story_tells_an_event_once_by_its_fullest_record():
    bare = a_report(a_record("talks", actors=(), recipients=(), place=None))
    [telling] = tellings(an_event_view(bare, a_report()), DEFAULT)
    assert telling.report.trigger == "arrested"


def test_each_story_tells_an_event():
    other = a_report(story=a_story(id="s2"))
    stories = [one.report.story.id for one in tellings(an_event_view(a_report(), other), DEFAULT)]
    assert stories == ["s1", "s2"]


def test_a_story_that_only_denies_an_event_does_not_tell_it():
    denial = a_report(a_record(auxiliary=Auxiliary.NEGATION), a_story(id="s2"))
    event = an_event_view(a_report(), denial, disputed=True)
    assert [one.report.story.id for one in tellings(event, DEFAULT)] == ["s1"]
    assert len(list(tellings(event, ALL))) == 2


def test_an_event_is_told_by_the_reports_that_go_in():
    denial = a_report(a_record(auxiliary=Auxiliary.NEGATION), a_story(id="s2"))
    event = an_event_view(a_report(), denial)
    assert len(happening(event, DEFAULT).reports) == 1
    assert len(happening(event, ALL).reports) == 2


def test_an_event_that_the_view_takes_as_denied_is_left_out():
    event = an_event_view(a_report(a_record(auxiliary=Auxiliary.NEGATION)))
    assert happening(event, DEFAULT) is None


def test_a_copied_text_counts_for_its_first_publisher():
    first = a_report(story=a_story(id="s1", publisher="Wire"))
    copied = a_report(story=a_story(id="s2", publisher="Post"), copy_of="s1")
    other = a_report(story=a_story(id="s3", publisher="Times"))
    assert independent_publishers((first, copied, other)) == 2
