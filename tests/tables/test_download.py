import resource
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from dragoman.errors import SetupError, UsageError
from dragoman.tables.asking import user_agent
from dragoman.tables.download import download, forget
from tests.tables.builders import Reply, a_file, a_server, in_turn, patience, silent

BODY = bytes(range(256)) * 4000
HTML = Reply(200, b"<!DOCTYPE html><p>Log in", {"Content-Type": "text/html"})


def fetch(server, path, *, slept=None, told=silent, **options):
    address = f"{server.address}/file.zip"
    return download(address, path, patience=patience(slept, **options), told=told)


def header(server, name):
    return [request.headers.get(name) for request in server.asked]


def fault(server, path, **options):
    with pytest.raises(SetupError) as caught:
        fetch(server, path, **options)
    return str(caught.value)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file.zip"


def part_of(path):
    return path.with_name("file.zip.part")


def test_a_file_comes_whole_and_is_told(path):
    told = []
    with a_server(a_file(BODY)) as server:
        fetch(server, path, told=lambda *numbers: told.append(numbers))
        assert path.read_bytes() == BODY
        assert told[-1] == (len(BODY), len(BODY))
        assert header(server, "User-Agent") == [user_agent()]
        assert not part_of(path).exists()


def test_a_line_that_dies_in_the_middle_is_taken_up_again_with_range(path):
    with a_server(in_turn(a_file(BODY, cut=5000), a_file(BODY, cut=3000), a_file(BODY))) as server:
        fetch(server, path)
        assert path.read_bytes() == BODY
        assert header(server, "Range") == [None, "bytes=5000-", "bytes=8000-"]
        assert header(server, "If-Range") == [None, '"v1"', '"v1"']


def test_a_download_that_was_given_up_goes_on_in_the_next_run(path):
    with a_server(in_turn(a_file(BODY, cut=5000), a_file(BODY, cut=0))) as server:
        assert "5000 bytes are kept" in fault(server, path)
        assert part_of(path).read_bytes() == BODY[:5000]
        server.answer = a_file(BODY)
        fetch(server, path)
        assert path.read_bytes() == BODY
        assert header(server, "Range")[-1] == "bytes=5000-"


def test_a_newer_file_on_the_server_is_fetched_from_the_start(path):
    newer = BODY[::-1]
    with a_server(in_turn(a_file(BODY, cut=5000), a_file(newer, etag='"v2"'))) as server:
        fetch(server, path)
        assert path.read_bytes() == newer


def test_a_server_that_knows_no_range_sends_all_again(path):
    plain = Reply(200, BODY, {"ETag": '"v1"'})
    with a_server(in_turn(a_file(BODY, cut=5000), plain)) as server:
        fetch(server, path)
        assert path.read_bytes() == BODY
        assert header(server, "Range") == [None, "bytes=5000-"]


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"v1"'}])
def test_without_a_mark_of_the_bytes_nothing_is_taken_up(path, headers):
    with a_server(in_turn(Reply(200, BODY, headers, 5000), Reply(200, BODY, headers))) as server:
        fetch(server, path)
        assert path.read_bytes() == BODY
        assert header(server, "Range") == [None, None]


def test_a_date_marks_a_version_too(path):
    dated = {"Last-Modified": "Fri, 27 Nov 2026 04:00:00 GMT"}
    with a_server(in_turn(Reply(200, BODY, dated, 5000), Reply(200, BODY, dated))) as server:
        fetch(server, path)
        assert header(server, "If-Range") == [None, dated["Last-Modified"]]


def test_a_whole_file_is_not_fetched_twice(path):
    with a_server(a_file(BODY)) as server:
        fetch(server, path)
        fetch(server, path)
        assert path.read_bytes() == BODY
        assert header(server, "Range") == [None, f"bytes={len(BODY)}-"]


def test_a_file_that_became_shorter_is_fetched_anew(path):
    with a_server(in_turn(a_file(BODY), a_file(BODY[:900]))) as server:
        fetch(server, path)
        fetch(server, path)
        assert path.read_bytes() == BODY[:900]


def test_another_part_than_asked_for_is_refused(path):
    other = Reply(206, BODY[9:], {"Content-Range": f"bytes 9-{len(BODY) - 1}/{len(BODY)}"})
    with a_server(in_turn(a_file(BODY, cut=5000), other)) as server:
        assert "another part" in fault(server, path)


