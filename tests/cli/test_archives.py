"""Web archives coded and added by the commands."""

import json

import pytest

from tests.cli.commands import TEXT, dragoman
from tests.gathering.archive.builders import a_record

PAGE = f"<html><body><p>{TEXT * 3}</p></body></html>".encode()
PASSED = "passed over in archives: requests 2, redirects 1"


@pytest.fixture
def archive(tmp_path):
    """Two pages, one of them damaged, among what is passed over."""
    records = [a_record(f"https://x.example/{n}", PAGE) for n in range(2)]
    request = a_record(kind="request", body=b"")
    redirect = a_record(status="302 Found", body=b"")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(request + records[0] + redirect + records[1][:-30] + b"damage" * 9 + request)
    return path


def test_pages_are_coded_damage_is_set_aside_and_the_rest_is_told_in_one_line(archive):
    result = dragoman("code", str(archive))
    coded, fault = [json.loads(line) for line in result.stdout.splitlines()]
    assert coded["story"]["url"] == "https://x.example/0"
    assert fault["error"]["kind"] == "broken"
    assert "at byte" in fault["error"]["message"]
    passed, told = result.stderr.splitlines()
    assert passed == PASSED
    assert told.startswith("2 stories in = 1 coded + 1 set aside (broken 1);")


def test_a_run_over_an_archive_is_taken_up_like_any_other(archive, tmp_path):
    out = tmp_path / "out.jsonl"
    result = dragoman("code", str(archive), "--out", str(out), "--resume")
    assert out.read_text() == dragoman("code", str(archive)).stdout
    assert PASSED in result.stderr


def test_an_archive_is_added_to_a_store_once(archive, tmp_path):
    first, second = (
        dragoman("add", str(archive), "--store", str(tmp_path / "store.duckdb")) for _ in range(2)
    )
    assert first.stderr.splitlines()[0] == PASSED
    assert "1 coded, 1 set aside, 0 known" in first.stderr
    assert "0 coded, 1 set aside, 1 known" in second.stderr
