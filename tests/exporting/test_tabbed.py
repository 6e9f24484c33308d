"""What holds for every tab-separated format."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import COLUMNS, EMPTY, TABBED
from dragoman.exporting.latin1 import transliterated
from dragoman.types import Auxiliary
from tests.builders import a_place, a_record, a_report, a_story, an_actor, an_event_view
from tests.exporting.hostile import hostile_events
from tests.exporting.readers import by_csv, by_hand, by_pandas, by_polars

WIDTHS = {"polecat": 40, "icews": 20, "gdelt-events": 61, "gdelt-mentions": 16, "phoenix": 26}
HEADED = ("polecat", "icews")


def lines_of(name, *events, **wanted):
    return list(TABBED[name](events, Wanted(**wanted)))


def full_events():
    """Events of which everything is known that a record can hold."""
    sides = [
        an_actor(country=code, sectors=("GOV", "MIL", "LEG", "ELI"), office="minister")
        for code in ("NOR", "UNO")
    ]
    place = a_place(province="Oslo fylke", district="Oslo kommune")
    reports = [
        a_report(
            a_record(actors=pair[:1], recipients=pair[1:], place=place, contexts=("legal",)),
            a_story(id=f"s{at}", url=f"https://a.example/{at}", publisher="Post"),
        )
        for at, pair in enumerate((tuple(sides), tuple(reversed(sides))))
    ]
    events = [an_event_view(report) for report in reports]
    return [*events, an_event_view(a_report(a_record(place=replace(place, feature="ADM2"))))]


@pytest.mark.parametrize("name", TABBED)
def test_a_format_has_its_number_of_columns_and_none_twice(name):
    assert len(COLUMNS[name]) == len(set(COLUMNS[name])) == WIDTHS[name]


@pytest.mark.parametrize("name", TABBED)
def test_the_columns_that_are_said_to_stay_empty_are_those_that_do(name):
    rows = by_hand(lines_of(name, *full_events()))[1 if name in HEADED else 0 :]
    filled = {
        column
        for row in rows
        for column, cell in zip(COLUMNS[name], row, strict=True)
        if cell not in ("", "None")
    }
    said = [column for columns in EMPTY[name].values() for column in columns]
    assert sorted(set(COLUMNS[name]) - filled) == sorted(said)


@pytest.mark.parametrize("name", TABBED)
@settings(max_examples=25)
@given(event=hostile_events())
def test_every_reader_sees_the_same_cells_whatever_the_words(name, event):
    lines = lines_of(name, event)
    cells = by_hand(lines)
    assert {len(row) for row in cells} == {WIDTHS[name]}
    assert len(cells) == len(lines)
    assert by_csv(lines) == cells
    in_latin1 = by_csv(lines, encoding="latin-1")
    assert [len(row) for row in in_latin1] == [len(row) for row in cells]


@pytest.mark.parametrize("name", TABBED)
@settings(max_examples=25)
@given(event=hostile_events())
def test_a_file_in_latin_1_has_the_same_cells(name, event):
    lines = [transliterated(line) for line in lines_of(name, event)]
    assert {len(row) for row in by_hand(lines)} == {WIDTHS[name]}
    "".join(lines).encode("latin-1")


@pytest.mark.parametrize("name", TABBED)
def test_pandas_and_polars_read_the_same_shape(name):
    header = 0 if name in HEADED else None
    lines = lines_of(name, an_event_view(), an_event_view(a_report(story=a_story(id="s2"))))
    assert by_pandas(lines, header=header).shape == (2, WIDTHS[name])
    assert by_polars(lines, has_header=name in HEADED).shape == (2, WIDTHS[name])


@pytest.mark.parametrize("name", TABBED)
def test_only_what_is_told_as_actual_goes_in_unless_asked_for(name):
    denied = an_event_view(a_report(a_record(auxiliary=Auxiliary.NEGATION)))
    heads = 1 if name in HEADED else 0
    assert len(lines_of(name, denied)) == heads
    assert len(lines_of(name, denied, all_auxiliaries=True)) == heads + 1


@pytest.mark.parametrize("name", TABBED)
def test_events_are_taken_one_at_a_time(name):
    taken = []

    def many():
        for number in range(1_000):
            taken.append(number)
            yield an_event_view()

    lines = TABBED[name](many(), Wanted())
    for _ in range(3):
        next(lines)
    assert len(taken) <= 3
