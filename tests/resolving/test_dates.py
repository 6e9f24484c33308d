from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolving.dates import resolve_date
from dragoman.types import Auxiliary, Basis, EventDate, Published, Span, Story

WEDNESDAY = date(2019, 5, 15)


def a_story(text: str, published: date | None = WEDNESDAY) -> Story:
    """The text as a story, one sentence a line."""
    sentences, start = [], 0
    for line in text.split("\n"):
        sentences.append(Span(start, start + len(line)))
        start += len(line) + 1
    return Story("s", text, published=Published(published), sentences=tuple(sentences))


def dated(
    text: str,
    words: str,
    published: date | None = WEDNESDAY,
    auxiliary: Auxiliary = Auxiliary.ACTUAL,
) -> EventDate:
    """What the words in the text resolve to."""
    start = text.index(words)
    span = Span(start, start + len(words))
    return resolve_date(span, a_story(text, published), auxiliary=auxiliary)


def days(found: EventDate) -> str:
    """First and last day, or one of them where they are the same."""
    return str(found.first) if found.first == found.last else f"{found.first}/{found.last}"


RELATIVE = {
    "Friday": "2019-05-10",
    "on Wednesday": "2019-05-15",
    "late on Thursday night": "2019-05-09",
    "last Friday": "2019-05-10",
    "last Tuesday": "2019-05-07",
    "this Monday": "2019-05-13",
    "Monday last week": "2019-05-06",
    "today": "2019-05-15",
    "this morning": "2019-05-15",
    "yesterday": "2019-05-14",
    "last night": "2019-05-14",
    "Sunday's": "2019-05-12",
    "the day before yesterday": "2019-05-13",
    "overnight": "2019-05-14/2019-05-15",
    "three days ago": "2019-05-12",
    "a fortnight ago": "2019-05-01",
    "two months ago": "2019-03-01/2019-03-31",
    "a year ago": "2018-05-01/2018-05-31",
    "five years ago": "2014-01-01/2014-12-31",
    "last week": "2019-05-06/2019-05-12",
    "earlier this week": "2019-05-13/2019-05-15",
    "later this week": "2019-05-16/2019-05-19",
    "over the weekend": "2019-05-11/2019-05-12",
    "this month": "2019-05-01/2019-05-31",
    "last year": "2018-01-01/2018-12-31",
    "in January": "2019-01-01/2019-01-31",
    "early November": "2018-11-01/2018-11-30",
    "March 20": "2019-03-20",
    "on 3 March": "2019-03-03",
    "Friday, May 3": "2019-05-03",
    "March 20 last year": "2018-03-20",
    "November last year": "2018-11-01/2018-11-30",
    "January of this year": "2019-01-01/2019-01-31",
    "last October": "2018-10-01/2018-10-31",
    "the 12th": "2019-05-12",
    "last winter": "2018-12-01/2019-02-28",
    "in the spring": "2019-03-01/2019-05-31",
    "New Year's Eve": "2018-12-31",
    "Good Friday": "2019-04-19",
    "since Friday": "2019-05-10/2019-05-15",
    "since March": "2019-03-01/2019-05-31",
    "since 2014": "2014-01-01/2019-12-31",
    "for two weeks": "2019-05-01/2019-05-15",
    "the past ten days": "2019-05-05/2019-05-15",
    "in 25 years": "2044-01-01/2044-12-31",
    "Saturday and Sunday": "2019-05-11/2019-05-12",
    "between Monday and Tuesday": "2019-05-13/2019-05-14",
    "April 28-30": "2019-04-28/2019-04-30",
    "December 25 to January 3": "2018-12-25/2019-01-03",
    "the week of March 6": "2019-03-04/2019-03-10",
    "the rest of the week": "2019-05-15/2019-05-19",
    "the second half of April": "2019-04-16/2019-04-30",
}
ABSOLUTE = {
    "in July 2000": "2000-07-01/2000-07-31",
    "August of 2013": "2013-08-01/2013-08-31",
    "6 December 2013": "2013-12-06",
    "December 6th, 2013": "2013-12-06",
    "Tues., Sept. 3, 2013": "2013-09-03",
    "the sixth of May 1999": "1999-05-06",
    "2013-12-06": "2013-12-06",
    "31/12/2013": "2013-12-31",
    "12/31/2013": "2013-12-31",
    "1972": "1972-01-01/1972-12-31",
    "the 1990s": "1990-01-01/1999-12-31",
    "the seventies": "1970-01-01/1979-12-31",
    "the 1970's": "1970-01-01/1979-12-31",
    "Q3 2016": "2016-07-01/2016-09-30",
    "the first week of May 2018": "2018-05-01/2018-05-07",
    "the 1800s": "1800-01-01/1899-12-31",
    "the 19th century": "1800-01-01/1899-12-31",
    "between 2007 and 2009": "2007-01-01/2009-12-31",
    "1960-1996": "1960-01-01/1996-12-31",
    "between 3 and 5 May 2010": "2010-05-03/2010-05-05",
    "March 3 to April 5, 2010": "2010-03-03/2010-04-05",
    "the third quarter of 2016": "2016-07-01/2016-09-30",
    "the summer of 2015": "2015-06-01/2015-08-31",
    "the Second World War": "1939-01-01/1945-12-31",
    "Easter 2018": "2018-04-01",
}
AHEAD = {
    "Friday": "2019-05-17",
    "next Monday": "2019-05-20",
    "tomorrow": "2019-05-16",
    "this week": "2019-05-13/2019-05-19",
    "next month": "2019-06-01/2019-06-30",
    "in January": "2020-01-01/2020-01-31",
    "February 4": "2020-02-04",
    "by the end of the year": "2019-01-01/2019-12-31",
    "at the weekend": "2019-05-18/2019-05-19",
    "until Saturday": "2019-05-15/2019-05-18",
    "within a week": "2019-05-15/2019-05-21",
    "before Christmas": "2019-12-25",
    "from Tuesday": "2019-05-21",
}


