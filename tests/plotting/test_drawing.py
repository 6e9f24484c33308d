"""Real pictures, read back."""

import json
import re
import shutil
import struct
import zlib
from xml.etree import ElementTree

import pytest

pytest.importorskip("vl_convert")
pytest.importorskip("networkx")

from dragoman.errors import UsageError
from dragoman.plotting.drawing import draw
from dragoman.plotting.plot import PICTURES, plot
from dragoman.store.filters import Filter
from tests.plotting.builders import a_drawn_store

ALL = Filter()
HOSTILE = "</script><script>alert(1)</script><img src=http://evil.example/x>"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with a_drawn_store(tmp_path_factory.mktemp("drawn")) as store:
        yield store


def words_of(svg):
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return [line for text in texts for line in text.itertext()]


def without_numbers(svg):
    """The same without the numbers by which a process tells its clippings apart."""
    return re.sub(rb"clip\d+", b"clip", svg)


def pixels_of(png):
    """Width, height and the different bytes of a PNG's unpacked rows."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    at, packed = 8, b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += size + 12
    return width, height, set(zlib.decompress(packed))


@pytest.mark.parametrize("name", PICTURES)
def test_an_svg_keeps_its_words_as_text(store, name):
    words = words_of(plot(store, ALL, name, form="svg"))
    assert any(word.startswith("All 5 events; store of ") for word in words)
    assert PICTURES[name](store, ALL).title in words


@pytest.mark.parametrize("name", PICTURES)
def test_a_png_has_pixels_of_several_colours(store, name):
    width, height, values = pixels_of(plot(store, ALL, name, form="png"))
    assert width > 200
    assert height > 200
    assert len(values) > 20


@pytest.mark.parametrize(
    ("name", "word"),
    [("timeline", "Verbal cooperation"), ("map", "Narvik"), ("network", "Denmark"), ("dyads", "SWE")],
)  # fmt: skip
def test_a_picture_shows_what_it_is_of(store, name, word):
    assert word in words_of(plot(store, ALL, name, form="svg"))


@pytest.mark.parametrize("name", PICTURES)
def test_a_filter_changes_a_picture(store, name):
    whole, again = (without_numbers(plot(store, ALL, name, form="svg")) for _ in range(2))
    some = plot(store, Filter(type=("ACCUSE",)), name, form="svg")
    assert again == whole != without_numbers(some)


def test_what_cannot_be_drawn_is_told(store):
    with pytest.raises(UsageError, match="a country on both sides"):
        plot(store, Filter(type=("COERCE",)), "dyads", form="svg")


def test_a_title_can_be_given(store):
    assert "Trouble up north" in words_of(
        plot(store, ALL, "map", form="svg", title="Trouble up north")
    )


def test_a_page_loads_nothing_and_runs_its_own_script_alone(store):
    page = plot(store, ALL, "network", form="html", title=HOSTILE).decode()
    assert "default-src 'none'; script-src 'sha256-" in page
    tags = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"""(src|href)\s*=|@import|url\(""", tags.replace("src=http://evil", ""))
    assert page.count("<script") == page.count("</script>") == 2
    assert "<img" not in tags


def test_hostile_words_are_text_in_a_page_and_in_an_svg():
    chart = {"title": HOSTILE, "mark": "point", "data": {"values": [{}]}}
    page = draw(chart, "html", title=HOSTILE).decode()
    data = re.search(r'<script id="chart" type="application/json">(.*?)</script>', page)[1]
    assert json.loads(data)["title"] == HOSTILE
    assert HOSTILE in words_of(draw(chart, "svg", title=HOSTILE))


def test_data_from_elsewhere_are_not_fetched():
    chart = {"data": {"url": "http://127.0.0.1:1/data.json"}, "mark": "point"}
    with pytest.raises(ValueError, match="not allowed"):
        draw(chart, "svg", title="x")


def test_a_page_draws_itself_in_a_browser_and_asks_for_nothing(store, tmp_path):
    driving = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    page_file = tmp_path / "network.html"
    page_file.write_bytes(plot(store, ALL, "network", form="html"))
    asked, faults = [], []
    with driving.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: faults.append(line.text))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(page_file.as_uri())
        words = page.locator("#picture svg").text_content()
        browser.close()
    assert "Denmark" in words
    assert (asked, faults) == ([page_file.as_uri()], [])
