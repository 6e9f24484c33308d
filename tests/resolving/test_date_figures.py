"""Dates in figures, in the order of the outlet's country, and numbers written out."""

import pytest

from dragoman.resolving.date_figures import day_comes_first
from dragoman.resolving.date_numbers import in_figures, ordinal
from dragoman.resolving.dates import resolve_date
from dragoman.types import Auxiliary, EventDate, Published, Span, Story
from tests.resolving.test_dates import WEDNESDAY, dated, days

BRITISH, AMERICAN = "https://www.the-paper.co.uk/1", "https://news.state.gov/1"


def dated_by(words: str, url: str = "", publisher: str = "") -> EventDate:
    """What the words mean on a page of that address."""
    story = Story("s", words, url, publisher, published=Published(WEDNESDAY))
    return resolve_date(Span(0, len(words)), story, auxiliary=Auxiliary.ACTUAL)


ORDERED = [
    ("3/4/2019", BRITISH, "2019-04-03"),
    ("3/4/2019", AMERICAN, "2019-03-04"),
    ("03.04.2019", BRITISH, "2019-04-03"),
    ("3-4-2019", AMERICAN, "2019-03-04"),
    ("3/4/19", BRITISH, "2019-04-03"),
    ("3/4", AMERICAN, "2019-03-04"),
    ("Friday 3/5", BRITISH, "2019-05-03"),
    ("5/1-5/7/2019", AMERICAN, "2019-05-01/2019-05-07"),
    ("from 1/5/2019 to 7/5/2019", BRITISH, "2019-05-01/2019-05-07"),
    ("12/31/2018", BRITISH, "2018-12-31"),
    ("22/04", "", "2019-04-22"),
    ("4/4/2019", "", "2019-04-04"),
]


@pytest.mark.parametrize(("words", "url", "expected"), ORDERED)
def test_figures_are_read_in_the_order_of_the_outlet(words: str, url: str, expected: str) -> None:
    assert days(dated_by(words, url)) == expected


@pytest.mark.parametrize("url", ["", "https://paper.com/1", "https://www.cbc.ca/1"])
@pytest.mark.parametrize("words", ["3/4/2019", "3.4.19", "3/4"])
def test_figures_of_two_readings_are_abstained_from(words: str, url: str) -> None:
    found = dated_by(words, url)
    assert found.first is None
    assert "which comes first" in found.reason


HOSTS = [
    ("https://abc.net.au/news", "", True),
    ("", "dawn.com.pk", True),
    ("https://apnews.com/1", "The Hindu", None),
    ("https://x.mil", "", False),
    ("", "", None),
]


@pytest.mark.parametrize(("url", "publisher", "first"), HOSTS)
def test_the_order_is_known_from_the_address(url: str, publisher: str, first: bool | None) -> None:
    assert day_comes_first(Story("s", "", url, publisher)) is first


WRITTEN = {
    "20190417": "2019-04-17",
    "2019 04 17": "2019-04-17",
    "2019/apr/17": "2019-04-17",
    "17-Apr-2019": "2019-04-17",
    "Apr-17-2019": "2019-04-17",
    "2019/17/Apr": "2019-04-17",
    "Dec31, 2018": "2018-12-31",
    "2015-3": "2015-03-01/2015-03-31",
    "12-2015": "2015-12-01/2015-12-31",
    "Dec/2018": "2018-12-01/2018-12-31",
    "2018Q4": "2018-10-01/2018-12-31",
    "Q1-2019": "2019-01-01/2019-03-31",
    "1996-97": "1996-01-01/1997-12-31",
    "2014~2018": "2014-01-01/2018-12-31",
    "April of 87": "1987-04-01/1987-04-30",
    "1990 s": "1990-01-01/1999-12-31",
}


@pytest.mark.parametrize(("words", "expected"), WRITTEN.items())
def test_figures_that_read_one_way_only(words: str, expected: str) -> None:
    assert days(dated_by(words)) == expected


@pytest.mark.parametrize("words", ["2010-11", "3/4/'18", "20191745", "31/31/2019", "2019-13-45"])
def test_figures_that_are_no_one_date_are_not_told(words: str) -> None:
    assert dated_by(words).first is None


def test_a_short_year_needs_the_publication_day() -> None:
    story = Story("s", "3 May '18")
    found = resolve_date(Span(0, 9), story, auxiliary=Auxiliary.ACTUAL)
    assert found.first is None
    assert days(dated_by("3 May '18")) == "2018-05-03"
    assert days(dated("They met in '83.", "'83", published=None)) == "1983-01-01/1983-12-31"


SPELLED = {
    "nineteen ninety-six": "1996",
    "nineteen eighty six": "1986",
    "two thousand and fifteen": "2015",
    "two thousand": "2000",
    "seventeen hundred thirty three": "1733",
    "twenty twenty": "2020",
    "nineteen oh five": "1905",
    "the twenty-seventh": "the 27th",
    "thirty first": "31st",
    "twenty five": "25",
    "the thirtieth": "the 30th",
}


@pytest.mark.parametrize(("words", "figures"), SPELLED.items())
def test_numbers_written_out_become_figures(words: str, figures: str) -> None:
    assert in_figures(words) == figures


def test_dates_written_out_are_read() -> None:
    assert days(dated_by("the twenty-first of May nineteen eighty-six")) == "1986-05-21"
    assert days(dated_by("May twenty nine two thousand and five")) == "2005-05-29"


def test_ordinals_end_as_english_writes_them() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 11, 12, 13, 21, 30)] == [
        "1st", "2nd", "3rd", "11th", "12th", "13th", "21st", "30th",
    ]  # fmt: skip


OTHER_CALENDARS = [
    ("They met on 5 May 2562 BE in Narva.", "5 May 2562"),
    ("They met on 5 May 2562 in Narva.", "5 May 2562"),
    ("They met in 2562 in Narva.", "2562"),
    ("They met in 1440 AH in Narva.", "1440 AH"),
    ("They rose on October 25, 1917 (Old Style) in Narva.", "October 25"),
    ("They rose on 25 October 1917 (Old Style) in Narva.", "25 October 1917"),
    ("They met on 5 May by the Julian calendar.", "5 May"),
    ("They met in Heisei 31 in Narva.", "Heisei 31"),
    ("They fast in Ramadan in Narva.", "Ramadan"),
]


@pytest.mark.parametrize(("text", "words"), OTHER_CALENDARS)
def test_dates_of_other_calendars_are_refused(text: str, words: str) -> None:
    assert dated(text, words).first is None


def test_a_verb_after_a_date_is_no_era() -> None:
    assert days(dated("ON 5 MAY BE QUIET", "5 MAY")) == "2019-05-05"
