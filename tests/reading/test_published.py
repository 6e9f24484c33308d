"""The publication day and the place that tells it."""

from datetime import date

import pytest

from dragoman.reading import read
from dragoman.reading.published import day_in, published_as_given
from dragoman.types import Published
from tests.reading.builders import PARAGRAPHS, a_page

DAY = date(2019, 5, 17)
URL = "https://www.example.org/2018/01/02/bridge"


@pytest.mark.parametrize(
    "words",
    [
        "2019-05-17",
        "2019-05-17T23:30:00-04:00",
        "2019-05-17 10:00",
        " 2019/5/17",
        "20190517",
        "20190517T100000Z",
        "17 May 2019",
        "17th May, 2019",
        "May 17, 2019",
        "Friday, May 17, 2019, 12:01 AM",
        "Fri, 17 May 2019 10:00:00 GMT",
    ],
)
def test_a_day_is_read_in_the_forms_in_which_it_is_written(words):
    assert day_in(words) == DAY


@pytest.mark.parametrize(
    "words",
    [
        "05/06/2019",
        "2019",
        "2019-05",
        "2019-13-01",
        "2019-02-30",
        "201905171",
        "2019517",
        "17 Foo 2019",
        "Friday",
        "",
    ],
)
def test_words_that_name_no_one_day_give_none(words):
    assert day_in(words) is None


def test_a_given_day_that_cannot_be_read_is_kept_as_the_reason():
    assert published_as_given("05/06/2019") == Published(None, 'given, but no date: "05/06/2019"')
    assert published_as_given(" ") == Published(None)


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        (
            '<meta property="article:published_time" content="2019-05-17T10:00Z">'
            '<meta property="article:modified_time" content="2019-06-01">',
            "meta article:published_time",
        ),
        (
            '<script type="application/ld+json">{"dateModified": "2019-06-01",'
            ' "datePublished": "2019-05-17", broken}</script>',
            "json-ld datePublished",
        ),
        ('<meta name="DC.date.issued" content="2019-05-17">', "meta dc.date.issued"),
        ('<meta itemprop="datePublished" content="2019-05-17">', "itemprop datePublished"),
        (
            '<meta property="article:published_time" content="soon">'
            '<meta name="parsely-pub-date" content="2019-05-17T10:00:00Z">',
            "meta parsely-pub-date",
        ),
    ],
)
def test_what_the_page_declares_outranks_its_address(head, evidence):
    assert read(a_page(head=head, url=URL)).published == Published(DAY, evidence)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2018-01-03T02:10:00Z", date(2018, 1, 2)),
        ("2018-01-01T22:10:00+00:00", date(2018, 1, 2)),
        ("2018-01-03T02:10:00-05:00", date(2018, 1, 3)),
        ("2018-01-04T02:10:00Z", date(2018, 1, 4)),
    ],
)
def test_a_time_in_utc_yields_to_the_publishers_own_day(stamp, day):
    head = f'<meta property="article:published_time" content="{stamp}">'
    assert read(a_page(head=head, url=URL)).published.day == day


@pytest.mark.parametrize("empty", ["0001-01-01T00:00:00", "1970-01-01T00:00:00Z"])
def test_a_field_that_nobody_filled_in_is_passed_over(empty):
    head = f'<meta property="article:published_time" content="{empty}">'
    assert read(a_page(head=head, url=URL)).published == Published(date(2018, 1, 2), "address")


def test_a_time_element_tells_the_day():
    page = a_page('<time itemprop="datePublished" datetime="2019-05-17">Friday</time>', *PARAGRAPHS)
    assert read(page).published == Published(DAY, "itemprop datePublished")


def test_the_address_tells_the_day_where_the_page_does_not():
    assert read(a_page(url=URL)).published == Published(date(2018, 1, 2), "address")


def test_a_day_that_only_the_words_show_is_found_by_htmldate():
    story = read(a_page('<span class="date">Published: 17 May 2019</span>', *PARAGRAPHS))
    assert story.published == Published(DAY, "found in the page by htmldate")


def test_a_missing_day_is_no_error():
    assert read(a_page()).published == Published(None)
