from datetime import date, datetime

import pandas as pd
import pytest

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.gdelt import (
    EVENT_COLUMNS,
    MENTION_COLUMNS,
    event_lines,
    mention_lines,
)
from tests.builders import a_place, a_record, a_report, a_story, an_actor, an_event_view
from tests.exporting.readers import by_pandas, by_polars

AS_TEXT = {"EventCode": str, "EventBaseCode": str, "EventRootCode": str}


def events_of(*events):
    lines = event_lines(events, Wanted())
    return by_pandas(lines, header=None, names=EVENT_COLUMNS, dtype=AS_TEXT)


def mentions_of(*events):
    return by_pandas(mention_lines(events, Wanted()), header=None, names=MENTION_COLUMNS)


def an_event_of(**changes):
    return an_event_view(a_report(a_record(**changes)))


def a_row(event):
    return events_of(event).to_dict("records")[0]


def test_columns_are_gdelts_in_their_order():
    assert EVENT_COLUMNS[5:8] == ("Actor1Code", "Actor1Name", "Actor1CountryCode")
    assert EVENT_COLUMNS.index("QuadClass") == 29
    assert EVENT_COLUMNS[35] == "Actor1Geo_Type"
    assert EVENT_COLUMNS[-3:] == ("ActionGeo_FeatureID", "DATEADDED", "SOURCEURL")


def test_an_arrest_is_a_row():
    row = a_row(an_event_view(a_report(story=a_story(url="https://a.example/1"))))
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == (20240308, 202403, 2024)
    assert (row["Actor1Code"], row["Actor1Name"]) == ("NORCOP", "POLICE")
    assert (row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("NOR", "COP")
    assert (row["QuadClass"], row["GoldsteinScale"]) == (4, -7.0)
    assert row["DATEADDED"] == 20240309120000
    assert row["SOURCEURL"] == "https://a.example/1"


def test_no_cameo_code_and_no_tone_is_made_up():
    row = a_row(an_event_view())
    assert all(pd.isna(row[name]) for name in (*AS_TEXT, "AvgTone", "IsRootEvent"))


@pytest.mark.parametrize(
    ("day", "fraction"), [(date(2013, 1, 1), 2013.0027), (date(2016, 3, 31), 2016.2466)]
)
def test_the_fraction_of_the_year_is_gdelts(day, fraction):
    assert a_row(an_event_view(first=day))["FractionDate"] == fraction


@pytest.mark.parametrize(
    ("country", "feature", "kind", "fips", "name"),
    [
        ("NOR", "PPLC", 4, "NO", "Oslo, Norway"),
        ("NOR", "ADM1", 5, "NO", "Oslo, Norway"),
        ("NOR", "PCLI", 1, "NO", "Oslo, Norway"),
        ("USA", "PPL", 3, "US", "Oslo, United States"),
        ("USA", "ADM1", 2, "US", "Oslo, United States"),
    ],
)
def test_a_place_has_gdelts_kind_and_fips(country, feature, kind, fips, name):
    row = a_row(an_event_of(place=a_place(country=country, feature=feature)))
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == (kind, fips)
    assert row["ActionGeo_FullName"] == name


def test_a_country_is_its_own_full_name():
    place = a_place(name="Norway", feature="PCLI")
    assert a_row(an_event_of(place=place))["ActionGeo_FullName"] == "Norway"


def test_a_place_that_was_only_named_is_no_place():
    row = a_row(an_event_of(place=a_place(name=None)))
    assert row["ActionGeo_Type"] == 0
    assert pd.isna(row["ActionGeo_FullName"])


def test_the_united_nations_are_a_group_of_a_type_and_no_country():
    row = a_row(an_event_of(actors=(an_actor(country="UNO", sectors=("MIL",)),)))
    assert row["Actor1Code"] == "IGOUNOMIL"
    assert (row["Actor1KnownGroupCode"], row["Actor1Type1Code"]) == ("UNO", "IGO")
    assert pd.isna(row["Actor1CountryCode"])


def test_mentions_sources_and_articles_are_counted():
    reports = (
        a_report(story=a_story(id="s1", publisher="Wire")),
        a_report(a_record("talks", type="COERCE"), a_story(id="s1", publisher="Wire")),
        a_report(story=a_story(id="s2", publisher="Post"), copy_of="s1"),
    )
    row = a_row(an_event_view(*reports))
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (3, 1, 2)


def test_there_are_as_many_mentions_as_the_event_counts():
    event = an_event_view(a_report(), a_report(story=a_story(id="s2")))
    mentions = mentions_of(event)
    assert len(mentions) == a_row(event)["NumMentions"]
    assert set(mentions["GLOBALEVENTID"]) == set(events_of(event)["GLOBALEVENTID"])


def test_a_mention_tells_where_the_words_stand():
    later = a_report(a_record(score=0.87), added=datetime(2024, 3, 10, 1, 2, 3))
    row = mentions_of(an_event_view(a_report(), later)).to_dict("records")[1]
    assert (row["Actor1CharOffset"], row["ActionCharOffset"], row["SentenceID"]) == (0, 7, 1)
    assert (row["EventTimeDate"], row["MentionTimeDate"]) == (20240309120000, 20240310010203)
    assert row["Confidence"] == 87
    assert row["Extras"] == "plover:COERCE-arrest;auxiliary:actual;record:r7"


def test_a_mention_is_of_the_web_where_there_is_an_address():
    web = a_report(story=a_story(id="s2", url="https://a.example/2"))
    mentions = mentions_of(an_event_view(a_report(), web))
    assert mentions["MentionType"].tolist() == [2, 1]
    assert mentions["MentionIdentifier"].tolist() == ["s1", "https://a.example/2"]


def test_polars_reads_ids_as_whole_numbers():
    table = by_polars(event_lines([an_event_view()], Wanted()), has_header=False)
    assert table["column_1"].dtype.is_integer()
