"""Dumps of GeoNames in small, and a server in a thread that answers as it is told."""

import threading
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from dragoman.tables.asking import Patience

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


# --- dumps -----------------------------------------------------------------------------


def a_line(number, name, kind="P", feature="PPL", **cells):
    """A line of allCountries.txt."""
    told = {"plain": name, "others": "", "lat": 59.9, "lon": 10.7, "country": "NO", "admin1": "12"}
    told |= {"people": 0} | cells
    columns = [number, name, told["plain"], told["others"], told["lat"], told["lon"], kind, feature]
    columns += [told["country"], "", told["admin1"], "", "", "", told["people"], "", 5]
    return "\t".join(map(str, [*columns, "Europe/Oslo", "2026-11-01"]))


LINES = (
    a_line(3143244, "Oslo", feature="PPLC", others="Christiania,OSL,Осло,Oslo kommune", people=700),
    a_line(3143242, "Oslo County", "A", "ADM1", lat=60.0),
    a_line(3133880, "Trondheim", others="Drontheim", people=147139, admin1="16"),
    a_line(630671, "Black Sea", "H", "SEA", country="", lat=43.0, lon=34.0, admin1="00"),
    a_line(1, "Lillebekken", "H", "STM", others="Bekken"),
    a_line(2, "Gamle Oslo", feature="PPLH"),
    a_line(3, "Rygge Air Station", "S", "AIRB"),
    a_line(4, "Tito", country="YU"),
)


def packed(*lines, member="allCountries.txt", packing=zipfile.ZIP_DEFLATED):
    """The bytes of a zip with these lines."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        table = zipfile.ZipInfo(member, (2026, 11, 27, 4, 0, 0))
        archive.writestr(table, "".join(f"{line}\n" for line in lines), packing)
    return buffer.getvalue()


def a_dump(folder, *lines, **options):
    path = folder / "dump.zip"
    path.write_bytes(packed(*(lines or LINES), **options))
    return path


def silent(*_):
    """Told something, it says nothing."""


# --- the server ------------------------------------------------------------------------


@dataclass
class Reply:
    """An answer; of a body with `cut` only so many bytes go out before the line is dead."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    cut: int | None = None


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self)
        reply = self.server.answer(self)
        if reply is None:
            return
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body[: reply.cut])

    def log_message(self, *_):
        pass


@contextmanager
def a_server(answer):
    """A server and its address; `asked` are the requests that came."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.answer, server.asked = answer, []
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def in_turn(*replies):
    """Answers with one reply after the other, the last for good."""
    left = list(replies)

    def answer(request):
        reply = left.pop(0) if len(left) > 1 else left[0]
        return reply(request) if callable(reply) else reply

    return answer


def a_file(body, *, etag='"v1"', cut=None):
    """A file as a server gives it that knows Range and If-Range."""

    def answer(request):
        headers = {"ETag": etag, "Content-Type": "application/zip"} if etag else {}
        asked = request.headers.get("Range")
        if asked is None or request.headers.get("If-Range", etag) != etag:
            return Reply(200, body, headers, cut)
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(body):
            return Reply(416, b"", {"Content-Range": f"bytes */{len(body)}"})
        headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return Reply(206, body[start:], headers, None if cut is None else cut)

    return answer


def patience(slept=None, **options):
    """Patience that only notes how long it would have slept."""
    slept = [] if slept is None else slept
    return Patience(sleep=slept.append, now=lambda: NOW, **options)
