"""The documentation as a site: built strictly, whole, and asking no other host for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.docs.scripts import CHECKOUT, script

pytest.importorskip("mkdocs")

#: Attributes whose address a browser fetches by itself.
FETCHED = (
    "//@src",
    "//@srcset",
    "//@poster",
    "//link[not(@rel='canonical')]/@href",
    "//object/@data",
)
ABSOLUTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
CSS_ADDRESS = re.compile(r"url\(\s*[\"']?([^)\"']+)|@import\s+[\"']([^\"']+)")
#: Pages with the widest tables and lines.
WIDE = ("accuracy/", "exports/", "cli/", "types/", "tutorial/", "evaluation/", "api/")


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run([*command, *options], cwd=CHECKOUT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    return {path: html.parse(str(path)).getroot() for path in site.rglob("*.html")}


def test_nothing_is_fetched_from_elsewhere(site):
    foreign = [
        f"{path.relative_to(site)}: {address}"
        for path, tree in pages(site).items()
        for query in FETCHED
        for address in tree.xpath(query)
        if ABSOLUTE.match(address)
    ]
    assert foreign == []


def test_no_style_sheet_asks_elsewhere(site):
    sheets = list(site.rglob("*.css"))
    found = [one for sheet in sheets for one in CSS_ADDRESS.findall(sheet.read_text("utf-8"))]
    assert sheets
    assert [one for one in map("".join, found) if ABSOLUTE.match(one)] == []


def leads_somewhere(site: Path, page: Path, link: str) -> bool:
    parts = urlsplit(link)
    there = page if not parts.path else page.parent / unquote(parts.path)
    target = there / "index.html" if there.is_dir() else there
    if not target.exists() or not parts.fragment or target.suffix != ".html":
        return target.exists()
    return bool(html.parse(str(target)).xpath("//*[@id=$id]", id=unquote(parts.fragment)))


def test_every_link_and_anchor_leads_somewhere(site):
    links = {
        (path, link)
        for path, tree in pages(site).items()
        for link in tree.xpath("//main//a/@href")
        if not urlsplit(link).scheme and path.name != "404.html"
    }
    assert len(links) > 500
    broken = [(path, link) for path, link in links if not leads_somewhere(site, path, link)]
    assert broken == []


def test_every_document_is_a_page(site):
    documents = [path.relative_to(CHECKOUT / "docs") for path in CHECKOUT.glob("docs/**/*.md")]
    built = {path.parent.relative_to(site) for path in site.rglob("index.html")}
    names = [
        one.with_suffix("") if one.stem not in ("index", "README") else one.parent
        for one in documents
    ]
    assert [name for name in names if name not in built] == []


def test_a_broken_link_fails_the_build(tmp_path):
    shutil.copytree(CHECKOUT / "docs", tmp_path / "docs")
    shutil.copytree(CHECKOUT / "scripts", tmp_path / "scripts")
    for name in script("site_hooks").OUTSIDE:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(CHECKOUT / name, tmp_path / name)
    shutil.copy(CHECKOUT / "mkdocs.yml", tmp_path)
    with (tmp_path / "docs" / "words.md").open("a", encoding="utf-8") as page:
        page.write("\n[nowhere](record.md#no-such-heading) [gone](gone.md)\n")
    done = build(tmp_path / "site", "--config-file", str(tmp_path / "mkdocs.yml"))
    assert done.returncode != 0
    assert "no-such-heading" in done.stderr
    assert "gone.md" in done.stderr


@pytest.mark.parametrize(
    ("target", "source", "leads"),
    [
        ("record.md#numbers", "docs/event.md", "record.md#numbers"),
        ("../NOTICE", "docs/training.md", "licences.md"),
        ("../record.md", "docs/design/001-claims.md", "record.md"),
        ("docs/training.md", "CONTRIBUTING.md", "training.md"),
        ("summit.html", "examples/README.md", None),
        ("gone.md", "docs/event.md", "gone.md"),
    ],
)
def test_links_lead_where_the_site_has_the_page(target, source, leads):
    pages = {"record.md", "licences.md", "training.md"}
    files = type("Files", (), {"src_uris": pages})
    assert script("site_hooks").site_target(target, source, files) == leads


@pytest.fixture(scope="module")
def served(site):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no browser: chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        opened = driver.chromium.launch(executable_path=chromium, args=options)
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_pages_fit_the_screen_and_ask_this_host_alone(served, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    too_wide = []
    for one in ("", *WIDE):
        page.goto(served + one)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        too_wide += [one] if over > 0 else []
    context.close()
    assert too_wide == []
    assert [url for url in asked if not url.startswith((served, "data:"))] == []


def test_a_search_finds_the_page(served, browser):
    page = browser.new_page()
    page.goto(served + "?q=tombstone")
    page.wait_for_selector(".md-search-result__item a")
    found = page.eval_on_selector_all(
        ".md-search-result__item a", "links => links.map(a => a.href)"
    )
    page.close()
    assert any("/judging/" in link for link in found)
