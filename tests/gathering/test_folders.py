"""A folder of very many files is read in the order of names, and begins quickly."""

import os
import sys
from pathlib import Path

import pytest

from tests.gathering.builders import a_file, gathered, kinds

DEPTH = sys.getrecursionlimit() + 200


def test_a_large_folder_asks_the_disk_nothing_of_files_before_their_turn(tmp_path, monkeypatch):
    for number in range(300):
        a_file(tmp_path, f"{number:04}.html")
    a_file(tmp_path, "0010/inner.html")
    asked = []
    real = os.stat
    monkeypatch.setattr(os, "stat", lambda path, *a, **k: asked.append(path) or real(path, *a, **k))
    found = gathered(str(tmp_path))
    assert len(found) == 301
    of_files = [path for path in asked if str(path).endswith(".html")]
    assert len(of_files) <= 301  # once, to see how large it is


def test_folders_stand_among_files_in_the_order_of_names(tmp_path):
    for name in ("b/a.html", "a.html", "b.html", "b/b/c.html", "c.html"):
        a_file(tmp_path, name)
    found = [os.path.relpath(page.url, tmp_path) for page in gathered(str(tmp_path))]
    assert found == ["a.html", "b/a.html", "b/b/c.html", "b.html", "c.html"]


@pytest.fixture
def deep(tmp_path, monkeypatch):
    """A page below more folders than Python recurses, taken away again: pytest cannot do it."""
    monkeypatch.chdir(tmp_path)
    for _ in range(DEPTH):
        os.mkdir("d")
        os.chdir("d")
    Path("a.html").write_text("<p>Deep.")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for _ in range(DEPTH):
        os.chdir("d")
    os.remove("a.html")
    for _ in range(DEPTH):
        os.chdir("..")
        os.rmdir("d")


def test_folders_may_be_nested_deeper_than_python_recurses(deep):
    assert kinds(gathered(str(deep))) == ["page"]


def test_a_link_to_a_file_is_followed_and_a_broken_one_told(tmp_path):
    page = a_file(tmp_path / "elsewhere", "a.html")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").symlink_to(page)
    (tmp_path / "in" / "b.html").symlink_to(tmp_path / "nowhere")
    assert kinds(gathered(str(tmp_path / "in"))) == ["page", "unreadable"]
