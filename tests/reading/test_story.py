"""A page or a given text becomes a story, or is set aside with a kind and one line."""

import sys
from datetime import date
from subprocess import run

import pytest
from hypothesis import given as for_all
from hypothesis import settings, strategies

from dragoman.errors import StoryError
from dragoman.reading import read
from dragoman.types import GivenText, Page, Published
from tests.reading.builders import PARAGRAPHS, a_page, a_text, fault, sentences


def test_a_page_becomes_its_article():
    story = read(a_page())
    assert story.text == "\n\n".join(PARAGRAPHS)
    assert sentences(story) == list(PARAGRAPHS)
    assert (story.language, story.published) == ("en", Published(None))


def test_a_given_text_keeps_every_character():
    text = "  First\u00a0sentence.\r\n\r\nSecond “one” 😀 here.\t\n"
    assert read(a_text(text)).text == text


def test_a_given_text_keeps_its_fields():
    story = read(a_text(id="s1", url="u", publisher="p", title="t", published="17 May 2019"))
    assert (story.id, story.url, story.publisher, story.title) == ("s1", "u", "p", "t")
    assert story.published == Published(date(2019, 5, 17), "given")


def test_the_caller_outranks_the_page_but_not_the_row():
    head = '<meta property="article:published_time" content="2019-05-17">'
    day = date(2020, 1, 2)
    assert read(a_page(head=head), published=day).published == Published(day, "given")
    assert read(a_text(published="2019-05-17"), published=day).published.day == date(2019, 5, 17)
    assert read(a_text(published="some day"), published=day).published.day == day


def test_the_same_story_has_the_same_id_wherever_it_was_saved():
    here, there = read(a_page(url="a/page.html")), read(a_page(url="/b/other.html"))
    assert here.id == there.id
    assert here.url == "a/page.html"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"PK\x03\x04", "binary"),
        (b"<p>\x00\x01\x02</p>", "binary"),
        (b"<" * 3_000, "no-text"),
        (b"<html><body></body></html>", "no-text"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-text"),
        (b"<html><body><p>" + b"12 345 " * 60 + b"</p></body></html>", "no-text"),
        (b"<html><frameset><frame src='a'></frameset></html>", "no-text"),
    ],
)
def test_a_page_that_holds_no_story_is_set_aside(body, kind):
    assert fault(Page(body, "page.html")).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        (" \n\u00a0", "empty"),
        ("12 - 14 *** 88", "no-text"),
        ("abc\x00\x01\x02def", "binary"),
        ("the \udcff text", "encoding"),
        ("Президент подписал закон о бюджете в пятницу.", "language"),
        ("وقع الرئيس القانون يوم الجمعة بعد أسابيع من المفاوضات.", "language"),
    ],
)
def test_a_text_that_holds_no_story_is_set_aside_and_named(text, kind):
    error = fault(a_text(text, origin="rows.jsonl line 4"))
    assert error.kind == kind
    assert error.message.startswith("rows.jsonl line 4: ")


def test_a_field_that_could_not_be_written_out_is_refused():
    assert fault(a_text(title="\ud800")).kind == "encoding"


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<p>".join(PARAGRAPHS),
        "<html><body><div><article><h1>Bridge<p>" + "<p>".join(PARAGRAPHS) + "</b></i></span>",
        "<html><body><p>" + "</p><p".join(PARAGRAPHS).replace("</p><p", "</p><p class='x>y'>"),
        "<div>" * 120 + "<p>" + "</p><p>".join(PARAGRAPHS),
    ],
)
def test_broken_html_is_read_as_far_as_it_goes(html):
    assert PARAGRAPHS[1] in read(Page(html.encode(), "page.html")).text


def test_elements_nested_without_end_are_set_aside():
    assert fault(Page(b"<div>" * 30_000 + b"<p>Ministers met.</p>", "page.html")).kind == "no-text"


def test_an_address_may_answer_with_plain_text():
    story = read(Page(b"Ministers met in Narva. They agreed.", "https://example.org/a.txt"))
    assert sentences(story) == ["Ministers met in Narva.", "They agreed."]
    assert story.publisher == "example.org"


def kind_of(source):
    """The kind of fault for which a source is set aside; None if it is read."""
    try:
        read(source)
    except StoryError as error:
        return error.kind
    return None


@settings(deadline=None, max_examples=60)
@for_all(strategies.text(max_size=300))
def test_any_text_is_read_unchanged_or_set_aside(text):
    kind = kind_of(GivenText(text))
    assert kind in {None, "empty", "binary", "encoding", "language", "no-text"}
    assert kind or read(GivenText(text)).text == text


@settings(deadline=None, max_examples=60)
@for_all(strategies.binary(max_size=300))
def test_any_bytes_are_read_or_set_aside(body):
    kinds = {None, "empty", "binary", "encoding", "language", "no-text", "broken"}
    assert kind_of(Page(body, "page.html")) in kinds


def test_importing_the_package_loads_no_extractor():
    script = "import sys, dragoman; sys.exit('trafilatura' in sys.modules)"
    assert run([sys.executable, "-c", script], check=False).returncode == 0
