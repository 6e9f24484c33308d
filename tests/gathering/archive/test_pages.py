"""A record of an archive becomes the page that a browser would have shown."""

import gzip
import zlib

import pytest

from dragoman.reading import read as read_story
from dragoman.types import Page
from tests.gathering.archive.builders import MOST, a_page, a_record, read, urls

brotli = pytest.importorskip("brotli")

PAGE = a_page(7)
URL = "http://x.example/7"


def chunked(body, size=100, line_end=b"\r\n", extension=b""):
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    chunks = [b"%x%s%s%s%s" % (len(part), extension, line_end, part, line_end) for part in parts]
    return b"".join(chunks) + b"0" + line_end + line_end


def bare_deflate(body):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def sent(body, **headers):
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return read(a_record(URL, body, headers=[("Content-Type", "text/html"), *named]))


def test_a_page_has_its_address_its_bytes_and_the_charset_of_the_header():
    body = "<p>Zürich.</p>".encode("latin-1")
    [page] = read(a_record(URL, body, headers=[("Content-Type", "text/html; charset=ISO-8859-1")]))
    assert page == Page(body, URL, "iso-8859-1")


def test_a_page_of_an_archive_is_read_as_one_that_was_fetched():
    [page] = read(a_record(URL, PAGE))
    story = read_story(page)
    assert (story.url, story.publisher) == (URL, "x.example")
    assert "Police arrested 7 people" in story.text


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", bare_deflate),
        ("br", brotli.compress),
        ("identity", bytes),
    ],
)
def test_a_packed_page_is_unpacked(coding, pack):
    [page] = sent(pack(PAGE), Content_Encoding=coding)
    assert page.body == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_page_that_lies_unpacked_below_a_header_that_calls_it_packed_is_taken(coding):
    [page] = sent(PAGE, Content_Encoding=coding)
    assert page.body == PAGE


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_damaged_packing_is_told(coding, pack):
    [fault] = sent(pack(PAGE)[:-20], Content_Encoding=coding)
    assert (fault.id, fault.kind) == (URL, "broken")
    assert fault.message.startswith(f"x.warc.gz at byte 0: damaged {coding} data")


def test_an_unknown_packing_is_told():
    [fault] = sent(PAGE, Content_Encoding="rot13")
    assert fault.message == "x.warc.gz at byte 0: packed as 'rot13', which is not known here"


def test_chunks_are_joined_and_two_packings_are_undone_in_order():
    body = chunked(brotli.compress(gzip.compress(PAGE)))
    [page] = sent(body, Transfer_Encoding="chunked", Content_Encoding="gzip, br")
    assert page.body == PAGE


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("extension", [b"", b";name=value"])
def test_chunks_of_every_style_are_joined(line_end, extension):
    [page] = sent(chunked(PAGE, 7, line_end, extension), Transfer_Encoding="chunked")
    assert page.body == PAGE


def test_a_page_whose_chunks_were_joined_before_it_was_kept_is_taken():
    [page] = sent(PAGE, Transfer_Encoding="chunked")
    assert page.body == PAGE


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (chunked(PAGE)[:-200], "cut"),
        (chunked(PAGE)[:-7], "cut"),
        (b"5\r\n<p>ab\r\nzz\r\n", "broken"),
    ],
)
def test_chunks_that_end_early_or_make_no_sense_are_told(body, kind):
    assert urls(sent(body, Transfer_Encoding="chunked")) == [f"!{kind}"]


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_is_told_before_it_is_unpacked(coding, pack):
    [fault] = sent(pack(b"<p>" + b" " * 50_000_000), Content_Encoding=coding)
    assert fault.kind == "too-large"


def test_a_page_over_the_limit_is_told_and_the_next_is_read():
    found = read(a_record(URL, b"<p>" + b"x" * 2 * MOST), a_record("http://x.example/8", PAGE))
    assert urls(found) == ["!too-large", "http://x.example/8"]
    assert (
        found[0].message
        == "x.warc.gz at byte 0: 0.04 MB, more than the 0.02 MB allowed for one page"
    )


@pytest.mark.parametrize(
    "warc_headers", [{"WARC-Truncated": "length"}, {"WARC-Segment-Number": "1"}]
)
def test_a_page_of_which_the_archive_holds_a_part_is_told(warc_headers):
    [fault] = read(a_record(URL, PAGE, warc_headers=warc_headers))
    assert (fault.id, fault.kind, fault.url) == (URL, "cut", URL)


def test_a_page_without_a_stated_type_is_told_by_its_content():
    assert urls(read(a_record(URL, PAGE, headers=[]))) == [URL]
    assert read(a_record(URL, b"\x89PNG", headers=[])) == []


def test_a_resource_is_a_page_in_the_charset_of_the_archives_own_header():
    body = "<p>Москва.</p>".encode("koi8-r")
    record = a_record(
        URL, body, kind="resource", warc_headers={"Content-Type": "text/html; charset=koi8-r"}
    )
    assert read(record) == [Page(body, URL, "koi8-r")]


def test_headers_with_bare_line_ends_are_read():
    block = b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>Hello.</p>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <%s>\r\n" % URL.encode()
    head += b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(block)
    assert read(head + block + b"\r\n\r\n") == [Page(b"<p>Hello.</p>", URL, None)]
