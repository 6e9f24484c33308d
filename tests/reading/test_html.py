"""The article of a page with its title, publisher and address."""

import sys
from subprocess import run

import pytest

from dragoman.reading.html import read_article
from dragoman.types import Page
from tests.reading.builders import PARAGRAPHS, a_page

HEAD = (
    "<title>Bridge to open</title><meta property='og:site_name' content='Narva Courier'>"
    "<link rel='canonical' href='https://www.example.org/world/bridge'>"
)


def test_the_page_names_its_title_publisher_and_address():
    article = read_article(a_page(head=HEAD, url="saved.html"))
    assert (article.title, article.publisher) == ("Bridge to open", "Narva Courier")
    assert article.url == "https://www.example.org/world/bridge"


def test_a_page_without_names_goes_by_its_host():
    assert read_article(a_page()).publisher == "example.org"
    assert read_article(a_page(url="saved.html")).publisher == ""


@pytest.mark.parametrize("claimed", ["https://www.example.org/", "", "not an address"])
def test_an_address_that_names_only_the_site_is_not_believed(claimed):
    head = f"<link rel='canonical' href='{claimed}'>"
    page = a_page(head=head, url="https://www.example.org/world/bridge?utm_source=x")
    assert read_article(page).url == "https://www.example.org/world/bridge"


def test_navigation_and_comments_are_left_out():
    comments = "".join(
        f"<div class='comment'><p>Reader {i} says: nonsense.</p></div>" for i in range(9)
    )
    article = read_article(a_page(*PARAGRAPHS, f"</p><div id='comments'>{comments}</div><p>"))
    assert "nonsense" not in article.text
    assert "Terms of use" not in article.text


def test_an_encoding_declared_in_xml_does_not_stop_the_reader():
    body = b'<?xml version="1.0" encoding="utf-8"?>' + a_page().body
    assert read_article(Page(body, "a.xhtml")).text == read_article(a_page()).text


def test_a_fragment_of_a_page_is_read():
    text = read_article(Page(f"<div><p>{PARAGRAPHS[0]}</p></div>".encode(), "a.html")).text
    assert text == PARAGRAPHS[0]


def test_a_page_behind_a_long_comment_is_read():
    body = b"<!-- " + b"saved " * 20 + b"--><html><body><div><p>" + PARAGRAPHS[0].encode()
    assert read_article(Page(body, "a.html")).text == PARAGRAPHS[0]


def test_a_page_given_up_writes_nothing_to_the_screen():
    script = (
        "from dragoman.errors import StoryError; from dragoman.reading import read;"
        "from dragoman.types import Page\n"
        "try: read(Page(b'<div></div>', 'a.html'))\n"
        "except StoryError as error: print(error.kind)"
    )
    ran = run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("no-text\n", "")
