from datetime import date

import pytest

from dragoman.resolving.lexicon import Entry, Nature, Term
from dragoman.resolving.offices import at


def a_person(*terms):
    return Entry(Nature.PERSON, "Ann Lee", "Ann Lee", "EST", ("GOV",), terms=terms)


def a_term(start, end, office="foreign minister", sectors=("GOV",)):
    return Term("EST", office, sectors, start, end)


@pytest.mark.parametrize(
    ("start", "end", "day", "held"),
    [
        ("2013", "2015", "2013-01-01", True),
        ("2013", "2015", "2015-12-31", True),
        ("2013", "2015", "2016-01-01", False),
        ("2013-03", "2015-06", "2013-02-28", False),
        ("2013-03", "2015-06", "2015-06-30", True),
        ("2013-03-09", "2015-06-10", "2013-03-08", False),
        ("2013-03-09", "2015-06-10", "2015-06-10", True),
        ("2013", "", "2040-01-01", True),
        ("", "", "2013-01-01", False),
    ],
)
def test_a_term_holds_as_finely_as_its_ends_are_told(start, end, day, held):
    assert a_term(start, end).holds(date.fromisoformat(day)) is held


def test_what_somebody_is_hangs_on_the_day():
    person = a_person(
        a_term("2010", "2012", "mayor of Tartu"), a_term("2013", "2015", sectors=("GOV",))
    )
    assert at(person, date(2011, 5, 1)).office == "mayor of Tartu"
    assert at(person, date(2014, 5, 1)).office == "foreign minister"
    after = at(person, date(2019, 5, 1))
    assert (after.office, after.sectors) == (None, ("ELI",))


def test_without_a_day_the_last_term_tells_the_country_but_no_office():
    found = at(a_person(a_term("2013", "2015")), None)
    assert (found.country, found.office) == ("EST", None)


def test_a_term_says_where_it_is_from():
    told = Term("EST", "president", ("GOV",), "2013", "", "REIGN 2021-03")
    assert told.verified
    assert not a_term("2013", "2015").verified
    assert at(a_person(told), date(2014, 1, 1)).source == "REIGN 2021-03"
