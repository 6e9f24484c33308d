"""The characters that a page's bytes stand for."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from dragoman.errors import StoryError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "gzip data"),
    (b"PAR1", "a Parquet file"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4_096
# The web's rule: a page that claims one of these is written in Windows-1252.
_READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
# A page wrongly decoded has a replacement mark every few words; a sound one may quote one.
_MOST_LOST = 0.005


def decoded(body: bytes, name: str, *, charset: str | None = None) -> str:
    """The page as text; a StoryError if it is empty, binary or in no encoding that fits.

    What is valid UTF-8 is UTF-8, whatever header and page claim: chance makes no such bytes.
    """
    if not body.strip():
        raise StoryError("empty", f"{name}: the page is empty")
    _refuse_binary(body, name)
    for candidate in _candidates(body, charset):
        text = _tried(body, candidate)
        if text is not None:
            return _sound(text, name)
    guess = from_bytes(body[: 64 * _HEAD_BYTES]).best()
    if guess is None:
        raise StoryError("encoding", f"{name}: the bytes are in no known encoding")
    return _sound(body.decode(guess.encoding, "replace"), name)


def _refuse_binary(body: bytes, name: str) -> None:
    for magic, kind in _KINDS:
        if body.startswith(magic):
            raise StoryError("binary", f"{name}: {kind}, no page")
    marked = any(body.startswith(mark) for mark, _ in _MARKS)
    if not marked and b"\x00" in body[:_HEAD_BYTES]:
        raise StoryError("binary", f"{name}: binary data, no page")


def _candidates(body: bytes, charset: str | None) -> list[str]:
    marked = [name for mark, name in _MARKS if body.startswith(mark)]
    found = _DECLARED.search(body[:_HEAD_BYTES])
    declared = [found[1].decode("ascii", "replace")] if found else []
    named = [*([charset] if charset else []), *declared]
    return [*marked[:1], "utf-8", *(_READ_AS.get(name.lower(), name) for name in named)]


def _tried(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _sound(text: str, name: str) -> str:
    if text.count("\ufffd") > _MOST_LOST * len(text):
        raise StoryError("encoding", f"{name}: the characters were lost in a wrong encoding")
    return text