@pytest.mark.parametrize(
    ("reply", "wait"),
    [
        (Reply(429, b"", {"Retry-After": "7"}), 7.0),
        (Reply(503, b"", {"Retry-After": "Sat, 28 Nov 2026 12:00:30 GMT"}), 30.0),
        (Reply(503, b"", {"Retry-After": "soon"}), 2.0),
        (Reply(502), 2.0),
    ],
)
def test_a_server_that_is_busy_is_asked_again_when_it_says(path, reply, wait):
    slept = []
    with a_server(in_turn(reply, a_file(BODY))) as server:
        fetch(server, path, slept=slept)
        assert slept == [wait]
        assert path.read_bytes() == BODY


def test_a_wait_that_is_too_long_is_told_instead(path):
    with a_server(in_turn(Reply(429, b"", {"Retry-After": "7200"}))) as server:
        assert "no request for 120 minutes" in fault(server, path)
        assert len(server.asked) == 1


def test_a_server_that_stays_down_is_given_up_after_longer_and_longer_waits(path):
    slept = []
    with a_server(in_turn(Reply(503))) as server:
        assert "HTTP 503" in fault(server, path, slept=slept, tries=4)
        assert slept == [2.0, 4.0, 8.0]


def test_what_is_not_there_is_told_at_once(path):
    with a_server(in_turn(Reply(404))) as server:
        assert "HTTP 404" in fault(server, path)
        assert len(server.asked) == 1


def test_a_web_page_in_place_of_the_file_is_told_and_keeps_what_has_come(path):
    with a_server(in_turn(a_file(BODY, cut=5000), HTML)) as server:
        assert "a web page, not the file" in fault(server, path)
        assert part_of(path).read_bytes() == BODY[:5000]


def test_a_web_page_under_another_name_is_known_by_its_start(path):
    page = Reply(200, b"\n<html>", {"Content-Type": "application/zip"})
    with a_server(in_turn(page)) as server:
        assert "a web page, not the file" in fault(server, path)


def test_nobody_at_the_address_is_told(path):
    with a_server(in_turn(Reply())) as server:
        pass
    assert "refused" in fault(server, path, tries=2)


def test_an_address_of_another_kind_is_refused(path):
    with pytest.raises(UsageError, match="no http"):
        download("file:///etc/passwd", path, patience=patience(), told=silent)


@contextmanager
def room_for(size):
    """No file of this process can be larger: the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_is_told_and_the_next_run_goes_on(path):
    with a_server(a_file(BODY)) as server:
        with room_for(400_000):
            assert "the disk is full" in fault(server, path)
        assert 0 < part_of(path).stat().st_size <= 400_000
        fetch(server, path)
        assert path.read_bytes() == BODY
        assert header(server, "Range")[-1] != "bytes=0-"


def test_a_file_that_has_no_room_is_not_begun(path):
    with a_server(in_turn(Reply(200, b"PK", {"Content-Length": str(10**18)}))) as server:
        assert "too full" in fault(server, path)
        assert not part_of(path).exists()


SLOW = """
import sys
from pathlib import Path
from dragoman.tables.asking import Patience
from dragoman.tables.download import download
download(sys.argv[1], Path(sys.argv[2]), patience=Patience(), told=lambda *_: print(flush=True))
"""


def test_a_download_that_was_killed_goes_on_in_the_next_run(path):
    released = threading.Event()

    def stalling(request):
        request.send_response(200)
        for name, value in (("Content-Length", str(len(BODY))), ("ETag", '"v1"')):
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(BODY[:70_000])
        released.wait(20)
        return

    with a_server(stalling) as server:
        command = [sys.executable, "-c", SLOW, f"{server.address}/file.zip", path]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
            run.stdout.readline()
            run.kill()
        released.set()
        have = part_of(path).stat().st_size
        assert 0 < have <= 70_000
        server.answer = a_file(BODY)
        fetch(server, path)
        assert path.read_bytes() == BODY
        assert header(server, "Range")[-1] == f"bytes={have}-"


def test_forget_leaves_nothing(path):
    with a_server(a_file(BODY)) as server:
        fetch(server, path)
    forget(path)
    assert list(path.parent.iterdir()) == []
