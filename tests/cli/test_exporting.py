from pathlib import Path

import pandas as pd
import pytest

from dragoman.cli.exporting import Form, export_events
from dragoman.errors import UsageError
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import FORMATS
from tests.builders import a_record, a_report, a_story, an_actor, an_event_view

SEVERAL = [an_event_view(), an_event_view(a_report(story=a_story(id="s2")))]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_file(name, tmp_path):
    out = tmp_path / "out"
    export_events(iter(SEVERAL), Form(name), out)
    assert out.stat().st_size > 0
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_the_same_each_time(name, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    export_events(iter(SEVERAL), Form(name), one)
    export_events(iter(SEVERAL), Form(name), other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_a_fault_in_the_middle_leaves_the_old_file(name, tmp_path):
    out = tmp_path / "out"
    out.write_text("old")

    def broken():
        yield from SEVERAL
        raise UsageError("the store is gone")

    with pytest.raises(UsageError, match="the store is gone"):
        export_events(broken(), Form(name), out)
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_latin_1_is_written_as_latin_1(tmp_path):
    record = a_record(actors=(an_actor(name="Łukasz Müller"),))
    event = an_event_view(a_report(record))
    out = tmp_path / "events.txt"
    export_events([event], Form("polecat", encoding="latin-1"), out)
    assert pd.read_csv(out, sep="\t", encoding="latin-1")["Actor Name"][0] == "Lukasz Müller"


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (Form("polecat", table="records"), "polecat has one table"),
        (Form("icews", wanted=Wanted(with_text=True)), "icews has no place for whole texts"),
        (Form("csv", wanted=Wanted(with_text=True)), "csv has no place for whole texts"),
        (Form("plover", encoding="latin-1"), "plover is always UTF-8"),
        (Form("parquet", encoding="latin-1"), "parquet is always UTF-8"),
    ],
)
def test_options_that_do_not_go_together_are_refused(form, fault, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(UsageError, match=fault):
        export_events([], form, out)
    assert not out.exists()


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(UsageError, match="cannot write /nowhere/out"):
        export_events([], Form("plover"), Path("/nowhere/out"))


@pytest.mark.parametrize("name", ["polecat", "plover", "csv"])
def test_without_a_file_it_goes_to_the_screen(name, capsys):
    export_events(SEVERAL, Form(name), None)
    assert "Police" in capsys.readouterr().out


def test_texts_go_into_records_in_csv(tmp_path):
    out = tmp_path / "records.csv"
    form = Form("csv", table="records", wanted=Wanted(with_text=True))
    export_events(SEVERAL, form, out)
    assert pd.read_csv(out)["text"].tolist() == [a_story().text] * 2
