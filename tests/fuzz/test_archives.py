"""Whatever becomes of an archive: what is whole is read, once and in order, and nothing is made up."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest

pytest.importorskip("fastwarc")
pytest.importorskip("warcio")

from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.errors import StoryError
from dragoman.types import Page, SetAside
from tests.fuzz.inputs import cut
from tests.fuzz.kept import fuzzed, watched
from tests.gathering.archive.builders import a_page, a_record, read

COUNT = 4
URLS = [f"http://x.example/{number}" for number in range(COUNT)]
BODIES = [a_page(number, words=1 + 7 * number) for number in range(COUNT)]
PICTURE = {"headers": [("Content-Type", "image/png")], "url": "http://x.example/a.png"}


def records(*, packed: bool) -> list[bytes]:
    """Pages, each behind what its crawler asked and before a picture."""
    return [
        part
        for url, body in zip(URLS, BODIES, strict=True)
        for part in (
            a_record(url, b"", kind="request", gzip=packed),
            a_record(url, body, gzip=packed),
            a_record(body=b"\x89PNG\r\n\r\nWARC/1.0 is no record", gzip=packed, **PICTURE),
        )
    ]


PACKED, PLAIN = records(packed=True), records(packed=False)


def places_in(data: bytes) -> st.SearchStrategy[int]:
    """Anywhere, and above all where a line ends, or a byte beside it."""
    ends = [found.end() for found in re.finditer(rb"\r\n", data)]
    near = [at for end in ends for at in (end - 1, end, end + 1) if at <= len(data)]
    return st.one_of(st.sampled_from([0, *near]), st.integers(0, len(data)))


def untouched(parts: Sequence[bytes], first: int, last: int) -> list[str]:
    """The addresses of pages of which no byte from `first` up to `last` is gone."""
    bounds = list(pairwise(accumulate(map(len, parts), initial=0)))
    pages = bounds[1::3]
    return [
        url for url, (start, end) in zip(URLS, pages, strict=True) if end <= first or last <= start
    ]


def whole(found: Sequence[Page | SetAside]) -> list[str]:
    """The addresses of the pages that are as they were written, as they come."""
    written = dict(zip(URLS, BODIES, strict=True))
    return [one.url for one in found if isinstance(one, Page) and written.get(one.url) == one.body]


@fuzzed
@given(st.tuples(places_in(b"".join(PLAIN)), places_in(b"".join(PLAIN))))
@example((len(PLAIN[0]) + PLAIN[1].index(b"\r\n\r\n") + 2, sum(map(len, PLAIN[:3]))))
def test_a_stretch_that_is_gone_from_a_plain_archive_costs_no_other_record(ends):
    first, last = sorted(ends)
    data = b"".join(PLAIN)
    check(data[:first] + data[last:], untouched(PLAIN, first, last))


@fuzzed
@given(st.tuples(places_in(b"".join(PACKED)), places_in(b"".join(PACKED))))
def test_a_stretch_that_is_gone_from_a_packed_archive_costs_no_other_record(ends):
    first, last = sorted(ends)
    data = b"".join(PACKED)
    found = check(data[:first] + data[last:], untouched(PACKED, first, last))
    pages = [one for one in found if isinstance(one, Page)]
    assert [page.url for page in pages] == whole(found)  # none that is damaged


@fuzzed
@given(places_in(b"".join(PLAIN)), st.binary(min_size=1, max_size=60))
def test_what_is_put_into_a_plain_archive_costs_no_other_record(at, noise):
    data = b"".join(PLAIN)
    at = max(at, len(b"WARC"))  # before that it may be an archive of another packing
    check(data[:at] + noise + data[at:], untouched(PLAIN, at, at))


def check(data: bytes, expected: list[str]) -> list[Page | SetAside]:
    """What is found: all pages that are expected, each once and in order, and none besides."""
    if not data:
        return []
    with watched("archive.warc", data):
        found = read(data)
        there = whole(found)
        assert [url for url in there if url in expected] == expected
        assert there == sorted(set(there))
        assert sum(isinstance(one, Page) for one in found) <= COUNT
    return found


one_stream = st.sampled_from([gzip.compress(b"".join(PLAIN)), gzip.compress(b"".join(PLAIN), 0)])


@fuzzed
@given(st.one_of(cut(st.sampled_from([b"".join(PLAIN), b"".join(PACKED)])), cut(one_stream)))
def test_an_archive_that_was_damaged_in_any_way_is_read_or_told(data):
    with watched("archive.warc", data):
        try:
            found = read(data)
        except StoryError:
            return
        assert all(isinstance(one, Page | SetAside) for one in found)
