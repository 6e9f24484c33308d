"""A damaged archive costs the records that are damaged, and no other."""

import gzip
import io
import zlib
from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.errors import StoryError
from dragoman.gathering.archive import read_warc
from dragoman.types import Page, SetAside
from tests.gathering.archive.builders import a_page, a_record, pages_of, read, urls

COUNT = 5
PACKED, PLAIN = pages_of(COUNT), pages_of(COUNT, gzip=False)
BODY_BY_URL = {f"http://x.example/{n}": a_page(n) for n in range(COUNT)}
URLS = list(BODY_BY_URL)

places = st.floats(0, 1, exclude_max=True)


def flipped(data, place, bit):
    at = int(place * len(data))
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :], at, at + 1


def hit(records, first, last):
    """The numbers of the records of which a byte from `first` up to `last` is gone."""
    bounds = pairwise(accumulate(map(len, records), initial=0))
    return {n for n, (start, end) in enumerate(bounds) if start < last and first < end}


def whole(found):
    """The numbers of the pages that are there as they were written."""
    pages = [one for one in found if isinstance(one, Page)]
    return {URLS.index(page.url) for page in pages if BODY_BY_URL.get(page.url) == page.body}


@pytest.mark.parametrize("records", [PACKED, PLAIN], ids=["gzip", "plain"])
def test_an_undamaged_archive_is_read_in_order(records):
    assert urls(read(*records)) == URLS
    assert whole(read(*records)) == set(range(COUNT))


@pytest.mark.parametrize("records", [PACKED, PLAIN], ids=["gzip", "plain"])
@settings(max_examples=150, deadline=None)
@given(place=places, bit=st.integers(0, 7))
def test_a_flipped_bit_costs_the_record_in_which_it_lies(records, place, bit):
    data, first, last = flipped(b"".join(records), place, bit)
    found = read(data)
    assert set(range(COUNT)) - hit(records, first, last) <= whole(found)
    assert len(found) <= COUNT + 1


@settings(max_examples=150, deadline=None)
@given(place=places, bit=st.integers(0, 7))
def test_no_damaged_page_comes_out_of_a_packed_archive(place, bit):
    data, _, _ = flipped(b"".join(PACKED), place, bit)
    found = read(data)
    pages = [one for one in found if isinstance(one, Page)]
    assert all(BODY_BY_URL[page.url] == page.body for page in pages)
    assert len(found) >= COUNT


@pytest.mark.parametrize("records", [PACKED, PLAIN], ids=["gzip", "plain"])
@settings(max_examples=100, deadline=None)
@given(ends=st.tuples(places, places))
@example(ends=(0.0, 0.1))
@example(ends=(0.7182998608143629, 0.509595218998498))  # it ends at a line end of a header
def test_a_stretch_that_is_gone_costs_the_records_that_it_touches(records, ends):
    data = b"".join(records)
    first, last = sorted(int(place * len(data)) for place in ends)
    found = read(data[:first] + data[last:])
    assert set(range(COUNT)) - hit(records, first, last) <= whole(found)


@pytest.mark.parametrize("records", [PACKED, PLAIN], ids=["gzip", "plain"])
@settings(max_examples=100, deadline=None)
@given(place=places)
def test_of_an_archive_that_is_cut_all_that_is_whole_is_read_and_the_cut_is_told(records, place):
    data = b"".join(records)
    cut = 1 + int(place * (len(data) - 1))
    before = [n for n, end in enumerate(accumulate(map(len, records))) if end <= cut]
    found = read(data[:cut])
    assert urls(found)[: len(before)] == URLS[: len(before)]
    at_a_border = cut in {0, *accumulate(map(len, records))}
    told = [one for one in found[len(before) :] if isinstance(one, SetAside)]
    only_line_ends_miss = len(whole(found)) > len(before)
    assert at_a_border or told or only_line_ends_miss


@settings(max_examples=100, deadline=None)
@given(place=places)
def test_of_one_gzip_stream_all_that_can_be_unpacked_is_read(place):
    data = gzip.compress(b"".join(PLAIN))
    cut = data[: 40 + int(place * (len(data) - 40))]
    there = len(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(cut))
    before = {n for n, end in enumerate(accumulate(map(len, PLAIN))) if end <= there}
    assert before <= whole(read(cut))


@settings(max_examples=100, deadline=None)
@given(place=places, noise=st.binary(min_size=1, max_size=50))
def test_of_a_damaged_gzip_stream_what_stands_before_the_damage_is_read(place, noise):
    data = gzip.compress(b"".join(PLAIN), compresslevel=0)  # stored: places stay what they are
    at = 40 + int(place * (len(data) - 40))
    found = read(data[:at] + noise + data[at + len(noise) :])
    before = {n for n, end in enumerate(accumulate(map(len, PLAIN))) if end + 40 <= at}
    assert before <= whole(found)


