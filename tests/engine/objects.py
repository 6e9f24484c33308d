"""A server that speaks as much of the S3 protocol as readers need: lists, heads, whole and part bodies."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

_WRITTEN = "2026-11-28T12:00:00.000Z"
_WRITTEN_HTTP = "Sat, 28 Nov 2026 12:00:00 GMT"


@contextmanager
def serving(objects: dict[str, bytes]) -> Iterator[str]:
    """The address of a server with these objects, by "bucket/key"."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self):
            self._answer(body=False)

        def do_GET(self):
            asked = urlsplit(self.path)
            query = parse_qs(asked.query, keep_blank_values=True)
            if "list-type" in query or "prefix" in query:
                bucket = unquote(asked.path).strip("/")
                listed = _listing(objects, bucket, query.get("prefix", [""])[0])
                self._send(200, listed, {"Content-Type": "application/xml"})
            else:
                self._answer(body=True)

        def _answer(self, *, body):
            name = unquote(urlsplit(self.path).path).strip("/")
            if name not in objects:
                is_bucket = any(key.startswith(f"{name}/") for key in objects) and "/" not in name
                self._send(200 if is_bucket else 404, b"", {})
                return
            data, told = objects[name], {"Last-Modified": _WRITTEN_HTTP, "ETag": '"1"'}
            part = self.headers.get("Range")
            if part is None:
                self._send(200, data, told, body=body)
                return
            first, _, last = part.removeprefix("bytes=").partition("-")
            end = min(int(last) + 1 if last else len(data), len(data))
            told["Content-Range"] = f"bytes {first}-{end - 1}/{len(data)}"
            self._send(206, data[int(first) : end], told, body=body)

        def _send(self, status, data, told, *, body=True):
            self.send_response(status)
            for name, value in told.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _listing(objects, bucket, prefix):
    keys = [name.partition("/")[2] for name in sorted(objects) if name.startswith(f"{bucket}/")]
    found = "".join(
        f"<Contents><Key>{escape(key)}</Key><LastModified>{_WRITTEN}</LastModified>"
        f'<ETag>"1"</ETag><Size>{len(objects[f"{bucket}/{key}"])}</Size></Contents>'
        for key in keys
        if key.startswith(prefix)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix><IsTruncated>false</IsTruncated>"
        f"{found}</ListBucketResult>"
    ).encode()
