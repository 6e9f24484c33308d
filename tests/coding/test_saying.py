from dataclasses import replace

import pytest

from dragoman.coding.saying import RULES, Report, saying
from dragoman.types import Auxiliary, Manner, Trigger, VoiceVerb
from tests.builders import a_story, a_voice, an_actor, the

TEXT = "The army shelled Narva, Kim said on Friday, and Lee agreed."
RELAY = "The agency quoted Kim as saying that the army shelled Narva."
PLAN = "Officials said Kim planned to visit Narva."


def trigger(words="shelled", type_="ASSAULT", *, text=TEXT, auxiliary=Auxiliary.ACTUAL):
    return Trigger(the(words, text), type_, auxiliary)


def kim(content="The army shelled Narva", *, text=TEXT, cue="said", **changes):
    return a_voice("Kim", cue, content, text=text, **changes)


def sources(voices):
    return [voice.source and voice.source.name for voice in voices]


def told(report, voices, text=TEXT, **options):
    return saying(report, voices, a_story(text), **options)


# --- no arc --------------------------------------------------------------------------


def test_without_a_voice_the_story_says_so_itself():
    assert told(Report(trigger()), []) == ()


def test_a_statement_over_the_event_reports_it():
    assert told(Report(trigger()), [kim()]) == (kim(),)


def test_a_voice_elsewhere_reports_nothing():
    assert told(Report(trigger("agreed", "AGREE")), [kim()]) == ()


def test_ones_own_speech_act_is_no_report():
    text = "Kim said the raid was a crime."
    report = Report(trigger("a crime", "ACCUSE", text=text), (an_actor("Kim", text=text),))
    assert told(report, [kim("the raid was a crime", text=text)], text) == ()


@pytest.mark.parametrize("auxiliary", [Auxiliary.NEGATION, Auxiliary.FUTURE])
def test_a_speech_of_ones_own_that_is_denied_or_to_come_is_a_report(auxiliary):
    text = "Kim said he would never accuse Lee."
    event = trigger("accuse", "ACCUSE", text=text, auxiliary=auxiliary)
    voice = kim("he would never accuse Lee", text=text)
    assert told(Report(event, (an_actor("Kim", text=text),)), [voice], text) == (voice,)


def test_the_same_actor_under_another_name_utters_it_too():
    text = "Kim said he condemned the raid."
    he = an_actor("he", text=text, id="kim")
    voice = kim("he condemned the raid", text=text)
    assert told(Report(trigger("condemned", "ACCUSE", text=text), (he,)), [voice], text) == ()


def test_a_deed_of_ones_own_is_reported():
    text = "Kim said he shelled Narva."
    voice = kim("he shelled Narva", text=text)
    actor = an_actor("he", text=text, id="kim")
    assert told(Report(trigger(text=text), (actor,)), [voice], text) == (voice,)


@pytest.mark.parametrize("verb", [VoiceVerb.INTENT, VoiceVerb.QUESTION, VoiceVerb.BELIEF])
def test_a_plan_a_question_or_a_belief_reports_nothing(verb):
    assert told(Report(trigger()), [kim(verb=verb)]) == ()


def test_a_plan_inside_a_report_leaves_the_reporter():
    officials = a_voice("Officials", "said", "Kim planned to visit Narva", text=PLAN)
    plan = kim("to visit Narva", text=PLAN, cue="planned", verb=VoiceVerb.INTENT)
    report = Report(trigger("visit", "CONSULT", text=PLAN))
    assert told(report, [plan, officials], PLAN) == (officials,)


def test_a_belief_without_an_owner_leaves_the_denier():
    text = "Kim denies the belief that he shelled Narva."
    owner = kim("the belief that he shelled Narva", text=text, cue="denies", verb=VoiceVerb.DENIAL)
    belief = a_voice(None, "belief", "that he shelled Narva", text=text)
    assert told(Report(trigger(text=text)), [belief, owner], text) == (owner,)


def test_what_is_believed_by_nobody_named_is_still_not_told_by_the_story():
    text = "It is believed that he shelled Narva."
    belief = a_voice(None, "is believed", "that he shelled Narva", text=text, verb=VoiceVerb.BELIEF)
    assert told(Report(trigger(text=text)), [belief], text) == (belief,)


