"""The built page at its addresses, and what stands there until it is built."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dragoman.web import page_routes

INDEX = "<!doctype html><title>built</title>"


def a_page(folder):
    return TestClient(Starlette(routes=page_routes(folder)))


def built(folder):
    (folder / "assets").mkdir()
    (folder / "index.html").write_text(INDEX)
    (folder / "assets" / "app-1a2b.js").write_text("void 0")
    (folder / "icon.svg").write_text("<svg/>")
    (folder.parent / "secret").write_text("secret")
    return a_page(folder)


@pytest.mark.parametrize("path", ["/", "/events/e1", "/stories/s1", "/actors/a", "/try", "/review"])
def test_every_address_of_the_page_is_the_page(tmp_path, path):
    folder = tmp_path / "built"
    folder.mkdir()
    assert built(folder).get(path).text == INDEX
    assert "make web" in a_page(tmp_path / "none").get(path).text


def test_files_with_a_hash_are_kept_for_ever(tmp_path):
    folder = tmp_path / "built"
    folder.mkdir()
    client = built(folder)
    script = client.get("/assets/app-1a2b.js")
    assert "javascript" in script.headers["content-type"]
    assert "immutable" in script.headers["cache-control"]
    assert client.get("/icon.svg").headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "//etc/passwd"])
def test_nothing_outside_the_folder_is_served(tmp_path, path):
    folder = tmp_path / "built"
    folder.mkdir()
    assert built(folder).get(path).status_code == 404


def test_the_plain_page_asks_for_nothing_from_elsewhere(tmp_path):
    text = a_page(tmp_path).get("/").text
    assert "<script" not in text
    assert "style" not in text
    assert "http" not in text


def test_the_plain_page_of_a_demo_says_that_it_is_invented(tmp_path):
    routes = page_routes(tmp_path / "none", invented=lambda: True)
    assert "stories are invented" in TestClient(Starlette(routes=routes)).get("/").text
    assert "invented" not in a_page(tmp_path / "none").get("/").text
