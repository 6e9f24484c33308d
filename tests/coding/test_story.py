"""One story with the hard cases of saying, coded whole; its people and episodes are invented."""

from functools import cache

import pytest

from dragoman.coding.coder import StoryCoder
from dragoman.ontology import load_ontology
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.types import Auxiliary, Manner
from tests.builders import a_story, a_tagger, an_attribution, an_event

TEXT = (
    "Finnish Foreign Minister Aino Virta visited Narva on Friday. "
    "No agreement was signed, a government spokesman, Mart Kask, said. "
    "“Nothing was put on paper,” Kask told reporters, “and nobody withdrew a single soldier.” "
    "Latvia denied that its troops had crossed the border that Estonia closed in May. "
    "Estonia is believed to have arrested two smugglers. "
    "Virta warned that Finland would impose sanctions if shipping was blocked. "
    "The Baltic Courier quoted her as saying that Latvia had jammed signals.\n\n"
    "“We offered talks,” Kask added. “Then the Latvian army shelled a farm. "
    "It killed two farmers.”"
)
EVENTS = [
    an_event(
        "visited",
        "CONSULT",
        mode="visit",
        actors=["Finnish Foreign Minister Aino Virta"],
        place="Narva",
        date="Friday",
    ),
    an_event("signed", "SUPPORT", auxiliary="negation", said="Mart Kask"),
    an_event("withdrew", "RETREAT", auxiliary="negation", said="Kask@2"),
    an_event("crossed", "MOBILIZE", actors=["its troops"]),
    an_event("closed", "COERCE", actors=["Estonia"], date="May"),
    an_event("arrested", "COERCE", actors=["Estonia@2"], recipients=["two smugglers"]),
    an_event("warned", "THREATEN", actors=["Virta@2"]),
    an_event("sanctions", "SANCTION", auxiliary="hypothetical", actors=["Finland"]),
    an_event("jammed", "COERCE", actors=["Latvia@2"]),
    an_event("offered", "AGREE", actors=["We"]),
    an_event("shelled", "ASSAULT", actors=["the Latvian army"], said="Kask@3"),
    an_event("killed", "ASSAULT", actors=["It"], recipients=["two farmers"], said="Kask@3"),
]
VOICES = [
    an_attribution("a government spokesman, Mart Kask", "said", "No agreement was signed"),
    an_attribution(
        "Kask@2", "told", "“Nothing was put on paper,”", "“and nobody withdrew a single soldier.”"
    ),
    an_attribution(
        "Latvia",
        "denied",
        "that its troops had crossed the border that Estonia closed in May",
        verb="denial",
    ),
    an_attribution(
        None, "is believed", "Estonia@2", "to have arrested two smugglers", verb="belief"
    ),
    an_attribution(
        "Virta@2",
        "warned",
        "that Finland would impose sanctions if shipping was blocked",
        verb="threat",
    ),
    an_attribution("The Baltic Courier", "quoted", "her as saying that Latvia had jammed signals"),
    an_attribution("her", "saying", "that Latvia had jammed signals"),
    an_attribution(
        "Kask@3",
        "added",
        "“We offered talks,”",
        "“Then the Latvian army shelled a farm.",
        "It killed two farmers.”",
    ),
]
STORY = a_story(TEXT)


@cache
def coded():
    tagger = a_tagger(STORY, EVENTS, VOICES)
    return StoryCoder(tagger, load_gazetteer(), load_ontology(), "0").code(STORY)


def record(words):
    return next(one for one in coded().records if one.trigger.of(TEXT) == words)


def speakers(words):
    """The chain of one record, outermost first."""
    return [voice.source and voice.source.text for voice in record(words).voices]


@pytest.mark.parametrize(
    ("trigger", "auxiliary", "chain"),
    [
        ("visited", Auxiliary.ACTUAL, []),
        ("signed", Auxiliary.NEGATION, ["a government spokesman, Mart Kask"]),
        ("withdrew", Auxiliary.NEGATION, ["Kask"]),
        ("crossed", Auxiliary.NEGATION, ["Latvia"]),
        ("closed", Auxiliary.ACTUAL, ["Latvia"]),
        ("arrested", Auxiliary.ACTUAL, [None]),
        ("warned", Auxiliary.ACTUAL, []),
        ("sanctions", Auxiliary.HYPOTHETICAL, ["Virta"]),
        ("jammed", Auxiliary.ACTUAL, ["The Baltic Courier", "her"]),
        ("shelled", Auxiliary.ACTUAL, ["Kask"]),
        ("killed", Auxiliary.ACTUAL, ["Kask"]),
    ],
)
def test_each_claim_has_its_speakers_and_its_auxiliary(trigger, auxiliary, chain):
    assert (record(trigger).auxiliary, speakers(trigger)) == (auxiliary, chain)


def test_every_trigger_gives_one_record_in_text_order():
    found = [one.trigger for one in coded().records]
    assert found == sorted(found)
    assert len(found) == len(EVENTS)


def test_a_split_quotation_is_one_voice_in_two_parts():
    (voice,) = record("withdrew").voices
    assert [part.of(TEXT) for part in voice.content] == [
        "“Nothing was put on paper,”",
        "“and nobody withdrew a single soldier.”",
    ]
    assert voice.manner is Manner.DIRECT


def test_a_quotation_that_runs_on_keeps_its_speaker_and_its_evidence():
    killed = record("killed")
    assert killed.evidence.of(TEXT).startswith("Kask added.")
    assert killed.evidence.of(TEXT).endswith("It killed two farmers.”")
    assert killed.numbers.dead == 2


def test_the_whole_storys_voices_are_kept_with_records_or_without():
    assert len(coded().voices) == len(VOICES)


def test_two_mentions_of_one_shelling_are_one_event():
    assert record("shelled").event == record("killed").event != record("crossed").event
