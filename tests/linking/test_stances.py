import pytest

from dragoman.linking.merge import build_event
from dragoman.linking.stands import stand_of
from tests.builders import a_record
from tests.linking.builders import spoken, told

STANDS = [
    ("actual", None, "asserts"),
    ("historical", None, "asserts"),
    ("negation", None, "denies"),
    ("future", None, "plans"),
    ("hypothetical", None, "doubts"),
    ("actual", "statement", "asserts"),
    ("actual", "accusation", "asserts"),
    ("negation", "statement", "denies"),
    ("actual", "denial", "denies"),
    ("hypothetical", "denial", "denies"),
    ("actual", "belief", "doubts"),
    ("hypothetical", "question", "doubts"),
    ("hypothetical", "statement", "doubts"),
    ("hypothetical", "threat", "plans"),
    ("hypothetical", "demand", "plans"),
    ("future", "promise", "plans"),
    ("historical", "threat", "asserts"),
]


@pytest.mark.parametrize(("auxiliary", "verb", "stand"), STANDS)
def test_a_stand_is_read_from_auxiliary_and_verb(auxiliary, verb, stand):
    voices = () if verb is None else (spoken(verb=verb),)
    assert stand_of(told(auxiliary=auxiliary, voices=voices).record) == stand


def test_of_a_chain_the_speaker_stands_so():
    chain = (spoken("The mayor"), spoken("Police", "denial"))
    report = told(auxiliary="negation", voices=chain)
    [stance] = build_event([report]).stances
    assert (stance.stand, stance.voice) == ("denies", chain[-1])


def test_an_outlet_tells_it_itself_where_nobody_says_so():
    [stance] = build_event([told("Larn Herald")]).stances
    assert (stance.stand, stance.voice, stance.publisher) == ("asserts", None, "Larn Herald")


def test_a_denial_by_another_voice_is_a_dispute():
    reports = [told("A"), told("B", auxiliary="negation", voice=("The mayor", "denial"))]
    assert build_event(reports).disputed


def test_plans_and_more_assertions_are_no_dispute():
    reports = [told("A"), told("B", auxiliary="future"), told("C", voice=("The mayor",))]
    assert not build_event(reports).disputed


def test_a_voice_that_takes_back_its_words_disputes_nothing():
    reports = [
        told("A", voice=("The mayor",)),
        told("B", auxiliary="negation", voice=("The mayor", "denial")),
    ]
    assert not build_event(reports).disputed


def test_an_outlet_that_tells_of_a_possibility_disputes_nothing():
    assert not build_event([told("A", auxiliary="hypothetical"), told("B")]).disputed
    assert build_event([told("A", auxiliary="negation"), told("B")]).disputed


def test_a_voice_that_only_believes_it_doubts_what_others_assert():
    assert build_event([told("A", voice=("The mayor", "belief")), told("B")]).disputed


def test_a_record_without_voices_stands_for_its_story():
    assert stand_of(a_record()) == "asserts"
