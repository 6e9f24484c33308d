from itertools import pairwise

import pytest

from dragoman.errors import SetupError
from dragoman.tagging.words import split_words
from dragoman.types import Span
from tests.tagging.test_windows import TOKENIZER


def read_as_police(text, *cuts):
    """The words that are read as the piece "police" though they are others."""
    edges = [0, *cuts, len(text)]
    sentences = [Span(low, high) for low, high in pairwise(edges)]
    words = split_words(TOKENIZER, text, sentences, rare_name="police")
    common = TOKENIZER.token_to_id("police")
    found = [
        words.span(at, at + 1).of(text)
        for at in range(len(words))
        if words.ids[words.first[at] : words.first[at + 1]].tolist() == [common]
    ]
    return [word for word in found if word.lower() != "police"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("police met Zubrowka and Zwieback there.", ["Zubrowka", "Zwieback"]),
        ("police met zubrowka.", []),
        ("Zubrowka met police.", []),
        ("Zubrowka met police as Zubrowka asked.", ["Zubrowka", "Zubrowka"]),
        ("“Zubrowka met police” is what is told.", []),
        ("police met ZUBROWKA.", []),
        ("Zwieback Zubrowka Krupnik Met Police.", []),
        ("", []),
    ],
)
def test_words_of_rare_names_are_told_from_capitals(text, names):
    assert read_as_police(text) == names


def test_a_word_keeps_its_characters_whatever_it_is_read_as():
    text = "police met Zubrowka there."
    plain = split_words(TOKENIZER, text, [Span(0, len(text))])
    other = split_words(TOKENIZER, text, [Span(0, len(text))], rare_name="police")
    assert other.start.tolist() == plain.start.tolist()
    assert other.end.tolist() == plain.end.tolist()
    assert len(other.ids) < len(plain.ids)


def test_a_piece_that_the_tokenizer_lacks_is_an_error():
    with pytest.raises(SetupError, match="has no zzz"):
        split_words(TOKENIZER, "police met.", [], rare_name="zzz")