def test_a_relay_stands_outside_the_speaker():
    agency = a_voice(
        "The agency", "quoted", "Kim as saying that the army shelled Narva", text=RELAY
    )
    speaker = kim("that the army shelled Narva", text=RELAY, cue="saying")
    chain = told(Report(trigger(text=RELAY)), [speaker, agency], RELAY)
    assert chain == (agency, speaker)


def test_an_unsure_voice_needs_an_arc():
    voice = kim(score=RULES.voice_alone - 0.1)
    assert told(Report(trigger()), [voice]) == ()
    report = Report(trigger(), source=voice.source, source_score=0.6)
    assert told(report, [voice]) == (voice,)


# --- an arc --------------------------------------------------------------------------


def test_an_arc_cuts_the_chain_at_its_source():
    agency = a_voice(
        "The agency", "quoted", "Kim as saying that the army shelled Narva", text=RELAY
    )
    speaker = kim("that the army shelled Narva", text=RELAY, cue="saying")
    report = Report(trigger(text=RELAY), source=agency.source, source_score=0.9)
    assert told(report, [speaker, agency], RELAY) == (agency,)


def test_an_arc_outranks_the_rule_on_speech_acts():
    text = "Kim said the raid was a crime."
    voice = kim("the raid was a crime", text=text)
    actor = an_actor("Kim", text=text)
    report = Report(trigger("a crime", "ACCUSE", text=text), (actor,), actor, 0.9)
    assert told(report, [voice], text) == (voice,)


def test_of_two_voices_of_one_source_the_report_speaks():
    text = "Kim denies that he asked for troops."
    denial = kim("that he asked for troops", text=text, cue="denies", verb=VoiceVerb.DENIAL)
    he = an_actor("he", text=text, id="kim")
    demand = replace(kim("troops", text=text, cue="asked", verb=VoiceVerb.DEMAND), source=he)
    report = Report(trigger("asked for troops", "REQUEST", text=text), (he,), he, 0.9)
    assert told(report, [denial, demand], text) == (denial,)


def test_a_source_without_a_voice_gets_its_stretch_of_the_sentence():
    report = Report(trigger(), source=an_actor("Kim", text=TEXT), source_score=0.9)
    (voice,) = told(report, [])
    assert [part.of(TEXT) for part in voice.content] == ["The army shelled Narva"]
    assert (voice.cue, voice.manner, voice.score) == (None, Manner.INDIRECT, 0.9)


def test_a_made_voice_takes_the_cue_that_its_source_has_elsewhere():
    elsewhere = kim("on Friday")
    report = Report(trigger(), source=elsewhere.source, source_score=0.9)
    (voice,) = told(report, [elsewhere])
    assert voice.cue == elsewhere.cue


def test_an_unsure_arc_makes_no_voice():
    source = an_actor("Kim", text=TEXT)
    report = Report(trigger(), source=source, source_score=RULES.arc_alone - 0.01)
    assert told(report, []) == ()


def test_a_source_in_another_sentence_makes_no_voice():
    text = "Kim spoke. The army shelled Narva."
    report = Report(trigger(text=text), source=an_actor("Kim", text=text), source_score=0.9)
    assert told(report, [], text) == ()


def test_the_trigger_itself_is_no_source():
    report = Report(trigger(), source=an_actor("shelled", text=TEXT), source_score=0.9)
    assert told(report, []) == ()


def test_rules_can_be_tuned():
    rules = replace(RULES, reporting=RULES.reporting | {VoiceVerb.BELIEF})
    voice = kim(verb=VoiceVerb.BELIEF)
    assert sources(told(Report(trigger()), [voice], rules=rules)) == ["Kim"]


def test_a_weak_arc_does_not_turn_a_speech_into_a_report():
    text = "Kim said the raid was a crime."
    voice = kim("the raid was a crime", text=text)
    actor = an_actor("Kim", text=text)
    event = trigger("a crime", "ACCUSE", text=text)
    report = Report(event, (actor,), actor, RULES.arc_over_speech - 0.01)
    assert told(report, [voice], text) == ()