@settings(max_examples=200, deadline=None)
@given(
    start=st.sampled_from(
        [b"", b"\x1f\x8b\x08\0", b"WARC/1.0\r\n", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"]
    ),
    rest=st.binary(max_size=300),
)
def test_what_is_no_archive_is_told(start, rest):
    found = read(b"", start + rest) if start + rest else []
    assert all(isinstance(one, SetAside) for one in found)


def test_an_empty_file_is_told():
    with pytest.raises(StoryError, match="x: the file is empty"):
        next(read_warc(io.BytesIO(b""), "x"))


def with_length(record, change):
    """A plain record whose stated length is changed."""
    head, _, rest = record.partition(b"Content-Length: ")
    stated, line_end, rest = rest.partition(b"\r\n")
    return head + b"Content-Length: " + change(stated) + line_end + rest


@pytest.mark.parametrize(
    "change",
    [
        lambda stated: b"%d" % (int(stated) + 700),
        lambda stated: b"%d" % (int(stated) - 700),
        lambda stated: b"9" + stated,
        lambda _: b"99999999999999999999999",
        lambda _: b"-1",
        lambda _: b"many",
    ],
)
def test_a_wrong_length_costs_its_own_record(change):
    found = read(PLAIN[0], with_length(PLAIN[1], change), PLAIN[2], PLAIN[3])
    assert whole(found) == {0, 2, 3}
    assert "!broken" in urls(found)


def test_a_header_that_is_cut_before_its_blank_line_takes_nothing_from_the_next_record():
    cut = PLAIN[0].index(b"\r\n\r\n") + 2
    found = read(PLAIN[0][:cut], *PLAIN[1:])
    assert urls(found) == ["!broken", *URLS[1:]]
    assert found[0].message.endswith("cut off in its header, which runs into the next")
    assert whole(found) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("gone", "put", "message"),
    [
        (b"WARC-Type: response\r\n", b"", "its header does not say what it holds"),
        (b"x.example/1", b"x.ex\0ample/1", "its header is damaged"),
        (
            b"\r\nWARC-Date",
            b"\r\nWARC-Target-URI: http://x.example/7\r\nWARC-Date",
            "its header states WARC-Target-URI twice",
        ),
    ],
)
def test_a_header_that_is_damaged_is_told_and_not_passed_over(gone, put, message):
    found = read(PLAIN[0], PLAIN[1].replace(gone, put, 1), PLAIN[2])
    assert urls(found) == [URLS[0], "!broken", URLS[2]]
    assert found[1].message.endswith(message)


def test_the_place_of_damage_is_told():
    data = PACKED[0] + PACKED[1][:100] + PACKED[2]
    fault = read(data)[1]
    assert isinstance(fault, SetAside)
    assert fault.message.startswith(f"x.warc.gz at byte {len(PACKED[0])}: ")
    assert (fault.id, fault.url) == (f"x.warc.gz at byte {len(PACKED[0])}", "x.warc.gz")


def test_a_damaged_page_whose_address_is_known_is_told_under_it():
    data = bytearray(b"".join(PACKED[:2]))
    data[len(PACKED[0]) - 6] ^= 1  # in the checksum
    fault, page = read(bytes(data))
    assert (fault.id, fault.kind) == (URLS[0], "broken")
    assert "the checksum does not fit" in fault.message
    assert page.url == URLS[1]


def test_the_record_behind_an_image_of_a_wrong_length_is_read():
    image = a_record(body=b"\x89PNG" * 50, headers=[("Content-Type", "image/png")], gzip=False)
    found = read(with_length(image, lambda stated: b"9" + stated), PLAIN[1])
    assert urls(found) == ["!broken", URLS[1]]


def test_a_bomb_among_the_records_is_passed():
    size = 100_000_000
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: video/mp4\r\n"
    bomb = gzip.compress(head + b"Content-Length: %d\r\n\r\n" % size + b"\0" * size, 1)
    found = read(PACKED[0], bomb, PACKED[1])
    assert urls(found) == [URLS[0], "!broken", URLS[1]]
    assert found[1].message.endswith("packed more than 100 times over")


def test_zeros_between_members_are_passed():
    assert urls(read(PACKED[0], b"\0" * 700, PACKED[1], b"\r\n")) == URLS[:2]


def test_a_record_without_line_ends_behind_it_is_followed_by_the_next():
    assert urls(read(PLAIN[0].rstrip(b"\r\n"), PLAIN[1])) == URLS[:2]
