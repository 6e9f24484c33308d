from dataclasses import replace

import pytest

from dragoman.coding.assemble import Answers, build_record, record_id
from dragoman.ontology import load_ontology
from dragoman.types import Auxiliary, Basis, Count, EventDate, Numbers, Span, Trigger
from tests.builders import TEXT, a_date, a_place, a_story, a_voice, an_actor, the

ARREST = Trigger(the("arrested"), "COERCE", mode="arrest", score=0.8)
NOBODY = Answers((), (), a_date(), None, (), Auxiliary.ACTUAL, Numbers())
WHOLE = replace(
    NOBODY,
    actors=(an_actor(),),
    recipients=(an_actor("ten people"),),
    place=a_place(),
    numbers=Numbers({"arrested": Count(the("ten"), "ten", 10, 10, 10)}),
)


def built(answers=WHOLE, trigger=ARREST, story=None):
    return build_record(trigger, answers, story or a_story(), load_ontology())


def test_a_record_takes_quad_and_scale_from_the_ontology():
    assert (built().quad, built().scale, built().mode) == (4, -7.0, "arrest")


def test_a_mode_that_the_type_has_not_is_dropped():
    record = built(trigger=replace(ARREST, mode="visit"))
    assert (record.mode, record.scale) == (None, load_ontology().scale("COERCE"))


def test_a_whole_record_has_nothing_to_excuse():
    assert built().empty == {}


def test_every_empty_field_has_its_reason():
    assert set(built(NOBODY).empty) == {"actors", "recipients", "place"}


def test_parties_that_act_together_leave_no_recipient():
    both = replace(NOBODY, actors=(an_actor(), an_actor("The mayor")))
    meeting = built(both, replace(ARREST, type="CONSULT"))
    assert meeting.empty["recipients"] == "all sides are actors"


def test_a_date_and_a_place_that_mean_nothing_pass_their_reason_on():
    undated = EventDate(the("Friday"), "Friday", None, None, reason="no publication day")
    nowhere = a_place(name=None, basis=Basis.NONE, reason="no such place")
    record = built(replace(WHOLE, date=undated, place=nowhere))
    assert record.empty == {"date": "no publication day", "place": "no such place"}


def test_the_evidence_holds_the_sentence_and_the_voices():
    assert built().evidence == Span(0, 45)
    voice = a_voice("The mayor", "said", "ten people", "talks had failed")
    assert built(replace(WHOLE, voices=(voice,))).evidence == Span(0, the("said").end)


@pytest.mark.parametrize(
    "other",
    [
        record_id("s2", ARREST, ()),
        record_id("s1", replace(ARREST, span=Span(0, 6)), ()),
        record_id("s1", replace(ARREST, type="ASSAULT"), ()),
        record_id("s1", ARREST, (a_voice(),)),
    ],
)
def test_story_trigger_type_and_speaker_make_the_id(other):
    assert record_id("s1", ARREST, ()) != other


def test_what_is_found_out_later_keeps_the_id():
    assert built().id == built(NOBODY, replace(ARREST, score=0.1, mode=None)).id


def test_a_voice_without_a_source_leaves_the_id():
    assert record_id("s1", ARREST, (a_voice(None),)) == record_id("s1", ARREST, ())


def test_one_entity_may_stand_on_both_sides():
    rebels = an_actor("ten people")
    record = built(replace(WHOLE, actors=(rebels,), recipients=(rebels,)))
    assert record.actors == record.recipients == (rebels,)
    assert the("ten people").of(TEXT) == record.actors[0].text
