"""The probes ask what they say they ask: on stories of a few words and canned coders."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.evaluation.gold import GoldActor, GoldEvent, GoldStory
from dragoman.evaluation.probes.case import load_words, record_at
from dragoman.evaluation.probes.run import ENOUGH, country_names, probed
from dragoman.evaluation.probes.sentences import (
    base_form,
    denied,
    future,
    negated,
    swapped_countries,
)
from dragoman.evaluation.probes.stories import preceded, renamed
from dragoman.types import Auxiliary, Span
from tests.builders import a_coded, a_record, a_story, an_actor, the
from tests.shared import shared

WORDS = load_words()
KNOWN = frozenset({"arrest", "ban", "agree", "condemn", "carry", "free"})
TEXT = "Turkey condemned Greece."


def an_event(text, trigger, actors=(), recipients=()):
    sides = [
        tuple(GoldActor(the(words, text), words, None) for words in side)
        for side in (actors, recipients)
    ]
    return GoldEvent("E1", "ACCUSE", None, "actual", Span(0, len(text)), the(trigger, text), *sides)


def a_gold(text=TEXT, trigger="condemned", actors=("Turkey",), recipients=("Greece",)):
    event = an_event(text, trigger, actors, recipients)
    return GoldStory("s", text, (Span(0, len(text)),), (event,))


def coded(text, trigger, actors=(), recipients=(), **changes):
    sides = {"actors": actors, "recipients": recipients}
    parties = {
        name: tuple(an_actor(words, text=text) for words in side) for name, side in sides.items()
    }
    record = a_record(trigger, text=text, type="ACCUSE", **parties)
    return a_coded(a_story(text), [replace(record, **changes)])


def test_swapped_countries_stand_where_the_gold_has_its_own():
    case = next(iter(swapped_countries([a_gold()], country_names())))
    assert (case.before, case.after) == ("Norway condemned Chile.", "Chile condemned Norway.")
    before = coded(case.before, "condemned", ["Norway"], ["Chile"])
    assert case.judge(before, coded(case.after, "condemned", ["Chile"], ["Norway"])) == (1, 1)
    assert case.judge(before, coded(case.after, "condemned", ["Norway"], ["Chile"])) == (1, 0)
    assert case.judge(coded(case.before, "condemned", ["Norway"]), before) == (0, 0)


def test_a_sentence_with_no_two_countries_is_not_swapped():
    story = a_gold("Police condemned Greece.", actors=("Police",))
    assert list(swapped_countries([story], country_names())) == []


def test_a_denial_wants_the_auxiliary_and_a_voice_that_denies():
    [case] = denied([a_gold()], WORDS)
    assert case.after.endswith("denied that Turkey condemned Greece.")
    before = coded(case.before, "condemned", ["Turkey"])
    plain = coded(case.after, "condemned", ["Turkey"], auxiliary=Auxiliary.NEGATION)
    assert case.judge(before, plain) == (1, 0)


@pytest.mark.parametrize(
    ("make", "words", "auxiliary"),
    [(negated, "did not condemn", Auxiliary.NEGATION), (future, "will condemn", Auxiliary.FUTURE)],
)
def test_a_turned_verb_asks_for_its_auxiliary(make, words, auxiliary):
    [case] = make([a_gold()], WORDS, KNOWN)
    assert case.after == f"Turkey {words} Greece."
    before, found = coded(case.before, "condemned"), coded(case.after, "condemn")
    assert case.judge(before, found) == (1, 0)
    changed = coded(case.after, "condemn", auxiliary=auxiliary)
    assert case.judge(before, changed) == (1, 1)


@pytest.mark.parametrize(
    ("past", "base"),
    [
        ("arrested", "arrest"), ("banned", "ban"), ("agreed", "agree"), ("carried", "carry"),
        ("met", "meet"), ("visit", None), ("talks", None), ("freed", "free"),
    ],
)  # fmt: skip
def test_past_forms_are_undone(past, base):
    assert base_form(past, {"met": "meet"}, KNOWN) == base


def test_records_stay_behind_an_unrelated_paragraph():
    [case] = preceded([a_gold()], WORDS)
    before = coded(case.before, "condemned", ["Turkey"], ["Greece"])
    same = coded(case.after, "condemned", ["Turkey"], ["Greece"])
    assert case.judge(before, same) == (1, 1)
    assert case.judge(before, coded(case.after, "condemned", ["Turkey"])) == (1, 0)


def test_records_follow_their_renamed_actors():
    story = a_gold("Ann Lee condemned Greece.", actors=("Ann Lee",))
    [case] = renamed([story], WORDS)
    name = case.after.removesuffix(" condemned Greece.")
    before = coded(case.before, "condemned", ["Ann Lee"], ["Greece"])
    assert case.judge(before, coded(case.after, "condemned", [name], ["Greece"])) == (1, 1)
    assert case.judge(before, coded(case.after, "condemned", [], ["Greece"])) == (1, 0)


def test_the_surest_record_of_a_trigger_is_asked():
    low, high = (a_record(id=name, score=score) for name, score in (("a", 0.2), ("b", 0.7)))
    assert record_at(a_coded(records=[low, high]), low.trigger) is high


def test_a_probe_stops_when_it_has_asked_enough():
    class Same:
        def code(self, story):
            return a_coded(story, [])

    case = next(iter(preceded([a_gold()], WORDS)))
    asked = replace(case, judge=lambda before, after: (ENOUGH, ENOUGH))
    assert probed("rare names", [asked, asked], Same()).n == ENOUGH


def texts_of(folder):
    return [
        json.loads(path.read_text())["text"] for path in sorted(folder.rglob("articles/*.json"))
    ]


def fixed_phrases():
    """What every probe adds to a text, without what it takes from the gold."""
    yield from (part for t in WORDS["denial"]["templates"] for part in t.split("{0}") if part)
    yield from WORDS["paragraph"]["texts"]
    yield from (name.split()[-1] for name in WORDS["rare"]["persons"])


def test_no_phrase_of_a_probe_stands_in_our_own_training_stories():
    whole = "\n".join(texts_of(Path(__file__).parents[2] / "corpus" / "stories"))
    assert whole
    assert [phrase for phrase in fixed_phrases() if phrase in whole] == []


@pytest.mark.shared
def test_no_phrase_of_a_probe_stands_in_the_gold():
    whole = "\n".join(texts_of(shared("data/gold")))
    assert [phrase for phrase in fixed_phrases() if phrase in whole] == []
