import pandas as pd
import pytest

from dragoman.exporting.choosing import Wanted
from dragoman.exporting.phoenix import COLUMNS, actor_code, lines
from tests.builders import a_place, a_record, a_report, a_story, an_actor, an_event_view
from tests.exporting.readers import by_hand, by_pandas


def a_row(event=None):
    found = lines([event or an_event_view()], Wanted())
    [row] = by_pandas(found, header=None, names=COLUMNS, dtype=str).to_dict("records")
    return row


def test_an_arrest_is_a_row():
    row = a_row()
    assert (row["date"], row["year"], row["month"], row["day"]) == ("20240308", "2024", "03", "08")
    assert (row["source"], row["source_root"], row["source_agent"]) == ("NORCOP", "NOR", "COP")
    assert (row["quad_class"], row["goldstein"]) == ("4", "-7.0")
    assert (row["placeName"], row["countryName"]) == ("Oslo", "Norway")


def test_no_cameo_code_is_made_up():
    row = a_row()
    assert pd.isna(row["code"])
    assert pd.isna(row["root_code"])


@pytest.mark.parametrize(
    ("country", "sectors", "code"),
    [
        ("NOR", ("GOV", "JRN"), "NORGOVMED"),
        ("ROU", ("PTY",), "ROUPTY"),
        ("UNO", (), "IGOUNO"),
        (None, ("REB",), "REB"),
        (None, (), ""),
    ],
)
def test_an_actors_code_is_a_root_and_types(country, sectors, code):
    assert actor_code(an_actor(country=country, sectors=sectors)) == code


def test_codes_after_the_first_agent_are_others():
    actor = an_actor(sectors=("GOV", "LEG", "ELI"))
    row = a_row(an_event_view(a_report(a_record(actors=(actor,)))))
    assert (row["source_agent"], row["source_others"]) == ("GOV", "LEG;ELI")


def test_without_a_place_five_fields_are_empty():
    [row] = by_hand(lines([an_event_view(a_report(a_record(place=None)))], Wanted()))
    assert row[18:23] == [""] * 5
    [row] = by_hand(lines([an_event_view(a_report(a_record(place=a_place(name=None))))], Wanted()))
    assert row[18:23] == [""] * 5


def test_all_stories_stand_in_step():
    one = a_report(story=a_story(id="s1", url="https://a.example/?a;b", publisher="A; B"))
    other = a_report(story=a_story(id="s2", url="", publisher="Post"))
    row = a_row(an_event_view(one, other))
    assert row["ids"] == "s1;s2"
    assert row["urls"] == "https://a.example/?a%3Bb;"
    assert row["sources"] == "A, B;Post"


def test_contexts_are_issues_with_counts():
    legal, both = a_record(contexts=("legal",)), a_record("talks", contexts=("legal", "crime"))
    assert a_row(an_event_view(a_report(legal), a_report(both)))["issues"] == "legal,2;crime,1"
