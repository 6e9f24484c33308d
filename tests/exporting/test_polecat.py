from dataclasses import replace
from datetime import date

import pandas as pd
import polars as pl

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.polecat import COLUMNS, lines
from tests.builders import (
    a_date,
    a_place,
    a_record,
    a_report,
    a_story,
    an_actor,
    an_event_view,
)
from tests.exporting.readers import by_pandas, by_polars, in_bytes


def a_row(event=None, **options):
    [row] = by_pandas(lines([event or an_event_view()], Wanted()), **options).to_dict("records")
    return row


def test_the_header_is_polecats():
    assert tuple(by_pandas(lines([], Wanted())).columns) == COLUMNS


def test_an_arrest_is_a_row():
    row = a_row(keep_default_na=False)
    assert row["Event Type"] == "COERCE"
    assert row["Event Mode"] == "arrest"
    assert row["Quad Code"] == "MATERIAL CONFLICT"
    assert row["Event Date"] == "2024-03-08"
    assert (row["Actor Name"], row["Recipient Name"]) == ("Police", "ten people")
    assert (row["Country"], row["GeoNames ID"], row["City"]) == ("NOR", 3143244, "Oslo")


def test_what_is_not_known_is_the_word_none():
    row = a_row(keep_default_na=False)
    assert {row[name] for name in ("Actor COW", "Wikipedia Actor ID", "Contexts")} == {"None"}


def test_pandas_takes_what_is_not_known_as_missing():
    assert pd.isna(a_row()["Actor COW"])


def test_several_values_of_a_cell_stand_between_semicolons():
    actors = (an_actor(), an_actor("The mayor", country="SWE", sectors=("GOV", "ELI")))
    row = a_row(an_event_view(a_report(a_record(actors=actors, contexts=("legal", "crime")))))
    assert row["Actor Name"] == "Police; The mayor"
    assert row["Actor Country"] == "NOR; SWE"
    assert (row["Primary Actor Sector"], row["Actor Sectors"]) == ("COP", "COP; GOV; ELI")
    assert row["Contexts"].split("; ") == ["legal", "crime"]


def test_the_story_is_the_part_of_the_id_before_the_first_mark():
    row = a_row(an_event_view(a_report(story=a_story(id="a_b c"))))
    assert row["Event ID"] == "a%5Fb%20c_COERCE_arrest_e1"


def test_two_events_of_a_kind_in_a_story_have_two_ids():
    other = a_report(a_record("talks", event="e2", type="COERCE", mode="arrest"))
    table = by_pandas(lines([an_event_view(), an_event_view(other)], Wanted()))
    assert table["Event ID"].is_unique


def test_the_usual_reader_in_latin_1_sees_as_many_rows():
    place = a_place(name="Київ", province="Łódź")
    event = an_event_view(a_report(a_record(place=place)))
    table = by_pandas(lines([event] * 3, Wanted()), encoding="latin-1", low_memory=False)
    assert table.shape == (3, 40)


def test_polars_reads_numbers_and_days():
    table = by_polars(lines([an_event_view()], Wanted()), null_values="None", try_parse_dates=True)
    assert table.schema["Event Date"] == pl.Date
    assert table["Intensity"].to_list() == [-7.0]


def test_a_date_that_is_not_known_is_the_day_of_publication():
    record = a_record(date=replace(a_date(), first=None, last=None))
    assert a_row(an_event_view(a_report(record)))["Event Date"] == "2024-03-08"
    nothing = a_report(record, a_story(published=None))
    assert pd.isna(a_row(an_event_view(nothing))["Event Date"])


def test_the_first_day_stands_for_a_range():
    record = a_record(date=a_date(date(2024, 3, 1), date(2024, 3, 31)))
    assert a_row(an_event_view(a_report(record)))["Event Date"] == "2024-03-01"


def test_no_text_of_the_story_is_in_the_file():
    assert b"talks had failed" not in in_bytes(lines([an_event_view()], Wanted(with_text=True)))
