import numpy as np
import pytest

pytest.importorskip("torch")

from dragoman.training.gold import GoldArgument, GoldEvent, GoldStory, GoldVoice
from dragoman.training.retell import (
    Cast,
    behind,
    cast_of,
    new_names,
    opening,
    person_names,
    retold,
    with_names,
)
from dragoman.types import Auxiliary, Role, Span, VoiceVerb
from tests.builders import the

TEXT = "Ann Lee of Estonia met the rebels. Lee said that Estonians would help."
CAST = Cast(("Bo Tregunnick", "Ann Lee"), (("Estonia", "Estonian", "Tallinn"),))


def a_story(text=TEXT, ident="a"):
    met = GoldEvent(
        event="E1",
        trigger=the("met", text),
        type="CONSULT",
        mode=None,
        auxiliary=Auxiliary.ACTUAL,
        arguments=(GoldArgument(the("Ann Lee", text), Role.ACTOR, "Ann Lee"),),
    )
    said = GoldVoice(
        source=the("Lee@2", text),
        name="Ann Lee",
        cue=the("said", text),
        content=(the("that Estonians would help", text),),
        verb=VoiceVerb.PROMISE,
    )
    end = text.index(". ") + 1
    sentences = (Span(0, end), Span(end + 1, len(text)))
    return GoldStory(ident, text, sentences, (met,), (said,), frozenset({1}))


def words_of(story):
    spans = [story.events[-1].trigger, story.events[-1].arguments[0].span, story.voices[-1].source]
    return [span.of(story.text) for span in (*spans, *story.voices[-1].content)]


def test_every_span_follows_its_words_under_other_names():
    table = {"Ann Lee": "Bo Tregunnick", "Lee": "Tregunnick", "Estonians": "Kenyans"}
    told = with_names(a_story(), table)
    assert words_of(told) == ["met", "Bo Tregunnick", "Tregunnick", "that Kenyans would help"]
    assert told.events[0].arguments[0].name == told.voices[0].name == "Bo Tregunnick"
    assert told.sentences[1].of(told.text) == "Tregunnick said that Kenyans would help."


def test_a_person_is_called_by_the_surname_alone_somewhere():
    assert person_names(a_story()) == ["Ann Lee"]
    assert person_names(a_story(TEXT.replace(" Lee said", " Ann Lee said"))) == []
    assert person_names(a_story(TEXT.replace("Ann Lee of", "the Ann Lee of"))) == []


def test_countries_change_with_their_people_and_capital_in_some_tellings():
    cast = cast_of([a_story()])
    tables = [new_names(a_story(), cast, np.random.default_rng(seed)) for seed in range(20)]
    abroad = [table for table in tables if "Estonia" in table]
    assert 0 < len(abroad) < 20
    assert all(table["Estonians"].startswith(table["Estonian"]) for table in abroad)
    assert {"Ann Lee", "Lee"} <= set(tables[0])


def test_behind_another_opening_the_spans_move_and_the_events_stay_apart():
    first = opening(a_story(ident="b"), 1)
    assert (len(first.events), first.voices, first.furniture) == (1, (), frozenset())
    told = behind(a_story(), first)
    assert [event.trigger.of(told.text) for event in told.events] == ["met", "met"]
    assert words_of(told) == words_of(a_story())
    assert [event.event for event in told.events] == ["b E1", "E1"]
    assert told.furniture == frozenset({2})
    assert [span.of(told.text)[:3] for span in told.sentences] == ["Ann", "Ann", "Lee"]


def test_the_same_draw_tells_the_same_story():
    tellings = [retold(a_story(), [a_story()], CAST, np.random.default_rng(3)) for _ in range(2)]
    assert tellings[0] == tellings[1] != a_story()
