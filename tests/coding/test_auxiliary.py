from datetime import date

import pytest

from dragoman.coding.auxiliary import as_of, auxiliary_of
from dragoman.types import Auxiliary, Trigger, VoiceVerb
from tests.builders import DAY, a_date, a_voice, the

TEXT = "Kim denied shelling the town that rebels had seized."


def denial(text, content, cue="denied"):
    return a_voice("Kim", cue, content, text=text, verb=VoiceVerb.DENIAL)


def coded(text, words, type_, voices, others=(), auxiliary=Auxiliary.ACTUAL):
    triggers = [the(each, text) for each in (words, *others)]
    return auxiliary_of(Trigger(triggers[0], type_, auxiliary), voices, sorted(triggers), text)


@pytest.mark.parametrize("auxiliary", list(Auxiliary))
def test_without_a_denial_the_tagger_is_right(auxiliary):
    said = [a_voice("Kim", "denied", "shelling the town", text=TEXT)]
    assert coded(TEXT, "shelling", "ASSAULT", said, auxiliary=auxiliary) is auxiliary


def test_what_is_denied_first_did_not_happen_and_the_rest_did():
    voices = [denial(TEXT, "shelling the town that rebels had seized")]
    assert coded(TEXT, "shelling", "ASSAULT", voices, ["seized"]) is Auxiliary.NEGATION
    assert coded(TEXT, "seized", "COERCE", voices, ["shelling"]) is Auxiliary.ACTUAL


def test_a_rejected_charge_stands():
    text = "Kim denied the charges."
    assert coded(text, "charges", "ACCUSE", [denial(text, "the charges")]) is Auxiliary.ACTUAL


def test_a_denied_clause_is_denied_whatever_it_tells():
    text = "Kim denied that they had agreed."
    voices = [denial(text, "that they had agreed")]
    assert coded(text, "agreed", "AGREE", voices) is Auxiliary.NEGATION


@pytest.mark.parametrize(
    ("type_", "expected"), [("CONSULT", Auxiliary.FUTURE), ("AGREE", Auxiliary.ACTUAL)]
)
def test_what_stands_behind_will_is_yet_to_come_unless_saying_does_it(type_, expected):
    text = "Kim will also meet them, as he met others."
    assert coded(text, "meet", type_, []) is expected
    assert coded(text, "met", type_, []) is Auxiliary.ACTUAL


@pytest.mark.parametrize(("word", "type_"), [("promise", "AGREE"), ("warn of", "THREATEN")])
def test_a_promise_or_threat_that_is_itself_to_come_is_not_done_in_saying_so(word, type_):
    assert coded(f"Kim will {word} war.", word, type_, []) is Auxiliary.FUTURE


def test_anothers_claim_before_the_denial_stands():
    text = "The coastguard says Lee rammed it, which Kim denied."
    voices = [denial(text, "Lee rammed it")]
    assert coded(text, "rammed", "ASSAULT", voices) is Auxiliary.ACTUAL


def test_the_denying_word_itself_is_not_denied():
    text = "Kim ruled out talks."
    voices = [denial(text, "talks", cue="ruled out")]
    assert coded(text, "ruled out talks", "CONSULT", voices) is Auxiliary.ACTUAL


@pytest.mark.parametrize(
    ("told", "last", "published", "expected"),
    [
        ("actual", date(2020, 7, 31), DAY, "historical"),
        ("actual", date(2024, 3, 1), DAY, "actual"),
        ("negation", date(2020, 7, 31), DAY, "negation"),
        ("actual", date(2020, 7, 31), None, "actual"),
    ],
)
def test_what_lies_more_than_a_year_back_is_historical(told, last, published, expected):
    assert as_of(Auxiliary(told), a_date(last), published) == expected
