"""Files, folders and standard input become pages, texts and faults in a steady order."""

import os

import pytest

from tests.gathering.builders import PAGE, a_file, gathered, kinds


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.HTML", "page.html.gz", "p.htm.gz"])
def test_a_page_keeps_its_bytes_and_its_path(tmp_path, name):
    path = a_file(tmp_path, name)
    (page,) = gathered(path)
    assert (page.body, page.url) == (PAGE, path)


def test_a_text_file_keeps_every_character(tmp_path):
    text = "  One.\r\n\r\nTwo\t– “three”.\u2028 \n"
    path = a_file(tmp_path, "story.txt", text.encode())
    (given,) = gathered(path)
    assert (given.text, given.url, given.origin) == (text, path, path)


def test_a_byte_order_mark_is_no_character_of_the_text(tmp_path):
    marked = a_file(tmp_path, "a.txt", "Zürich.".encode("utf-8-sig"))
    wide = a_file(tmp_path, "b.txt", "Zürich.".encode("utf-16"))
    assert [given.text for given in gathered(marked, wide)] == ["Zürich.", "Zürich."]


def test_a_folder_is_read_to_its_depths_in_the_order_of_names(tmp_path):
    for name in ("b.html", "a/z.html", "a/y/x.txt", "c.html"):
        a_file(tmp_path, name)
    found = [os.path.relpath(source.url, tmp_path) for source in gathered(str(tmp_path))]
    assert found == ["a/y/x.txt", "a/z.html", "b.html", "c.html"]


def test_a_folder_tells_of_each_file_that_it_cannot_read(tmp_path):
    for name in ("a.html", "b.docx", "c.html", "notes"):
        a_file(tmp_path, name)
    found = gathered(str(tmp_path))
    assert kinds(found) == ["page", "unknown", "page", "unknown"]
    assert "b.docx" in found[1].message


def test_hidden_files_and_the_parts_of_a_saved_page_are_passed_over(tmp_path):
    for name in (
        ".DS_Store",
        "a.html",
        "a_files/advert.html",
        "a_files/logo.png",
        "b_files/x.html",
    ):
        a_file(tmp_path, name)
    found = [os.path.relpath(source.url, tmp_path) for source in gathered(str(tmp_path))]
    assert found == ["a.html", "b_files/x.html"]


def test_a_link_that_runs_in_a_circle_is_not_followed(tmp_path):
    a_file(tmp_path, "a.html")
    (tmp_path / "again").symlink_to(tmp_path)
    assert kinds(gathered(str(tmp_path))) == ["page"]


def test_an_empty_folder_is_told(tmp_path):
    (tmp_path / "inner").mkdir()
    assert kinds(gathered(str(tmp_path))) == ["empty"]


def test_a_missing_file_stops_nothing(tmp_path):
    missing, page = str(tmp_path / "no.html"), a_file(tmp_path, "a.html")
    found = gathered(missing, page)
    assert kinds(found) == ["unreadable", "page"]
    assert found[0].message == f"{missing}: no such file or directory"


def test_a_named_file_of_unknown_suffix_is_told_by_its_content(tmp_path):
    page = a_file(tmp_path, "saved.page")
    rows = a_file(tmp_path, "rows.json", b'{"text": "One."}\n{"text": "Two."}')
    text = a_file(tmp_path, "README", b"One sentence.")
    assert kinds(gathered(page, rows, text)) == ["page", "text", "text", "text"]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.html.gz", "a.txt.gz", "a.page"])
def test_a_page_over_the_limit_is_refused(tmp_path, name):
    (found,) = gathered(a_file(tmp_path, name, b"<p>" + b"a" * 20_000))
    assert found.kind == "too-large"
    assert "0.01 MB" in found.message


def test_a_large_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "large.html"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    path.chmod(0o600)
    (found,) = gathered(str(path), max_bytes=10_000_000)
    assert found.message == f"{path}: 50 MB, more than the 10 MB allowed for one page"


@pytest.mark.parametrize("cut", [slice(0, 40), slice(0, 15)])
def test_damaged_gzip_data_are_told(tmp_path, cut):
    path = tmp_path / "a.html.gz"
    a_file(tmp_path, "a.html.gz")
    path.write_bytes(path.read_bytes()[cut])
    assert kinds(gathered(str(path))) == ["broken"]


def test_gzip_in_name_alone_is_told(tmp_path):
    path = tmp_path / "a.html.gz"
    path.write_bytes(PAGE)
    assert kinds(gathered(str(path))) == ["broken"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"", "empty"), (b" \n", "empty"), (b"a\x00b", "binary"), ("é".encode("latin-1"), "encoding")],
)
def test_a_text_file_that_holds_no_text_is_told(tmp_path, body, kind):
    assert kinds(gathered(a_file(tmp_path, "a.txt", body))) == [kind]
