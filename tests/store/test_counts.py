import pytest

from dragoman.errors import UsageError
from tests.store.asked import an_asked_store


@pytest.fixture(scope="module")
def opened(shared_home):
    with an_asked_store(shared_home) as store:
        yield store


def counted(opened, by, **more):
    return [tuple(row.values()) for row in opened.counts(by, of="records", **more)]


def test_counts_are_in_order_and_what_has_no_day_is_last(opened):
    assert counted(opened, "month,type") == [
        ("2024-03", "PROTEST", 1),
        ("2024-04", "COERCE", 1),
        ("2024-04", "PROTEST", 1),
        (None, "COERCE", 1),
    ]


def test_two_countries_count_once_each_and_none_under_none(opened):
    assert counted(opened, "actor-country") == [("NOR", 2), ("SWE", 1), (None, 2)]


def test_a_dyad_pairs_the_two_sides_and_shares_them(opened):
    rows = counted(opened, "actor-country,dyad", type="PROTEST")
    assert all(dyad is None or dyad.startswith(country) for country, dyad, _ in rows)
    assert sum(number for *_, number in rows) == 3


def test_filters_hold_for_counts_too(opened):
    assert counted(opened, "publisher", words="bergen") == [
        ("Fjord Herald", 1),
        ("Harbour Gazette", 1),
    ]


@pytest.mark.parametrize(
    "by",
    [
        "day",
        "week",
        "year",
        "quad",
        "mode",
        "auxiliary",
        "actor",
        "recipient",
        "recipient-country",
        "sector",
        "context",
        "place-country",
        "publisher",
        "voice",
        "voice-country",
    ],
)
def test_everything_can_be_counted_by(opened, by):
    assert sum(number for _, number in counted(opened, by)) >= 4
    assert sum(row["count"] for row in opened.counts(by)) >= 2


@pytest.mark.parametrize("by", ["colour", "type,type", ""])
def test_what_cannot_be_counted_by_is_refused(opened, by):
    with pytest.raises(UsageError):
        opened.counts(by)


def test_stories_are_not_counted(opened):
    with pytest.raises(UsageError, match="not 'stories'"):
        opened.counts("type", of="stories")
