"""Bytes of an unknown kind, told by their content to be a page, rows or a text."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from dragoman.errors import StoryError
from dragoman.gathering.archive import Passed, read_warc
from dragoman.gathering.bounded import MAX_PAGE_BYTES, faults_named, read_bounded, unpacked
from dragoman.gathering.rows import read_jsonl
from dragoman.types import GivenText, Page, SetAside

_HEAD_BYTES = 65_536
_GZIP = re.compile(rb"\x1f\x8b")
_JSON_OBJECT = re.compile(rb'\s*\{\s*["}]')
_PAGE = re.compile(rb"\s*<[a-z!?]|.*<(?:!doctype|html|body)\b", re.IGNORECASE | re.DOTALL)
_WARC = b"WARC/"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_stream(
    stream: BinaryIO,
    name: str,
    *,
    max_bytes: int = MAX_PAGE_BYTES,
    passed: Passed | None = None,
) -> Iterator[Page | GivenText | SetAside]:
    """The page, the text, the JSONL rows or the web archive that a stream holds.

    What an archive holds besides pages is counted in `passed`.
    """
    reader = io.BufferedReader(cast(io.RawIOBase, stream), _HEAD_BYTES)
    try:
        with faults_named(name):
            head = reader.peek(_HEAD_BYTES)
        if _begins(head).startswith(_WARC):
            yield from read_warc(reader, name, max_bytes=max_bytes, passed=passed)
        elif _JSON_OBJECT.match(_plain(head)):
            yield from read_jsonl(reader, name, max_bytes=max_bytes)
        else:
            body = read_bounded(reader, name, max_bytes=max_bytes)
            yield from _whole(body, name, max_bytes)
    finally:
        reader.detach()  # else standard input is closed with the reader


def text_from(body: bytes, name: str) -> GivenText:
    """The text of a plain text file, its characters as they are."""
    if not body.strip():
        raise StoryError("empty", f"{name}: the file is empty")
    charset = "utf-16" if body.startswith(_UTF16) else "utf-8-sig"
    if charset == "utf-8-sig" and b"\x00" in body:
        raise StoryError("binary", f"{name}: binary data, no text")
    try:
        text = body.decode(charset)
    except UnicodeDecodeError as error:
        where = f"not UTF-8 at byte {error.start}"
        raise StoryError("encoding", f"{name}: {where}; convert it to UTF-8 first") from error
    return GivenText(text=text, url=name, origin=name)


def _whole(body: bytes, name: str, max_bytes: int) -> Iterator[Page | GivenText | SetAside]:
    """What a body read to its end holds, unpacked first if it is gzip data."""
    if _GZIP.match(body):
        plain = unpacked(body, name, max_bytes=max_bytes)
        yield from read_stream(io.BytesIO(plain), name, max_bytes=max_bytes)
    elif _PAGE.match(_plain(body[:_HEAD_BYTES])):
        yield Page(body, name)
    else:
        yield text_from(body, name)


def _begins(head: bytes) -> bytes:
    """The first bytes of what the head holds, unpacked if it is gzip data."""
    if not _GZIP.match(head):
        return head[: len(_WARC)]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, len(_WARC))
    except zlib.error:
        return b""


def _plain(head: bytes) -> bytes:
    """The head without byte order mark, and UTF-16 thinned to its ASCII."""
    if head.startswith(_UTF16):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(codecs.BOM_UTF8)
