"""Archives for tests, written by warcio, which shares nothing with the library that reads them."""

import io
import zipfile

import pytest

from dragoman.gathering.archive import Passed, read_warc
from dragoman.types import Page

pytest.importorskip("fastwarc")
pytest.importorskip("warcio")

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = "text/html; charset=utf-8"
MOST = 20_000


def a_page(number, words=40):
    """A page of its own for each number, with "WARC" in it, as pages may have."""
    story = f"Police arrested {number} people in Oslo on Friday. WARC/1.0 is a format. " * words
    return f"<html><body><p>{story}</p></body></html>".encode()


def a_record(url="http://x.example/", body=b"<p>Hello.</p>", **changes):
    """One record as bytes; `changes` are its type, status, HTTP headers, WARC headers, packing."""
    kind = changes.pop("kind", "response")
    status = changes.pop("status", "200 OK")
    headers = changes.pop("headers", [("Content-Type", HTML)])
    warc_headers = changes.pop("warc_headers", {})
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=changes.pop("gzip", True))
    assert not changes
    http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
    if kind == "request":
        http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x.example")], is_http_request=True)
    elif kind not in ("response", "revisit"):
        http = None
    writer.write_record(
        writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict=warc_headers,
            warc_content_type=warc_headers.get("Content-Type", ""),
        )
    )
    return out.getvalue()


def pages_of(count, **changes):
    """So many records, a page each."""
    return [a_record(f"http://x.example/{n}", a_page(n), **changes) for n in range(count)]


def a_wacz(path, files):
    """A WACZ with these files, stored as they are."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def read(*records, max_bytes=MOST, passed=None):
    """All that an archive of these records gives."""
    stream = io.BytesIO(b"".join(records))
    return list(read_warc(stream, "x.warc.gz", max_bytes=max_bytes, passed=passed))


def passed_over(*records):
    """What was passed over, where nothing else was found."""
    passed = Passed()
    assert read(*records, passed=passed) == []
    return dict(passed.counts)


def urls(found):
    """The addresses of the pages, "!" and the kind for each fault."""
    return [one.url if isinstance(one, Page) else f"!{one.kind}" for one in found]