@pytest.mark.parametrize(("words", "expected"), RELATIVE.items())
def test_relative_words_count_back_from_the_publication_day(words: str, expected: str) -> None:
    found = dated(f"They met {words} in Narva.", words)
    assert days(found) == expected
    assert found.basis is Basis.EXACT


@pytest.mark.parametrize(("words", "expected"), ABSOLUTE.items())
def test_absolute_dates_need_no_publication_day(words: str, expected: str) -> None:
    assert days(dated(f"They met {words} in Narva.", words)) == expected
    assert days(dated(f"They met {words} in Narva.", words, published=None)) == expected


@pytest.mark.parametrize(("words", "expected"), AHEAD.items())
def test_an_event_to_come_has_the_next_such_day(words: str, expected: str) -> None:
    found = dated(f"They will meet {words} in Narva.", words, auxiliary=Auxiliary.FUTURE)
    assert days(found) == expected


@pytest.mark.parametrize("words", RELATIVE)
def test_a_relative_date_without_a_publication_day_keeps_its_words_alone(words: str) -> None:
    found = dated(f"They met {words} in Narva.", words, published=None)
    assert (found.first, found.last, found.text, found.basis) == (None, None, words, Basis.NONE)
    assert found.reason


SPOKEN = [
    ("He fled on Monday.\nShe followed the next day.", "the next day", "2019-05-14"),
    ("He fled on Monday.\nShe left the same evening.", "the same evening", "2019-05-13"),
    ("He was seized on July 19, 2018 and killed six days later.", "six days later", "2018-07-25"),
    (
        "It was promised in 1956 and dropped four years later.",
        "four years later",
        "1960-01-01/1960-12-31",
    ),
    (
        "It fell silent in October 2008 and woke nine months later.",
        "nine months later",
        "2009-07-01/2009-07-31",
    ),
    ("They froze aid on Tuesday, a day after a rocket flew over.", "a day after", "2019-05-13"),
    ("She recalled him on Monday; he had left the day before.", "the day before", "2019-05-12"),
    ("Late on Monday they ended three days of fighting.", "three days", "2019-05-11/2019-05-13"),
    ("In 2016 he won. That year he resigned.", "That year", "2016-01-01/2016-12-31"),
    (
        "He met them in August 2018. That September he left.",
        "That September",
        "2018-09-01/2018-09-30",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), SPOKEN)
