"""Forms of date that news uses: times on a day, ranges, feasts, parts of years and months."""

import pytest

from dragoman.types import Auxiliary, Basis
from tests.resolving.test_dates import dated, days

TIMED = {
    "Tuesday at 8:30 a.m.": "2019-05-14",
    "at 10:00 GMT on Tuesday": "2019-05-14",
    "10am to 12pm on Monday": "2019-05-13",
    "Monday from 2:00 to 2:30 pm": "2019-05-13",
    "yesterday afternoon from 3-8pm": "2019-05-14",
    "between 10 and 11:30 on 3 May": "2019-05-03",
    "between 3 and 8 yesterday": "2019-05-14",
    "five to seven on Tuesday": "2019-05-14",
    "Monday at 5": "2019-05-13",
    "last night at 8": "2019-05-14",
    "Wed May 8 15:50:06 2019": "2019-05-08",
    "May 8 (Wednesday), 11:30 AM": "2019-05-08",
    "later this afternoon": "2019-05-15",
    "early in the day on Monday": "2019-05-13",
    "at the end of the day": "2019-05-15",
    "at the moment": "2019-05-15",
    "in the past 24 hours": "2019-05-14/2019-05-15",
    "on Friday night into Saturday": "2019-05-10/2019-05-11",
}
COUNTED = {
    "two days after Easter": "2019-04-23",
    "three weeks from yesterday": "2019-06-04",
    "two days before yesterday": "2019-05-12",
    "two weeks before May 13, 1999": "1999-04-29",
    "two years after 2011": "2013-01-01/2013-12-31",
    "for three days from May 2": "2019-05-02/2019-05-04",
    "for two weeks starting May 1": "2019-05-01/2019-05-14",
    "two weeks ago on Monday": "2019-04-29",
    "Monday two weeks ago": "2019-04-29",
    "a year ago today": "2018-05-15",
    "two weeks and two days ago": "2019-04-29",
    "the past week": "2019-05-08/2019-05-15",
    "10 previous weeks": "2019-03-06/2019-05-15",
    "the last two quarters": "2018-10-01/2019-03-31",
    "the next two quarters": "2019-07-01/2019-12-31",
    "the next three days": "2019-05-16/2019-05-18",
    "the 2 next days": "2019-05-16/2019-05-17",
    "the next four working days": "2019-05-16/2019-05-21",
    "the previous three business days": "2019-05-10/2019-05-14",
}
PARTS = {
    "on the eve of May 9": "2019-05-08",
    "on the eve of Christmas 2018": "2018-12-24",
    "the first Sunday of May": "2019-05-05",
    "the last Friday of April 2018": "2018-04-27",
    "the second Monday of last month": "2019-04-08",
    "the third month of 2018": "2018-03-01/2018-03-31",
    "the first three months of 2018": "2018-01-01/2018-03-31",
    "the last ten days of last year": "2018-12-22/2018-12-31",
    "the first ten days of April": "2019-04-01/2019-04-10",
    "the first two weeks of 2021": "2021-01-04/2021-01-17",
    "week 3 of 2018": "2018-01-15/2018-01-21",
    "week 10": "2019-03-04/2019-03-10",
    "the first week of 2015": "2014-12-29/2015-01-04",
    "the last week of 2016": "2016-12-26/2017-01-01",
    "the last week of last month": "2019-04-24/2019-04-30",
    "the week of the 6th": "2019-05-06/2019-05-12",
    "the week before last": "2019-04-29/2019-05-05",
    "the weekend before last": "2019-05-04/2019-05-05",
    "the weekend after next": "2019-05-25/2019-05-26",
    "the nineteen seventies": "1970-01-01/1979-12-31",
    "2018, the third quarter": "2018-07-01/2018-09-30",
    "within two weeks from today": "2019-05-15/2019-05-28",
    "the week after next": "2019-05-27/2019-06-02",
    "this working week": "2019-05-13/2019-05-17",
    "the first quarter of the year": "2019-01-01/2019-03-31",
    "last year's first quarter": "2018-01-01/2018-03-31",
    "the 15th day of last month": "2019-04-15",
    "the third day of May": "2019-05-03",
    "Friday the 10th": "2019-05-10",
    "Thursday 16": "2019-05-16",
    "next 6th of April": "2020-04-06",
    "February 29": "2016-02-29",
}
WEEKDAYS = {
    "next Friday": "2019-05-24",
    "this coming Friday": "2019-05-17",
    "this past Monday": "2019-05-13",
    "this past Wednesday": "2019-05-08",
    "previous Monday": "2019-05-06",
    "this past weekend": "2019-05-11/2019-05-12",
}
FEASTS = {
    "last Easter": "2019-04-21",
    "next Christmas": "2019-12-25",
    "Orthodox Easter": "2019-04-28",
    "Orthodox Christmas": "2019-01-07",
    "Thanksgiving 2018": "2018-11-22",
    "Black Friday 2018": "2018-11-23",
    "Memorial Day 2018": "2018-05-28",
    "Labor Day weekend 2018": "2018-09-01/2018-09-03",
    "the weekend of Halloween 2021": "2021-10-30/2021-10-31",
    "St. Patrick's Day": "2019-03-17",
    "International Workers' Day": "2019-05-01",
    "9/11": "2001-09-11",
}
RANGES = {
    "Nov-Feb 2017": "2016-11-01/2017-02-28",
    "Nov 18-Dec 19, 2015": "2015-11-18/2015-12-19",
    "Dec/2018-May/2019": "2018-12-01/2019-05-31",
    "from April 27 to the third": "2019-04-27/2019-05-03",
    "from the 27th to the 3rd of May": "2019-04-27/2019-05-03",
    "from next Monday to Friday": "2019-05-20/2019-05-24",
    "from next Friday to Oct 1, 2020": "2019-05-24/2020-10-01",
    "between now and May 21": "2019-05-15/2019-05-21",
    "from March to date": "2019-03-01/2019-05-15",
    "Q1 2017 to Q1 2018": "2017-01-01/2018-03-31",
    "since 9/11": "2001-09-11/2019-05-15",
    "no later than May 3": "2019-05-03",
    "on or around May 3": "2019-05-03",
    "2012 or later": "2012-01-01/2012-12-31",
    "from 4 to 12 of this month": "2019-05-04/2019-05-12",
    "between 4 and 22 last month": "2019-04-04/2019-04-22",
    "May between 9 and 10": "None",
    "2562-2563": "None",
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [*TIMED.items(), *COUNTED.items(), *PARTS.items(), *WEEKDAYS.items(), *FEASTS.items()],
)
def test_what_news_says_is_dated(words: str, expected: str) -> None:
    assert days(dated(f"They met {words}, in Narva.", words)) == expected


