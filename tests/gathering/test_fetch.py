"""One address gives one page, or a fault within bounds; a server in a thread answers."""

import gzip
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import StoryError
from dragoman.gathering.fetch import fetch
from tests.gathering.builders import PAGE, gathered, kinds

ANSWERS = {
    "/page": (200, {"Content-Type": "text/html; charset=koi8-r"}, PAGE),
    "/packed": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(PAGE),
    ),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 500_000)),
    "/untold": (200, {}, PAGE),
    "/moved": (302, {"Location": "/page"}, b""),
    "/away": (302, {"Location": "ftp://127.0.0.1/page"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/large": (200, {"Content-Length": "50000000"}, b""),
    "/endless": (200, {}, b"a" * 30_000),
    "/cut": (200, {"Content-Length": "5000"}, PAGE),
    "/trickle": (200, {}, PAGE),
    "/gone": (410, {}, b""),
    "/caf%C3%A9": (200, {}, PAGE),
}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/silent":
            self.server.released.wait(5)
            return
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        while self.path == "/trickle" and not self.server.released.wait(0.02):
            self.wfile.write(b"a")

    def log_message(self, *_):
        pass


@contextmanager
def a_server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.released = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def server():
    with a_server() as address:
        yield address


def fault(address, **bounds):
    with pytest.raises(StoryError) as caught:
        fetch(address, **{"max_bytes": 10_000, **bounds})
    return caught.value


@pytest.mark.parametrize(
    ("path", "charset"), [("/page", "koi8-r"), ("/packed", None), ("/untold", None)]
)
def test_a_page_comes_with_its_charset(server, path, charset):
    page = fetch(server + path)
    assert (page.body, page.url, page.charset) == (PAGE, server + path, charset)


def test_a_redirect_is_followed_and_its_end_is_the_address(server):
    assert fetch(server + "/moved").url == server + "/page"


def test_letters_outside_ascii_travel_in_percent_signs(server):
    assert fetch(server + "/café").body == PAGE


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/gone", "fetch", "HTTP 410"),
        ("/picture", "fetch", "image/png, not a page"),
        ("/away", "fetch", "ftp"),
        ("/circle", "fetch", "HTTP 302"),
        ("/cut", "fetch", "cut off after"),
        ("/large", "too-large", "0.01 MB"),
        ("/endless", "too-large", "0.01 MB"),
        ("/bomb", "too-large", "0.01 MB"),
    ],
)
def test_what_is_no_page_is_told(server, path, kind, says):
    error = fault(server + path)
    assert error.kind == kind
    assert says in error.message
    assert "\n" not in error.message


def test_a_silent_server_is_left_after_the_timeout(server):
    assert "timed out" in fault(server + "/silent", timeout=0.2).message


def test_a_server_that_trickles_is_left_at_the_deadline(server):
    assert "not whole after 0.1 seconds" in fault(server + "/trickle", deadline=0.1).message


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://[broken/", "http:///nowhere"])
def test_an_address_that_leads_nowhere_is_told(address):
    assert fault(address, timeout=2).kind == "fetch"


def test_gathering_goes_on_behind_a_failed_address(server):
    assert kinds(gathered(server + "/gone", server + "/page")) == ["fetch", "page"]
