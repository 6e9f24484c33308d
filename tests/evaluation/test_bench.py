import json

import pytest

from dragoman.errors import SetupError
from dragoman.evaluation.bench import Measurement, merged, read_bench, write_bench


def a_measurement(name="stories from text, 1 core", value=10.0):
    return Measurement(name, value, "stories/s", 1, 0.7, "encoder alone, 1 core", "x", "2026-11-24")


def test_a_new_figure_takes_the_place_of_its_name():
    old = [a_measurement("a", 1), a_measurement("b", 2)]
    assert [(row.name, row.value) for row in merged(old, [a_measurement("a", 3)])] == [
        ("a", 3),
        ("b", 2),
    ]


def test_rows_come_back_as_they_were_written(tmp_path):
    rows = (a_measurement("a"), a_measurement("b"))
    write_bench(rows, tmp_path / "bench.json")
    assert read_bench(tmp_path / "bench.json") == rows
    assert list(json.loads((tmp_path / "bench.json").read_text())[0]) == [
        "name",
        "value",
        "unit",
        "cores",
        "ratio",
        "ratio_to",
        "command",
        "date",
    ]


def test_no_file_is_no_rows_and_a_broken_one_an_error(tmp_path):
    path = tmp_path / "bench.json"
    assert read_bench(path) == ()
    path.write_text('[{"name": "a"}]')
    with pytest.raises(SetupError, match="no list of measurements"):
        read_bench(path)
