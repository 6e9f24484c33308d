import gzip
import json

import pytest

pytest.importorskip("dragoman.engine.cluster", reason="needs ray: pip install 'dragoman[engine]'")


from dragoman.gathering.split import read_split, split
from tests.engine.builders import a_job, a_run, coded_in, local_lines, without_doubles


@pytest.fixture(scope="module")
def bucket(s3, ran):
    """The inputs behind s3://news/2024."""
    for path in sorted(ran.inputs.glob("*.jsonl")):
        s3[f"news/2024/{path.name}.gz"] = gzip.compress(path.read_bytes())
    s3["news/other/page.html"] = (ran.inputs / "summit.html").read_bytes()


def test_objects_are_listed_by_pattern_and_folder(bucket, ran):
    names = [f"s3://news/2024/{path.name}.gz" for path in sorted(ran.inputs.glob("*.jsonl"))]
    for address in ("s3://news/2024/*.jsonl.gz", "s3://news/2024/", "s3://news/2*/part-?.jsonl.gz"):
        assert [file.name for file in split([address])] == names
    assert [file.name for file in split([names[0]])] == names[:1]


def test_what_is_not_there_is_set_aside(bucket):
    [file] = split(["s3://news/1999/*.gz"])
    [fault] = read_split(file)
    assert fault.kind == "unreadable"


def test_objects_are_coded_as_the_same_files_here(bucket, ran, tmp_path):
    told = a_run(a_job(tmp_path / "lake", "s3://news/2024/*.jsonl.gz"))
    local = without_doubles(local_lines(*sorted(ran.inputs.glob("*.jsonl"))))
    assert coded_in(tmp_path / "lake") == [
        line for line in local if "error" not in json.loads(line)
    ]
    assert told.sources == told.coded + told.set_aside + 2
