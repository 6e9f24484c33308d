"""One http(s) address fetched, within bounds of time, size and kind."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request

from dragoman.errors import StoryError
from dragoman.gathering.addresses import ascii_address as _ascii
from dragoman.gathering.bounded import MAX_PAGE_BYTES, megabytes, unpacked
from dragoman.types import Page

TIMEOUT_SECONDS = 20.0  # between two answers of the server
DEADLINE_SECONDS = 60.0  # for the whole page, against servers that trickle

_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; dragoman, political event coder)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.5",
    "Accept-Encoding": "gzip",
}
PAGE_KINDS = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/plain"})
_CHUNK_BYTES = 65_536


def fetch(
    address: str,
    *,
    timeout: float = TIMEOUT_SECONDS,
    deadline: float = DEADLINE_SECONDS,
    max_bytes: int = MAX_PAGE_BYTES,
    opener: urllib.request.OpenerDirector | None = None,
) -> Page:
    """The page at an address, after redirects; a StoryError says why there is none.

    For an address that a stranger gives there is `fetch_public`.
    """
    opener = _opener() if opener is None else opener
    try:
        request = urllib.request.Request(_ascii(address), headers=_HEADERS)
        with opener.open(request, timeout=timeout) as response:
            body = _body(response, address, max_bytes, deadline)
            return _page(response, body, address, max_bytes)
    except urllib.error.HTTPError as error:
        error.close()
        reason = str(error.reason).partition("\n")[0]  # a circle of redirects tells more
        raise StoryError("fetch", f"{address}: HTTP {error.code} {reason}") from error
    except urllib.error.URLError as error:
        raise StoryError("fetch", f"{address}: {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise StoryError("fetch", f"{address}: {str(error) or type(error).__name__}") from error


def _opener() -> urllib.request.OpenerDirector:
    return opener_of(
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
    )


def opener_of(*connecting: urllib.request.BaseHandler) -> urllib.request.OpenerDirector:
    """An opener that connects with these handlers; a redirect to anything else is refused."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        *connecting,
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _page(response: http.client.HTTPResponse, body: bytes, address: str, max_bytes: int) -> Page:
    if response.headers.get("Content-Encoding", "") == "gzip":
        body = unpacked(body, address, max_bytes=max_bytes)
    return Page(body, response.url or address, response.headers.get_content_charset())


def _body(
    response: http.client.HTTPResponse, address: str, max_bytes: int, deadline: float
) -> bytes:
    _refuse(response, address, max_bytes)
    chunks: list[bytes] = []
    count = 0
    end = time.monotonic() + deadline
    while chunk := response.read1(_CHUNK_BYTES):
        chunks.append(chunk)
        count += len(chunk)
        if count > max_bytes:
            raise _too_large(address, max_bytes)
        if time.monotonic() > end:
            raise StoryError("fetch", f"{address}: not whole after {deadline:.3g} seconds")
    announced = _announced(response)
    if count < announced:
        raise StoryError("fetch", f"{address}: cut off after {count} of {announced} bytes")
    return b"".join(chunks)


def _refuse(response: http.client.HTTPResponse, address: str, max_bytes: int) -> None:
    """Nothing; a StoryError for what its headers tell to be no page or a large one."""
    kind = response.headers.get_content_type()
    if "Content-Type" in response.headers and kind not in PAGE_KINDS:
        raise StoryError("fetch", f"{address}: {kind}, not a page")
    if _announced(response) > max_bytes:
        raise _too_large(address, max_bytes)


def _announced(response: http.client.HTTPResponse) -> int:
    stated = response.headers.get("Content-Length", "")
    return int(stated) if stated.isdecimal() else 0


def _too_large(address: str, max_bytes: int) -> StoryError:
    allowed = megabytes(max_bytes)
    return StoryError("too-large", f"{address}: more than the {allowed} allowed for one page")