@pytest.mark.parametrize(("words", "expected"), RANGES.items())
def test_ranges_have_both_ends(words: str, expected: str) -> None:
    assert days(dated(f"They met {words}, in Narva.", words)) == expected


AHEAD = {
    "from August to March": "2019-08-01/2020-03-31",
    "three days from Tuesday": "2019-05-24",
    "two weeks from January 15": "2020-01-29",
    "5 days before New Year": "2019-12-27",
    "starting next week": "2019-05-20/2019-05-26",
    "this Friday": "2019-05-17",
}


@pytest.mark.parametrize(("words", "expected"), AHEAD.items())
def test_what_is_to_come_is_read_forward(words: str, expected: str) -> None:
    found = dated(f"They meet {words}.", words, auxiliary=Auxiliary.FUTURE)
    assert days(found) == expected


def test_the_future_tense_looks_forward() -> None:
    assert days(dated("They'll meet on Friday.", "Friday")) == "2019-05-17"
    assert days(dated("They'll meet this Friday.", "this Friday")) == "2019-05-17"


FISCAL = ["fiscal 2019", "the fiscal third quarter", "fourth quarter of fiscal 2018", "FY2018"]


@pytest.mark.parametrize("words", FISCAL)
def test_a_fiscal_year_is_not_guessed(words: str) -> None:
    found = dated(f"Sales fell in {words}.", words)
    assert (found.first, found.basis) == (None, Basis.NONE)
    assert "fiscal" in found.reason


UNTOLD = [
    "on the eve of the election",
    "three days after the election",
    "the week 54",
    "the fifth Monday of February 2019",
    "the first fifty days of May",
    "in the following week",
]


@pytest.mark.parametrize("words", UNTOLD)
def test_words_that_name_no_day_are_abstained_from(words: str) -> None:
    assert dated(f"They met {words}.", words).first is None


def test_two_days_share_the_month_beside_them() -> None:
    assert days(dated("They met on 12 and 13 May.", "12")) == "2019-05-12"
    assert days(dated("They met on May 12 and 13.", "13")) == "2019-05-13"
    assert dated("They met on 12.", "12").first is None


def test_a_week_does_not_run_on_into_after() -> None:
    assert (
        days(dated("They met last week after they fled.", "last week")) == "2019-05-06/2019-05-12"
    )


@pytest.mark.parametrize("words", ["three in the morning", "an hour later", "a few hours later"])
def test_an_hour_is_of_the_day_said_before(words: str) -> None:
    found = dated(f"They met on Monday. He was shot {words}.", words)
    assert (days(found), found.basis) == ("2019-05-13", Basis.CONTEXT)
    assert dated(f"He was shot {words}.", words).first is None


def test_a_night_of_a_weekday_does_not_run_on_into_after() -> None:
    assert days(dated("The truce held on Sunday night after three days.", "Sunday night")) == (
        "2019-05-12"
    )


@pytest.mark.parametrize("words", ["Monday before", "of Monday", "and Monday when"])
def test_words_of_the_next_clause_are_left_out(words: str) -> None:
    assert days(dated(f"He left {words} the court sat.", words)) == "2019-05-13"
