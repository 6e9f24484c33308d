import json
import subprocess
import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from dragoman.errors import SetupError
from dragoman.evaluation.bench import Measurement, merged, read_bench, write_bench

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "bench.py"


def the_script():
    spec = spec_from_file_location("bench_script", SCRIPT)
    sys.modules[spec.name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def test_a_share_is_its_own_ratio_to_what_it_is_a_share_of():
    table = the_script().Table("x", date(2026, 11, 24))
    alone = a_measurement("encoder alone, 1 core", 8.0)
    row = table.share("resolvers", 0.0712, cores=1, of=alone)
    assert (row.value, row.unit, row.ratio, row.ratio_to) == (0.07, "share", 0.071, alone.name)


def test_resolvers_are_timed_beside_the_encoder_in_one_process(tmp_path):
    command = [sys.executable, SCRIPT, tmp_path / "no-gold", "--what", "resolvers"]
    done = subprocess.run(
        [*command, "--cores", "1", "--stories", "1"], check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    assert told["seconds"] > 0
    assert told["encoder"] > 0
