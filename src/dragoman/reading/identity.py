"""Ids that depend on a story's address and words alone, not on where or when it was read."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit

from dragoman.types import GivenText, Page

_ID_BYTES = 8
# Marks that newsletters and networks hang on an address; the page is the same without them.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "msclkid", "dclid", "yclid")


def story_id(url: str, text: str) -> str:
    """The id of a story: a hash of its canonical address, if it has one, and its text."""
    return _hashed(f"{canonical(url)}\n{text}")


def source_id(source: Page | GivenText) -> str:
    """What to call a source that could not be read: its given id, else its address or place."""
    if isinstance(source, Page):
        return source.url or _hashed(repr(source.body))
    return source.id or source.origin or source.url or story_id(source.url, source.text)


def canonical(url: str) -> str:
    """An http(s) address without fragment and tracking marks; "" for anything else.

    The path of a saved file is no address: the same page must not change its id with its place.
    """
    if not url.lower().startswith(("http://", "https://")):
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # "https://[broken"
        return ""
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_TRACKING)
    ]
    query = urlencode(asked) if len(asked) < parts.query.count("=") else parts.query
    whole = parts._replace(
        scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), query=query, fragment=""
    )
    return whole.geturl()


def _hashed(words: str) -> str:
    data = words.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_ID_BYTES).hexdigest()
