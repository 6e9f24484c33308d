"""The book of a watch: whole transactions, one writer, its own files alone."""

import sqlite3

import pytest

from dragoman.errors import SetupError
from dragoman.types import Page, SetAside
from dragoman.watching.entry import Entry
from dragoman.watching.ledger import change, locked, open_ledger
from dragoman.watching.ledger_pages import PageRows
from tests.watching.builders import a_book


def a_fetched_page(book, url="http://e.org/1"):
    pages = PageRows(book)
    pages.list_entries("s", [Entry(url)], at=0)
    waiting = pages.next_waiting("e.org:80", at=1, latest=9)
    pages.keep_body(waiting, Page(b"words", url, "utf-8"), at=1)
    return pages


def test_a_change_that_fails_is_no_change(tmp_path):
    with a_book(tmp_path) as book:
        with pytest.raises(AttributeError), change(book):
            PageRows(book).list_entries("s", [Entry("http://e.org/1"), None], at=0)
        assert PageRows(book).count("waiting") == 0


def test_two_watches_do_not_share_a_book(tmp_path):
    path = tmp_path / "book"
    refused = pytest.raises(SetupError, match="another watch is at work")
    with locked(path), refused, locked(path):
        pass
    with locked(path):
        assert path.with_name("book.lock").exists()


def test_another_file_is_no_book(tmp_path):
    path = tmp_path / "book"
    path.write_text("words " * 1_000)
    with pytest.raises(SetupError, match="is no file of a watch"), open_ledger(path):
        pass


def test_a_book_of_another_version_is_left_alone(tmp_path):
    path = tmp_path / "book"
    with sqlite3.connect(path) as other:
        other.execute("pragma user_version = 7")
    other.close()
    with pytest.raises(SetupError, match="version 7, not 2"), open_ledger(path):
        pass


def test_a_page_is_handed_over_until_it_is_done(tmp_path):
    with a_book(tmp_path) as book:
        pages = a_fetched_page(book)
        [first], [again] = pages.hand_over(9), pages.hand_over(9)
        assert first == again
        pages.finish([again])
        assert pages.hand_over(9) == []
        assert pages.count("done") == 1


def test_a_page_that_ends_the_program_each_time_is_taken_alone_and_then_left(tmp_path):
    with a_book(tmp_path) as book:
        pages = a_fetched_page(book, "http://e.org/bad")
        for _ in range(3):
            pages.hand_over(9)
        a_fetched_page(book, "http://e.org/good")
        [good] = pages.hand_over(9)
        assert good.key == "http://e.org/good"
        pages.finish([good])
        for _ in range(17):
            [bad] = pages.hand_over(9)
        assert isinstance(bad.content, Page)
        [bad] = pages.hand_over(9)
        assert isinstance(bad.content, SetAside)
        assert "ended the program 20 times" in bad.content.message


def test_pages_that_no_feed_lists_any_more_are_forgotten_in_the_end(tmp_path):
    with a_book(tmp_path) as book:
        pages = a_fetched_page(book)
        pages.list_entries("s", [Entry("http://e.org/1")], at=200_000)
        pages.finish(pages.hand_over(9))
        assert pages.forget_old(before=150_000) == 0
        assert pages.forget_old(before=300_000) == 1


def test_a_book_of_the_version_before_is_brought_up_to_date(tmp_path):
    path = tmp_path / "book"
    with open_ledger(path) as book:
        a_fetched_page(book)
        for column in ("changed", "fetched", "version"):
            book.execute(f"alter table pages drop column {column}")
        book.execute("pragma user_version = 1")
    with open_ledger(path) as book:
        [page] = PageRows(book).hand_over(9)
        assert (page.key, page.version) == ("http://e.org/1", 1)
    with open_ledger(path) as book:
        assert PageRows(book).count("fetched") == 1
