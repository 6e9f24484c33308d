"""Take the pictures of README and docs/plots.md: the demo's page, and all that `dragoman plot` draws.

It runs `dragoman demo` with a store of its own and photographs its page in Debian's chromium by
Playwright (extra `dev`, which draws, too); `make web` must have built the page.

    python scripts/demo_picture.py
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

DRAGOMAN = (sys.executable, "-m", "dragoman")
STORE = "demo.duckdb"
PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PLOTS = ("timeline", "map", "network", "dyads")
SIZE = {"width": 1440, "height": 900}
MOST_BYTES = 300_000
DISPUTED = "v1/events?disputed=true&min_corroboration=3&limit=50"
#: The room that the page leaves for a scroll bar, which a picture has none of.
NO_GUTTER = "html { scrollbar-gutter: auto !important }"


def main() -> None:
    """Write demo.png (the overview), event.png (a disputed event) and an SVG for each plot."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed")
    with TemporaryDirectory() as folder, demo(Path(folder)) as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser, url, PICTURES / "demo.png")
        take(browser, f"{url}events/{disputed_in_short(url)}", PICTURES / "event.png")
        browser.close()
        for name in PLOTS:
            out = str(PICTURES / f"{name}.svg")
            store = str(Path(folder) / STORE)
            subprocess.run([*DRAGOMAN, "plot", name, "--store", store, "--out", out], check=True)


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """The address of a demo that is served as long as the block lasts."""
    command = [*DRAGOMAN, "demo", "--no-open", "--port", "0", "--store", str(folder / STORE)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield address_in(server.stderr or [])
        finally:
            server.terminate()


def address_in(lines: Iterator[str] | list[str]) -> str:
    """The first address that the server says; what it said instead ends the program."""
    said = []
    for line in lines:
        said.append(line)
        if found := re.search(r"http://[\d.]+:\d+/", line):
            return found[0]
    sys.exit("".join(said))


def disputed_in_short(url: str) -> str:
    """The id of the disputed event of three outlets and more that has the fewest reports."""
    with urlopen(url + DISPUTED) as answer:
        events = json.load(answer)["items"]
    return str(min(events, key=_reports)["id"])


def _reports(event: dict[str, list[str]]) -> int:
    return len(event["records"])


def take(browser: Browser, url: str, out: Path) -> None:
    """Photograph one page; a picture that is too large ends the program."""
    context = browser.new_context(viewport=SIZE, color_scheme="light", bypass_csp=True)
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.locator(".invented").wait_for()
    page.add_style_tag(content=NO_GUTTER)
    out.parent.mkdir(exist_ok=True)
    page.screenshot(path=out, animations="disabled")
    context.close()
    if out.stat().st_size > MOST_BYTES:
        sys.exit(f"{out} has {out.stat().st_size:,} bytes: {MOST_BYTES:,} are allowed")


if __name__ == "__main__":
    main()
