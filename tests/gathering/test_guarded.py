"""An address of a stranger reaches the open internet and nothing else.

Names are resolved by a table, and what is dialled at a public address is a server here.
"""

import socket

import pytest

from dragoman.errors import StoryError
from dragoman.gathering.guarded import Network, fetch_public
from dragoman.gathering.public_addresses import checked_address, is_public
from tests.gathering.builders import PAGE
from tests.gathering.test_fetch import ANSWERS, a_server

PUBLIC = "93.184.216.34"
NAMES = {
    "news.example": [PUBLIC],
    "inside.example": ["10.0.0.7"],
    "both.example": [PUBLIC, "127.0.0.1"],
    "mapped.example": ["::ffff:169.254.169.254"],
}


class Switchboard:
    """Connects every public address to the server here, and remembers what was asked of it."""

    def __init__(self, address):
        self.port = int(address.rpartition(":")[2])
        self.asked, self.dialled = [], []

    def resolve(self, host):
        self.asked.append(host)
        return NAMES.get(host, [host.strip("[]")])

    def connect(self, address, timeout):
        self.dialled.append(address)
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    @property
    def network(self):
        return Network(self.resolve, self.connect)


@pytest.fixture(scope="module")
def server():
    with a_server() as address:
        yield address


@pytest.fixture
def board(server):
    return Switchboard(server)


def fault(address, board, **bounds):
    with pytest.raises(StoryError) as caught:
        fetch_public(address, network=board.network, **bounds)
    assert caught.value.kind in ("fetch", "too-large")
    return caught.value.message


def test_a_public_page_is_fetched_from_the_address_that_was_checked(board):
    assert fetch_public("http://news.example/page", network=board.network).body == PAGE
    assert board.asked == ["news.example"]
    assert board.dialled == [(PUBLIC, 80)]


def test_a_name_that_changes_its_address_is_asked_once_a_connection(board):
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    network = Network(lambda host: next(answers), board.connect)
    assert fetch_public("http://news.example/page", network=network).body == PAGE
    assert next(answers) == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["inside.example", "both.example", "mapped.example", "127.0.0.1"])
def test_a_host_inside_is_never_dialled(board, host):
    assert "no public address" in fault(f"http://{host}/page", board)
    assert "no public address" in fault(f"https://{host}/page", board)
    assert board.dialled == []


@pytest.mark.parametrize(
    "target", ["http://inside.example/", "http://[::1]/", "http://2130706433/"]
)
def test_a_redirect_inside_is_refused(board, monkeypatch, target):
    monkeypatch.setitem(ANSWERS, "/in", (302, {"Location": target}, b""))
    assert "no public address" in fault("http://news.example/in", board)
    assert board.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://news.example/", "gopher://x/"])
def test_only_http_and_https_are_fetched(board, address):
    assert "unknown url type" in fault(address, board)
    assert board.dialled == []


def test_a_redirect_to_another_scheme_is_refused(board):
    assert "ftp" in fault("http://news.example/away", board)


def test_no_more_bytes_are_read_than_allowed(board):
    assert "0.01 MB" in fault("http://news.example/endless", board, max_bytes=10_000)


@pytest.mark.parametrize("path", ["/trickle", "/silent"])
def test_a_slow_server_is_left_at_the_deadline(board, path):
    assert "not whole after 0.2 seconds" in fault(f"http://news.example{path}", board, deadline=0.2)


def test_no_proxy_is_asked(board, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fetch_public("http://news.example/page", network=board.network).body == PAGE


def test_a_name_without_an_address_is_told():
    with pytest.raises(StoryError, match="no address is known"):
        checked_address("nowhere.example", lambda host: [])


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *("::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1"),
        *("2002:7f00:1::", "2001:0:7f00:1::", "no address", ""),
    ],
)
def test_what_is_not_everybodys_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_open_internet_is_public(address):
    assert is_public(address)
