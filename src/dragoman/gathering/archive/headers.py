"""Whether the header of a record is its own: what a cut leaves of one may run into another's."""

from __future__ import annotations

import re

#: Fields that a record states once.
_ONCE = frozenset(
    {b"warc-type", b"warc-record-id", b"warc-date", b"warc-target-uri", b"content-length"}
)
_NEXT_BEGINS = re.compile(rb"[^\s].*\nWARC/\d", re.DOTALL)
_NO_WORDS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_FIELD = re.compile(rb"^([^\s:]+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)


def require_one_record(header: bytes) -> None:
    """Nothing; an EOFError for a header that another's lines stand in, or that is damaged itself."""
    if _NEXT_BEGINS.match(header.lstrip()):
        raise EOFError("cut off in its header, which runs into the next")
    if _NO_WORDS.search(header):
        raise EOFError("its header is damaged")
    stated: dict[bytes, bytes] = {}
    for name, value in _FIELD.findall(header):
        key = name.lower()
        if key in _ONCE and stated.setdefault(key, value) != value:
            raise EOFError(f"its header states {name.decode('latin-1')} twice")
    if b"warc-type" not in stated:
        raise EOFError("its header does not say what it holds")
