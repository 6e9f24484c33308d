from dataclasses import replace
from datetime import datetime

import pandas as pd

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.icews import COLUMNS, lines
from tests.builders import a_record, a_report, a_story, an_actor, an_event_view
from tests.exporting.readers import by_hand, by_pandas

#: The types that the usual reader in R asks for.
R_TYPES = {
    "Event ID": "Int32",
    "Story ID": "Int32",
    "Sentence Number": "Int32",
    "Intensity": "float64",
    "Latitude": "float64",
    "Longitude": "float64",
}


def a_row(event=None):
    found = lines([event or an_event_view()], Wanted())
    [row] = by_pandas(found, dtype=R_TYPES, quoting=3).to_dict("records")
    return row


def test_the_header_is_icewss():
    assert tuple(by_pandas(lines([], Wanted())).columns) == COLUMNS


def test_an_arrest_is_a_row():
    row = a_row()
    assert (row["Source Name"], row["Source Sectors"]) == ("Police", "Police")
    assert (row["Source Country"], row["Country"]) == ("Norway", "Norway")
    assert (row["Target Name"], row["Event Text"]) == ("ten people", "COERCE-arrest")
    assert (row["Intensity"], row["City"], row["Latitude"]) == (-7.0, "Oslo", 59.91)


def test_no_cameo_code_is_made_up():
    assert pd.isna(a_row()["CAMEO Code"])


def test_the_date_is_as_r_reads_it():
    assert datetime.strptime(a_row()["Event Date"], "%Y-%m-%d") == datetime(2024, 3, 8)


def test_ids_are_whole_numbers_that_r_holds():
    _, row = by_hand(lines([an_event_view()], Wanted()))
    cells = dict(zip(COLUMNS, row, strict=True))
    for column in ("Event ID", "Story ID", "Sentence Number"):
        assert 0 < int(cells[column]) < 2**31


def test_the_sentence_is_numbered_from_one():
    second = a_report(a_record("talks"))
    assert a_row()["Sentence Number"] == 1
    assert a_row(an_event_view(second))["Sentence Number"] == 2


def test_a_story_without_its_sentences_has_no_sentence_number():
    bare = replace(a_story(), sentences=(), text="")
    report = replace(a_report(), story=bare)
    assert pd.isna(a_row(an_event_view(report))["Sentence Number"])


def test_an_organisation_above_countries_is_in_its_sectors():
    actor = an_actor(country="UNO", sectors=("MIL", "PRM"))
    row = a_row(an_event_view(a_report(a_record(actors=(actor,)))))
    assert pd.isna(row["Source Country"])
    assert row["Source Sectors"] == "International Government Organization,Military,PRM"


def test_both_who_meet_are_in_the_row():
    actors = (an_actor(), an_actor("The mayor"))
    record = a_record(type="CONSULT", mode=None, actors=actors, recipients=())
    row = a_row(an_event_view(a_report(record)))
    assert (row["Source Name"], row["Target Name"]) == ("Police", "The mayor")
