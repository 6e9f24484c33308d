import json
from datetime import date
from importlib.resources import files

import pytest

from dragoman.errors import SetupError
from dragoman.evaluation.timeml import timeml_days
from dragoman.evaluation.timex import (
    answer_of,
    evaluate_dates,
    read_cases,
    reasons_in,
)
from tests.cli.commands import dragoman

MODEL = "DateTimeModel.json"


def a_spec(text, words, kind, *values, today="2016-11-07T00:00:00"):
    """One case in the form of the specs, its span found in the text."""
    start = text.index(words)
    result = {
        "Text": words.lower(),
        "Start": start,
        "End": start + len(words) - 1,
        "TypeName": f"datetimeV2.{kind}",
        "Resolution": {"values": list(values)},
    }
    return {"Input": text, "Context": {"ReferenceDateTime": today}, "Results": [result]}


def a_day(day):
    return {"timex": day, "type": "date", "value": day}


def a_range(timex, start, end, **more):
    return {"timex": timex, "type": "daterange", "start": start, "end": end, **more}


def write_specs(folder, *specs, name=MODEL):
    path = folder / name
    path.write_text(json.dumps(specs), encoding="utf-8-sig")
    return path


def the_case(folder, *spec):
    """The one case, with whether the resolver's answer is right."""
    [case] = read_cases(write_specs(folder, a_spec(*spec)))
    return case, case.holds(answer_of(case))


def test_figures_count_right_asked_and_left_out(tmp_path):
    path = write_specs(
        tmp_path,
        a_spec("I left yesterday.", "yesterday", "date", a_day("2016-11-06")),
        a_spec("I left yesterday.", "yesterday", "date", a_day("2016-11-01")),
        a_spec("I left at noon.", "noon", "time", {"timex": "T12", "value": "12:00:00"}),
    )
    figures = evaluate_dates(path)
    assert (figures.cases, figures.accuracy, figures.excluded) == (2, 50.0, 33.3)
    assert reasons_in(path) == {"a time of day, and no day": 1}


def test_of_several_readings_any_is_right(tmp_path):
    past_and_future = a_day("2016-11-04"), a_day("2016-11-11")
    assert the_case(tmp_path, "I'll go on Friday", "Friday", "date", *past_and_future)[1]


def test_the_end_of_a_range_is_not_part_of_it(tmp_path):
    week = a_range("2016-W44", "2016-10-31", "2016-11-07")
    case, right = the_case(tmp_path, "It was last week", "last week", "daterange", week)
    assert case.readings[0].last == date(2016, 11, 6)
    assert right


NAMED_ENDS = [
    ("from 2 to 5 May", a_range("(XXXX-05-02,XXXX-05-05,P3D)", "2016-05-02", "2016-05-05")),
    ("from 2012 to 2014", a_range("(2012-01-01,2014-01-01,P2Y)", "2012-01-01", "2014-01-01")),
    ("Q1 2015 to Q3 2015", a_range("(2015-01-01,2015-07-01,P6M)", "2015-01-01", "2015-07-01")),
]


@pytest.mark.parametrize(("words", "value"), NAMED_ENDS)
def test_an_end_that_the_words_name_counts_whole(tmp_path, words, value):
    assert the_case(tmp_path, f"It ran {words}", words, "daterange", value)[1]


def test_what_runs_up_to_now_may_end_today(tmp_path):
    value = a_range("(2016-10-28,2016-11-07,P10D)", "2016-10-28", "2016-11-07")
    assert the_case(tmp_path, "in the past 10 days", "past 10 days", "daterange", value)[1]


def test_since_is_compared_by_its_first_day(tmp_path):
    value = {"timex": "2016-08", "Mod": "since", "type": "daterange", "start": "2016-08-01"}
    assert the_case(tmp_path, "He sat since August", "since August", "daterange", value)[1]


def test_a_time_on_a_day_is_that_day(tmp_path):
    value = {"timex": "2016-11-08T08", "type": "datetime", "value": "2016-11-08 08:00:00"}
    assert the_case(tmp_path, "I go tomorrow at 8am", "tomorrow at 8am", "datetime", value)[1]


LEFT_OUT = [
    ("at 3 pm", "time", {"timex": "T15", "value": "15:00:00"}),
    ("three days", "duration", {"timex": "P3D", "value": "259200"}),
    ("every Monday", "set", {"timex": "XXXX-WXX-1", "value": "not resolved"}),
    ("last summer", "daterange", {"timex": "2016-SU", "value": "not resolved"}),
    ("before 2010", "daterange", {"timex": "2010", "Mod": "before", "end": "2010-01-01"}),
    ("in 5 minutes", "datetime", {"timex": "T", "value": "2016-11-07 00:05:00"}),
    ("two months ago", "date", a_day("2016-09-07")),
    ("mid-November", "daterange", a_range("XXXX-11", "2016-11-10", "2016-11-21", Mod="mid")),
    ("the following week", "daterange", a_range("2016-W46", "2016-11-14", "2016-11-21")),
]


@pytest.mark.parametrize(("words", "kind", "value"), LEFT_OUT)
def test_what_is_no_question_of_days_is_not_asked(tmp_path, words, kind, value):
    case, _ = the_case(tmp_path, f"It is {words}", words, kind, value)
    assert case.reason