def test_words_that_point_at_another_date_count_from_the_one_before(
    text: str, words: str, expected: str
) -> None:
    found = dated(text, words)
    assert days(found) == expected
    assert found.basis is Basis.CONTEXT


UNTOLD = [
    ("They left the next day.", "the next day"),
    ("In 2016 they met; they parted two days later.", "two days later"),
    ("A third night of unrest ended.", "A third night"),
    ("They met on 3/4/2019.", "3/4/2019"),
    ("They met on February 30.", "February 30"),
    ("They had met for several months.", "for several months"),
    ("The camp has stood since Monday. He came the same day.", "the same day"),
    ("They fled a month and three days ago.", "a month and three days ago"),
    ("They met 900 centuries ago.", "900 centuries ago"),
]


@pytest.mark.parametrize(("text", "words"), UNTOLD)
def test_what_cannot_be_told_is_abstained_from(text: str, words: str) -> None:
    found = dated(text, words)
    assert (found.first, found.last, found.basis, found.text) == (None, None, Basis.NONE, words)


def test_without_words_the_publication_day_is_the_default() -> None:
    found = resolve_date(None, a_story("They met."), auxiliary=Auxiliary.ACTUAL)
    assert (days(found), found.basis, found.text) == ("2019-05-15", Basis.DEFAULT, None)


def test_without_words_and_publication_day_there_is_no_date() -> None:
    found = resolve_date(None, a_story("They met.", None), auxiliary=Auxiliary.ACTUAL)
    assert (found.first, found.basis) == (None, Basis.NONE)


def test_words_that_run_on_after_the_span_belong_to_the_date() -> None:
    assert days(dated("They met on March 20, 2011, in Narva.", "March 20")) == "2011-03-20"
    assert days(dated("They met on March 20 last year.", "March 20")) == "2018-03-20"


def test_since_takes_the_date_of_its_clause() -> None:
    found = dated("Some have died since the truce broke on 3 May.", "since")
    assert days(found) == "2019-05-03/2019-05-15"


def test_a_plan_told_as_fact_lies_ahead() -> None:
    assert days(dated("She is due in Seoul on Friday.", "Friday")) == "2019-05-17"
    assert days(dated("She was due in Seoul but had left on Friday.", "Friday")) == "2019-05-10"


def test_what_is_feared_lies_ahead_unless_it_is_told_in_the_past() -> None:
    feared = dated("They may strike on Friday.", "Friday", auxiliary=Auxiliary.HYPOTHETICAL)
    suspected = dated(
        "He is suspected to have been there, as they were on Friday.",
        "Friday",
        auxiliary=Auxiliary.HYPOTHETICAL,
    )
    assert (days(feared), days(suspected)) == ("2019-05-17", "2019-05-10")


def test_the_weekday_beside_a_yearless_date_picks_its_year() -> None:
    assert days(dated("They met on Tuesday, January 15.", "Tuesday, January 15")) == "2019-01-15"
    assert days(dated("They met on Monday, January 15.", "Monday, January 15")) == "2018-01-15"


@settings(deadline=None)  # on a busy machine the clock tells nothing
@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_any_words_give_days_in_order_or_none(words: str, published: date) -> None:
    found = resolve_date(Span(0, len(words)), a_story(words, published), auxiliary=Auxiliary.ACTUAL)
    assert found.text == words
    assert (found.first is None) == (found.last is None)
    assert found.first is None or found.last is None or found.first <= found.last


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_a_weekday_lies_within_a_week_of_publication(published: date) -> None:
    past = dated("They met on Sunday.", "Sunday", published)
    coming = dated("They meet on Sunday.", "Sunday", published, Auxiliary.FUTURE)
    assert past.first is not None
    assert coming.first is not None
    assert published - timedelta(days=6) <= past.first <= published
    assert published <= coming.first <= published + timedelta(days=6)
