"""`dragoman plot`: files that appear, and every refusal in a line."""

import importlib.util

import pytest

pytest.importorskip("vl_convert")
pytest.importorskip("networkx")

from dragoman.cli import plotting
from dragoman.cli.plot import PICTURES
from dragoman.errors import SetupError
from dragoman.plotting import drawing, plot
from tests.cli.commands import dragoman
from tests.plotting.builders import a_drawn_store


@pytest.fixture
def store(tmp_path):
    with a_drawn_store(tmp_path):
        pass
    return str(tmp_path / "record.duckdb")


def test_the_command_names_the_pictures_and_forms_that_there_are():
    assert tuple(plot.PICTURES) == PICTURES
    assert tuple(drawing.FORMS) == plotting.FORMS


def test_a_picture_is_written_with_the_filter_in_its_caption(store, tmp_path):
    out = tmp_path / "march.SVG"
    run = dragoman("plot", "timeline", "--store", store, "--type", "protest", "--out", str(out))
    assert (run.exit_code, run.output) == (0, "")
    assert "1 event: type PROTEST; store of" in out.read_text("utf-8")


@pytest.mark.parametrize("name", ["picture.pdf", "picture"])
def test_an_unknown_ending_is_refused_with_those_there_are(store, tmp_path, name):
    run = dragoman("plot", "map", "--store", store, "--out", str(tmp_path / name))
    assert run.exit_code == 2
    assert f"cannot draw {name}: the name must end in .svg, .png or .html" in run.stderr


def test_nothing_to_draw_is_told_and_leaves_no_file(store, tmp_path):
    out = tmp_path / "none.png"
    run = dragoman("plot", "dyads", "--store", store, "--country", "DNK", "--out", str(out))
    assert run.exit_code == 2
    assert "no events fit --country DNK" in run.stderr
    assert not out.exists()


def test_where_the_library_is_missing_the_message_says_what_to_install(monkeypatch):
    there = importlib.util.find_spec
    monkeypatch.setattr(
        plotting, "find_spec", lambda name: None if name == "vl_convert" else there(name)
    )
    with pytest.raises(SetupError, match=r"vl-convert-python: pip install 'dragoman\[plot\]'"):
        plotting.require_plot()