def test_or_later_does_not_point_at_a_date_before(tmp_path):
    value = {"timex": "2012", "Mod": "since", "type": "daterange", "start": "2012-01-01"}
    case, right = the_case(tmp_path, "sales for 2012 or later", "2012 or later", "daterange", value)
    assert (case.reason, right) == ("", True)


def test_a_single_case_of_the_table_is_not_asked(tmp_path):
    case, _ = the_case(tmp_path, "meet on eid al fitr", "eid al fitr", "date", a_day("2022-05-02"))
    assert case.reason.startswith("a feast of another calendar")


def test_other_specs_of_the_folder_are_passed_over(tmp_path):
    spec = a_spec("I left yesterday.", "yesterday", "date", a_day("2016-11-06"))
    parser = {"Input": "May", "Results": [{"Text": "May", "Type": "date", "Value": {}}]}
    write_specs(tmp_path, spec)
    write_specs(tmp_path, parser, name="DateParser.json")
    write_specs(tmp_path, spec, name="DateTimeModelCalendarMode.json")
    assert evaluate_dates(tmp_path).cases == 1


TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="1998-02-13" functionInDocument="CREATION_TIME">
02/13/1998</TIMEX3></DCT>
<TEXT>They met <TIMEX3 tid="t1" type="DATE" value="1998-02-11">Wednesday</TIMEX3> and talked
<EVENT>for</EVENT> <TIMEX3 tid="t2" type="DURATION" value="P3D">three days</TIMEX3>. In
<TIMEX3 tid="t3" type="DATE" value="1997-07">July</TIMEX3> they fell out
<TIMEX3 tid="t4" type="DATE" value="1997-XX">one day</TIMEX3> at
<TIMEX3 tid="t5" type="TIME" value="1998-02-13T12:00">noon</TIMEX3>.</TEXT></TimeML>
"""


def test_timeml_is_asked_by_its_creation_time(tmp_path):
    path = tmp_path / "a.tml"
    path.write_text(TIMEML)
    figures = evaluate_dates(tmp_path)
    assert (figures.cases, figures.accuracy, figures.excluded) == (2, 100.0, 60.0)
    words = [case.span.of(case.story.text) for case in read_cases(path)]
    assert words == ["Wednesday", "three days", "July", "one day", "noon"]


def test_the_creation_time_may_stand_in_the_text(tmp_path):
    path = tmp_path / "a.tml"
    marked = '<TIMEX3 type="DATE" value="1998-02-13" functionInDocument="CREATION_TIME">x</TIMEX3>'
    asked = '<TIMEX3 type="DATE" value="1998-02-12">yesterday</TIMEX3>'
    path.write_text(f"<TimeML>{marked} They met {asked}.</TimeML>")
    assert (evaluate_dates(path).cases, evaluate_dates(path).accuracy) == (1, 100.0)


VALUES = {
    "1998": "1998-01-01/1998-12-31",
    "199": "1990-01-01/1999-12-31",
    "1998-02": "1998-02-01/1998-02-28",
    "1998-02-13": "1998-02-13/1998-02-13",
    "1998-02-13TMO": "1998-02-13/1998-02-13",
    "1998-W07": "1998-02-09/1998-02-15",
    "1998-W07-WE": "1998-02-14/1998-02-15",
    "1998-Q3": "1998-07-01/1998-09-30",
    "1998-H1": "1998-01-01/1998-06-30",
    "1998-SU": "1998-06-01/1998-08-31",
    "1998-02-13/1998-02-15": "1998-02-13/1998-02-15",
}


@pytest.mark.parametrize(("value", "days"), VALUES.items())
def test_timeml_values_are_day_ranges(value, days):
    found = timeml_days(value)
    assert f"{found.first}/{found.last}" == days


@pytest.mark.parametrize("value", ["", "PRESENT_REF", "1998-XX", "P3D", "FY1998", "1998-13"])
def test_timeml_values_without_days_are_open(value):
    assert timeml_days(value) is None


BROKEN = [
    ("a.json", "[{", "is no JSON"),
    ("a.json", "{}", "holds no date cases"),
    ("a.json", '[{"Results": [{"TypeName": "datetimeV2.date"}]}]', "case 0 is no Recognizers case"),
    ("a.tml", "<TimeML>", "is no TimeML"),
]


@pytest.mark.parametrize(("name", "content", "message"), BROKEN)
def test_a_broken_file_is_told_in_one_line(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(SetupError, match=message) as told:
        evaluate_dates(path)
    assert "\n" not in str(told.value)


def test_the_command_prints_three_figures(tmp_path):
    path = write_specs(
        tmp_path, a_spec("I left yesterday.", "yesterday", "date", a_day("2016-11-06"))
    )
    printed = dragoman("evaluate-dates", str(path), "--json")
    assert json.loads(printed.output) == {"cases": 1, "accuracy": 100.0, "excluded": 0.0}
    assert "accuracy  100.0" in dragoman("evaluate-dates", str(path)).output


def test_each_single_exclusion_has_its_reason():
    table = (files("dragoman") / "resources" / "timex_excluded.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines()]
    assert rows[0] == ["input", "text", "reason"]
    assert all(len(row) == 3 and all(row) for row in rows)
