"""A real server on this machine that answers as it is told, and misbehaves as real ones do."""

import gzip
import socket
import struct
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: A socket that is closed with this sends a reset instead of an end.
RESET = struct.pack("ii", 1, 0)
PLACES = ("Oslo", "Narva", "Turku", "Riga", "Bergen", "Tartu", "Malmo", "Vilnius")


def a_page(number, *, title="", words=""):
    """A page of a newspaper, each number with a text of its own."""
    place = PLACES[number % len(PLACES)]
    body = words or (
        f"Police arrested {number + 2} people in {place} on Friday after a march. "
        f"The mayor of {place} said that talks about case {number} had failed. "
        f"Workers of plant number {number} went on strike for the third day."
    )
    paragraphs = "".join(f"<p>{part}.</p>" for part in body.rstrip(".").split(". "))
    return (
        f"<html><head><title>{title or f'Report {number} from {place}'}</title></head>"
        f"<body><article>{paragraphs}</article></body></html>"
    ).encode()


def an_rss(*links, extra="", days=()):
    """A feed that lists these pages."""
    dates = [*days, *[""] * len(links)]
    items = "".join(
        f"<item><title>A story</title><link>{link}</link>"
        f"{f'<pubDate>{day}</pubDate>' if day else ''}</item>"
        for link, day in zip(links, dates, strict=False)
    )
    head = "<title>News</title><link>http://example.org</link>"
    return f"<rss version='2.0'><channel>{head}{extra}{items}</channel></rss>".encode()


@dataclass
class Reply:
    """An answer; `fault` is how the server misbehaves while it gives it."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    fault: str = ""


def html(number, **parts):
    """A page as a whole answer."""
    return Reply(a_page(number, **parts), headers={"Content-Type": "text/html; charset=utf-8"})


class Site:
    """What stands at each path: a Reply, several for one visit after the other, or a function."""

    def __init__(self):
        self.pages, self.asked, self.released = {}, [], threading.Event()
        self.address = ""

    def __setitem__(self, path, reply):
        self.pages[path] = reply

    def reply(self, path, headers):
        known = self.pages.get(path, Reply(status=404))
        if isinstance(known, list):
            known = known.pop(0) if len(known) > 1 else known[0]
        return known(headers) if callable(known) else known

    def paths(self):
        """The paths that were asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def url(self, path):
        return f"{self.address}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        reply = site.reply(self.path, self.headers)
        self.close_connection = True
        if reply.fault in ("silent", "reset", "hang-up"):
            self._say_nothing(reply.fault)
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in reply.headers and reply.fault not in ("endless", "unending"):
            self.send_header("Content-Length", str(len(reply.body) + 500 * (reply.fault == "cut")))
        self.end_headers()
        self._send(reply)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        site = self.server.site
        site.asked.append((self.path, dict(self.headers) | {"body": body}))
        reply = site.reply(self.path, self.headers)
        self.close_connection = True
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say_nothing(self, fault):
        if fault == "silent":
            self.server.site.released.wait(10)
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.connection.close()

    def _send(self, reply):
        try:
            if reply.status not in (304,):
                self.wfile.write(reply.body)
            while reply.fault == "endless":
                self.wfile.write(b"a" * 65_536)
            while reply.fault == "trickle" and not self.server.site.released.wait(0.02):
                self.wfile.write(b"a")
        except OSError:
            pass  # who asked has had enough

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


@contextmanager
def a_site():
    """A site that is served while the block runs."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = site = Site()
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def packed(body, *, times=1):
    return gzip.compress(body * times)
