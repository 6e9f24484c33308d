import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exporting.latin1 import transliterated


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Málaga", "Málaga"),
        ("Łódź", "Lódz"),
        ("Erdoğan", "Erdogan"),
        ("“no” – never…", "'no' - never..."),
        ("Київ", "????"),
        ("a\tb\n", "a\tb\n"),
    ],
)
def test_a_letter_that_latin_1_lacks_is_spelled_in_those_it_has(text, spelled):
    assert transliterated(text) == spelled


@given(st.text())
def test_whatever_comes_out_is_latin_1(text):
    transliterated(text).encode("latin-1")
