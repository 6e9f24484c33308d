"""The page in a real browser, over a real store that a real server serves."""

import json
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = (
    "<script>document.title='owned'</script> Police arrested ten people in Oslo on Friday. "
    "<img src=x onerror=\"document.title='owned'\"> \u202egnirts\u202c <svg onload=alert(1)>"
)
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
    def page(self, path="/", *, width=1440, scheme="light", bypass=False):
        """A page of its own at this path; `bypass` lets a test put axe into it."""
        size = {"width": width, "height": 900}
        options = {"viewport": size, "color_scheme": scheme, "bypass_csp": bypass}
        context = self.browser.new_context(**options)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda line: page.faults.append(line.text) if _is_bad(line) else None)
        page.goto(self.address + path)
        page.wait_for_load_state("networkidle")
        try:
            yield page
        finally:
            context.close()


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
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield Served(address, browser)
        finally:
            browser.close()


def a_store(folder):
    from dragoman.cli import main

    rows = [
        {"id": id_, "publisher": publisher, "title": title, "text": text, "published": "2026-03-14"}
        for id_, publisher, title, text in STORIES
    ]
    told = folder / "stories.jsonl"
    told.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["add", str(told), "--store", str(folder / "record.duckdb")])
    assert ended.value.code == 0
    return folder / "record.duckdb"


@contextmanager
def a_server(file):
    import uvicorn

    from dragoman.api import create_app
    from dragoman.build import open_existing
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
