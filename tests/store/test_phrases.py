import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.store.phrases import phrases_of


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        ("grain deal", ("grain", "deal")),
        ('"grain  deal" off', ("grain deal", "off")),
        ("“grain deal” -- off", ("grain deal", "off")),
        ('NOT "half open', ("NOT", "half open")),
    ],
)
def test_words_and_phrases_are_told_apart(words, phrases):
    assert phrases_of(words) == phrases


def test_signs_alone_are_no_words():
    with pytest.raises(UsageError, match="no word to search for"):
        phrases_of("-- * ")


@given(st.text())
def test_no_phrase_holds_a_quotation_mark(words):
    try:
        found = phrases_of(words)
    except UsageError:
        return
    assert all('"' not in phrase for phrase in found)
