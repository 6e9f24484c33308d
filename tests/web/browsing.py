"""The page in a real browser, over a real store that a real server serves."""

import json
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dragoman.build import open_existing
from dragoman.cli import main
from dragoman.types import Span
from tests.builders import a_coded, a_record, a_story
from tests.keeping.builders import put

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = (
    "<script>document.title='owned'</script> Police arrested ten people in Oslo on Friday. "
    "<img src=x onerror=\"document.title='owned'\"> \u202egnirts\u202c <svg onload=alert(1)>"
)
#: A line of two million characters, every word of it hostile.
LONG_LINE = f"{HOSTILE} " * (2_000_000 // (len(HOSTILE) + 1))
#: What a browser needs where root runs it, and where a container has little shared memory.
CONTAINED = ["--no-sandbox", "--disable-dev-shm-usage"]
SETTLED = """() => document.querySelector("main h1, main .notice")
    && !document.querySelector("main [aria-busy=true]")
    && !/^\\s*events/.test(document.querySelector("main h1")?.innerText ?? "")"""
MARCH = "Police in Narva arrested two men on Friday after a march to the river bridge."
STORIES = (
    ("a", "Narva Courier", "March ends at the bridge", f"{MARCH} The mayor praised the officers."),
    ("b", "Baltic Ledger", "Two held in Narva", f"{MARCH} The interior ministry confirmed it."),
    (
        "c",
        "Fjord Herald",
        "Police deny arrests",
        "Police in Narva denied on Friday that they had arrested two men after a march.",
    ),
    ("d", "Harbour Post", "Oslo and Tallinn agree", "Norway and Estonia signed a treaty in Oslo."),
    ("e", "<b>bold</b>", "<i>A hostile story</i>", HOSTILE),
)


@dataclass(frozen=True)
class Served:
    """A server and a browser that both run."""

    address: str
    browser: Any

    @contextmanager
    def page(self, path="/", **options):
        """A page of its own at this path, as `_context` takes it."""
        context = self.browser.new_context(**_context(**options))
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda line: page.faults.append(line.text) if _is_bad(line) else None)
        self.visit(page, path)
        try:
            yield page
        finally:
            context.close()

    def visit(self, page, path):
        """Go there, and wait until nothing is still on its way."""
        page.goto("about:blank")  # a hash alone would load nothing
        page.goto(self.address + path)
        page.wait_for_function(SETTLED)


def _context(*, width=1440, scheme="light", scale=1, bypass=False):
    """What a browser is told of the screen; `bypass` lets a test put axe into the page."""
    return {
        "viewport": {"width": width, "height": 900},
        "color_scheme": scheme,
        "device_scale_factor": scale,
        "bypass_csp": bypass,
    }


def _is_bad(line):
    return line.type == "error" and "Content Security Policy" in line.text


def require_page():
    """Skip, with the reason, where something that a page needs is not here."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    pytest.importorskip("uvicorn", reason="uvicorn is not installed")
    pytest.importorskip("dragoman.api", reason="there is no REST interface to serve the page")
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    if not (Path(str(files("dragoman.web"))) / "assets" / "index.html").is_file():
        pytest.skip("the page is not built: run `make web`")


@contextmanager
def serving(folder):
    """A server of a store with these stories, and a browser."""
    from playwright.sync_api import sync_playwright

    with a_server(a_store(folder)) as address, sync_playwright() as driver:
        path = shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=path, args=CONTAINED)
        try:
            yield Served(address, browser)
        finally:
            browser.close()


def a_store(folder):
    rows = [
        {"id": id_, "publisher": publisher, "title": title, "text": text, "published": "2026-03-14"}
        for id_, publisher, title, text in STORIES
    ]
    told = folder / "stories.jsonl"
    told.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["add", str(told), "--store", str(folder / "record.duckdb")])
    assert ended.value.code == 0
    with open_existing(str(folder / "record.duckdb")) as store:
        put(store, a_long_story())
    return folder / "record.duckdb"


def a_long_story():
    """One line of megabytes; its last words are those of a record, too."""
    last = LONG_LINE.rindex("arrested")
    record = a_record("arrested", text=LONG_LINE, id="long")
    words = Span(last, last + len("arrested"))
    told = a_story(LONG_LINE, id="long", title="A long line")
    return a_coded(told, [record, replace(record, id="last", trigger=words)])


@contextmanager
def a_server(file):
    import uvicorn

    from dragoman.api import create_app
    from dragoman.settings import Settings

    store = open_existing(str(file))
    config = uvicorn.Config(create_app(store, Settings()), port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        store.close()
