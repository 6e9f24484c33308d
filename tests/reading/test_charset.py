"""The characters of a page, whatever it claims."""

import pytest

from dragoman.errors import StoryError
from dragoman.reading.charset import decoded

TEXT = "<p>Orléans – “Straße”</p>"


@pytest.mark.parametrize(
    ("charset", "head", "told"),
    [
        ("utf-8", "", None),
        ("utf-8-sig", "", None),
        ("utf-16", "", None),
        ("utf-8", '<meta charset="iso-8859-1">', "windows-1252"),
        ("cp1252", '<meta charset="iso-8859-1">', None),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=latin1">', None),
        ("cp1252", "", "ISO-8859-1"),
        ("cp1252", '<meta charset="utf-8">', "windows-1252"),
        ("cp1250", '<meta charset="no-such-charset">', "cp1250"),
    ],
)
def test_the_encoding_that_fits_is_taken(charset, head, told):
    assert decoded((head + TEXT).encode(charset), "page", charset=told) == head + TEXT


def test_an_encoding_that_nobody_names_is_guessed():
    text = "<p>Президент подписал закон о бюджете в пятницу в столице.</p>" * 5
    assert decoded(text.encode("cp1251"), "page") == text


def test_characters_lost_before_are_told():
    with pytest.raises(StoryError) as caught:
        decoded("<p>Orl\ufffdans, Stra\ufffde</p>".encode(), "page")
    assert caught.value.kind == "encoding"


def test_a_page_may_quote_a_lost_character():
    text = f"<p>{'Ministers met in Orléans. ' * 40}\ufffd</p>"
    assert decoded(text.encode(), "page") == text
