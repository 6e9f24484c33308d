from dataclasses import replace

from dragoman.store.reports import read_report, reports_of
from dragoman.store.rows import record_rows, story_row
from tests.builders import a_coded, a_record
from tests.store.test_rows import an_entry


def test_a_report_is_read_from_the_rows_of_its_record_and_story():
    entry = an_entry(a_coded(records=[a_record(vector=(1.0, 0.0))]))
    [record], story = record_rows(entry), story_row(entry)
    report = read_report({**record, **story}, text=story["text"])
    assert report.record == entry.coded.records[0]
    assert report.story == replace(entry.coded.story, sentences=())
    assert (report.trigger, report.copy_of) == ("arrested", "s1")


def test_a_report_of_a_story_on_its_way_in_is_the_one_read_back():
    entry = an_entry(a_coded(records=[a_record(vector=(1.0, 0.0))]))
    [record], story = record_rows(entry), story_row(entry)
    assert list(reports_of(entry.coded, entry.added)) == [read_report({**record, **story})]
