from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding.coder import StoryCoder
from dragoman.ontology import load_ontology
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.types import Basis, Span
from tests.builders import (
    CannedTagger,
    a_story,
    a_tagger,
    a_tagging,
    an_attribution,
    an_event,
    the,
)

TEXT = (
    "Estonian police arrested ten protesters in Oslo on Friday, the Norwegian army said. "
    "Finland and Sweden signed a deal in Oslo. Read more: Rebels attacked Narva."
)
STORY = a_story(TEXT)
ARREST = an_event(
    actors=["Estonian police"],
    recipients=["ten protesters"],
    date="Friday",
    place="Oslo",
    said="the Norwegian army",
    mode="arrest",
)
SIGNING = an_event("signed", "SUPPORT", actors=["Finland", "Sweden"], place="Oslo@2")
TEASER = an_event("attacked", "ASSAULT", actors=["Rebels"], place="Narva")
CLAIM = an_attribution(
    "the Norwegian army", "said", "Estonian police arrested ten protesters in Oslo on Friday"
)
SAYING = an_attribution("Rebels", "attacked", "Narva")


@cache
def gazetteer():
    return load_gazetteer()


def a_coder(tagger=None, **changes):
    tagger = tagger or a_tagger(STORY, [ARREST, SIGNING, TEASER], [CLAIM, SAYING])
    return StoryCoder(tagger, gazetteer(), load_ontology(), "1.2", **changes)


def triggers(coded):
    return [record.trigger.of(coded.story.text) for record in coded.records]


def test_a_record_says_who_whom_when_where_and_who_says_so():
    record = a_coder().code(STORY).records[0]
    assert [actor.country for actor in record.actors] == ["EST"]
    assert [actor.text for actor in record.recipients] == ["ten protesters"]
    assert (record.date.text, record.date.first.isoformat()) == ("Friday", "2024-03-08")
    assert record.place.country == "NOR"
    assert [voice.source.country for voice in record.voices] == ["NOR"]
    assert record.numbers.arrested == 10


def test_compound_actors_stay_a_list():
    record = a_coder().code(STORY).records[1]
    assert [actor.country for actor in record.actors] == ["FIN", "SWE"]


def test_the_coder_names_the_program_and_its_model():
    coded = a_coder().code(STORY)
    assert {coded.coder, *(record.coder for record in coded.records)} == {"dragoman 1.2+canned"}


def test_the_storys_furniture_gives_no_record_and_no_voice():
    teaser = "Read more: Rebels attacked Narva."
    plain = a_coder().code(STORY)
    coded = a_coder().code(replace(STORY, furniture=(the(teaser, TEXT),)))
    assert (triggers(plain)[-1], triggers(coded)[-1]) == ("attacked", "signed")
    assert (len(plain.voices), len(coded.voices)) == (2, 1)
    assert coded.furniture == (the(teaser, TEXT),)


def test_furniture_that_the_tagger_sees_counts_as_much():
    tagger = a_tagger(STORY, [ARREST, SIGNING, TEASER], [], ["Rebels attacked Narva."])
    coded = a_coder(tagger).code(STORY)
    assert triggers(coded) == ["arrested", "signed"]


def test_an_unsure_trigger_gives_no_record():
    tagger = a_tagger(STORY, [replace(ARREST, score=0.4), SIGNING])
    assert triggers(a_coder(tagger, minimum_score=0.5).code(STORY)) == ["signed"]


def test_a_trigger_tagged_twice_is_one_record_the_surer_one():
    tagger = a_tagger(STORY, [replace(SIGNING, score=0.4), SIGNING])
    (record,) = a_coder(tagger).code(STORY).records
    assert record.score == 1.0


def test_a_story_with_nothing_to_tell_is_coded_all_the_same():
    coded = a_coder(CannedTagger()).code(a_story("", sentences=()))
    assert (coded.records, coded.voices, coded.furniture) == ((), (), ())


def test_a_date_that_is_not_said_is_the_publication_day():
    assert a_coder().code(STORY).records[1].date.basis is Basis.DEFAULT


def test_an_unsure_date_behind_another_event_is_that_events():
    text = "Finland signed a deal after rebels attacked Narva on Monday."
    story = a_story(text)
    events = [an_event("signed", "SUPPORT", date="Monday"), an_event("attacked", "ASSAULT")]
    tagging = a_tagging(story, events)
    (arc,) = tagging.arcs
    for score, basis in ((0.4, Basis.DEFAULT), (0.6, Basis.EXACT)):
        unsure = replace(tagging, arcs=(replace(arc, score=score),))
        assert a_coder().code_tagged(story, unsure).records[0].date.basis is basis


def test_a_place_without_a_name_is_in_the_country_of_the_storys_events():
    story = a_story("Estonian police arrested two men at the plant.")
    arrest = an_event(actors=["Estonian police"], recipients=["two men"], place="the plant")
    (record,) = a_coder(a_tagger(story, [arrest])).code(story).records
    assert (record.place.country, record.place.basis) == ("EST", Basis.CONTEXT)


def test_a_mention_that_means_nothing_stays():
    tagger = a_tagger(STORY, [replace(ARREST, actors=("ten",))])
    (record,) = a_coder(tagger).code(STORY).records
    assert [actor.text for actor in record.actors] == ["ten"]


@settings(deadline=None)
@given(st.permutations([ARREST, SIGNING, TEASER]), st.permutations([CLAIM, SAYING]))
def test_the_order_of_the_tagging_changes_nothing(events, voices):
    coded = a_coder(a_tagger(STORY, events, voices)).code(STORY)
    assert coded == a_coder().code(STORY)


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(1, 30))
def test_every_span_says_what_its_text_says(start, length):
    tagging = a_tagging(STORY, [ARREST])
    odd = Span(start, min(start + length, len(TEXT)))
    mentions = (replace(tagging.mentions[0], span=odd), *tagging.mentions[1:])
    (record,) = a_coder().code_tagged(STORY, replace(tagging, mentions=mentions)).records
    for actor in record.actors + record.recipients:
        assert actor.span.of(TEXT) == actor.text
        assert record.evidence.holds(actor.span)
