from dragoman.coding.voices import build_voices, enclosing
from dragoman.types import Attribution, Manner, Span, VoiceVerb
from tests.builders import a_voice, an_actor, the

RELAY = "The agency quoted Kim as saying that Lee denied the attack."
SPLIT = "“We met,” Kim said, “and we talked.”"


def relay(source, cue, content):
    return a_voice(source, cue, content, text=RELAY)


def test_a_voice_has_its_source_looked_up_and_its_manner():
    content = (the("“We met,”", SPLIT), the("“and we talked.”", SPLIT))
    attribution = Attribution(the("Kim", SPLIT), the("said", SPLIT), content, VoiceVerb.STATEMENT)
    kim = an_actor("Kim", text=SPLIT)
    (voice,) = build_voices([attribution], {kim.span: kim}, SPLIT)
    assert (voice.source, voice.content, voice.manner) == (kim, content, Manner.DIRECT)


def test_a_voice_may_have_no_source():
    text = "It is believed that Lee fled."
    attribution = Attribution(None, the("is believed", text), (the("that Lee fled", text),))
    (voice,) = build_voices([attribution], {}, text)
    assert voice.source is None


def test_a_chain_runs_from_the_outermost_to_the_speaker():
    agency = relay("The agency", "quoted", "Kim as saying that Lee denied the attack")
    kim = relay("Kim", "saying", "that Lee denied the attack")
    lee = relay("Lee", "denied", "the attack")
    for order in ([agency, kim, lee], [lee, kim, agency], [kim, lee, agency]):
        assert enclosing(order, the("attack", RELAY)) == [agency, kim, lee]


def test_words_outside_the_content_are_not_told():
    kim = relay("Kim", "saying", "that Lee denied the attack")
    assert enclosing([kim], the("quoted", RELAY)) == []


def test_a_trigger_that_reaches_out_of_the_content_still_stands_in_it():
    lee = relay("Lee", "denied", "attack")
    assert enclosing([lee], the("the attack", RELAY)) == [lee]


def test_voices_stand_in_the_order_of_their_content():
    late, early = Span(30, 40), Span(0, 9)
    made = build_voices(
        [Attribution(None, None, (late,)), Attribution(None, None, (early,))], {}, RELAY
    )
    assert [voice.content for voice in made] == [(early,), (late,)]
