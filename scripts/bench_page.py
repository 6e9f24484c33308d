"""Measure the page of `dragoman serve`: from a change of filter until all of the overview shows it.

The page must be built (`make web`), and Playwright and a Chromium be there.  Every step is taken with filters
that nobody has asked for yet, then once more; a step ends when the last of list, chart, map and
matrix has been drawn for the new address and a frame has passed.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

from bench import Table
from bench_serve import prepared, served
from bench_store import CHECKOUT, coded_stories
from dragoman.evaluation.bench import merged, read_bench, write_bench
from synthetic_stories import read_teller

#: Until the server has made the items of the latest events.
READY_MS = 30_000
#: Addresses that differ by one filter each, as a reader goes on.
STEPS = [
    *(f"quad={quad}" for quad in "1234"),
    *(f"type={one}" for one in ("PROTEST", "ASSAULT", "AID", "COERCE")),
    *(f"country={one}" for one in ("FRA", "USA", "NOR", "EGY")),
    *(f"since={year}-03-01&until={year}-06-30" for year in range(2016, 2024)),
]
#: Runs in the page: goes to an address, and gives the milliseconds until all is drawn.
STEP = """
async (address) => {
  const begun = performance.now();
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  while (document.querySelector("main [aria-busy=true]")) {
    if (performance.now() - begun > 30000) return -1;
    await frame();
  }
  return performance.now() - begun;
}
"""


@dataclass(frozen=True, slots=True)
class Steps:
    """Milliseconds of steps to new filters, and of the same ones again."""

    new: list[float]
    again: list[float]


def measured(where: tuple[str, int]) -> Steps:
    """Every step twice, in one page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://{where[0]}:{where[1]}/")
        page.wait_for_selector("main [aria-busy=false]")
        page.wait_for_timeout(READY_MS)
        steps = Steps(_walk(page), _walk(page))
        browser.close()
    return steps


def _walk(page: Page) -> list[float]:
    return [float(page.evaluate(STEP, f"/?{step}")) for step in STEPS]


def figures(steps: Steps) -> Iterator[tuple[str, float]]:
    """Names and milliseconds."""
    for name, several in (("new filters", steps.new), ("the same again", steps.again)):
        yield f"page: overview updated, {name}, median", statistics.median(several)
        yield f"page: overview updated, {name}, p95", statistics.quantiles(several, n=20)[-1]


@click.command(help=__doc__)
@click.argument(
    "gold", type=click.Path(path_type=Path), default=CHECKOUT.parent / "shared/data/gold"
)
@click.option("--events", default=100_000, show_default=True, help="How many to fill in.")
@click.option(
    "--base", type=click.Path(path_type=Path, exists=True), help="A filled store to copy."
)
@click.option("--folder", type=click.Path(path_type=Path), default=CHECKOUT / "build/bench-serve")
@click.option("--out", type=click.Path(path_type=Path), default=CHECKOUT / "BENCH.json")
@click.option("--verbose", is_flag=True, help="Each step too.")
def main(
    gold: Path, events: int, base: Path | None, folder: Path, out: Path, verbose: bool
) -> None:
    """Fill, serve, click through the page, and write the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    teller = read_teller(coded_stories(gold, folder / "coded.jsonl"))
    with served(prepared(folder, events, base, teller)) as where:
        steps = measured(where)
    bench = Table(f"python scripts/bench_page.py --events {events}", date.today())
    rows = [bench.row(name, value, "ms", cores=2) for name, value in figures(steps)]
    for row in rows:
        click.echo(f"{row.name:70} {row.value:10} ms")
    for step, new, again in zip(STEPS, steps.new, steps.again, strict=True) if verbose else ():
        click.echo(f"{step:40} {new:8.0f} {again:8.0f}")
    write_bench(merged(read_bench(out), rows), out)


if __name__ == "__main__":
    main()
