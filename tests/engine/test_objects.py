import gzip

import pytest

pytest.importorskip("ray", reason="needs ray: pip install 'dragoman[engine]'")


from dragoman.gathering.split import read_split, split
from tests.engine.builders import a_job, a_run, lines_in


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
    here, there = tmp_path / "here", tmp_path / "there"
    a_run(a_job(here, *map(str, sorted(ran.inputs.glob("*.jsonl")))))
    told = a_run(a_job(there, "s3://news/2024/*.jsonl.gz"))
    assert told.coded > 0
    coded = [line for line in lines_in(here) if '"error"' not in line]
    assert [line for line in lines_in(there) if '"error"' not in line] == coded
