"""Rebuild the Wikinews gold from the annotations kept here and the public texts.

Stories of 2019 and 2020 need the two tables of github.com/vanatteveldt/wikinews, given as
files or fetched with --download; the older ones (wnq-) need QANom's annot.train.csv and
annot.dev.csv, which github.com/kleinay/QANom links to.  Every text is compared with the
sha256 of the one that was annotated; each that differs is named and left out.
"""

import json
import sys
import urllib.error
import urllib.request
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

import click

from dragoman.errors import StoryError
from dragoman.evaluation.corpus import Annotated, Row, unpack
from dragoman.evaluation.wikinews import QANOM_PREFIX, read_articles, read_qanom

STORIES = Path(__file__).resolve().parent.parent / "corpus" / "wikinews" / "stories.jsonl"
HOST = "https://raw.githubusercontent.com/vanatteveldt/wikinews"
# The commits that hold the tables as they were annotated.
TABLES = (
    f"{HOST}/b134aa9d261fe904f5c50a82b4d3cb001f8771bf/data/wikinews_2019.csv",
    f"{HOST}/ebb25d3c66507269b14c437b5f4b04bf26b3b056/wikinews_2020.csv",
)
SECONDS = 60
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help=__doc__)
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--table", "tables", type=FILE, multiple=True, help="wikinews_2019.csv or _2020.csv")
@click.option("--qanom", type=FILE, multiple=True, help="annot.train.csv or annot.dev.csv")
@click.option("--download", is_flag=True, help="Fetch the two Wikinews tables.")
def main(out: Path, tables: tuple[Path, ...], qanom: tuple[Path, ...], *, download: bool) -> None:
    """Rebuild the gold folder; see the head of this file."""
    texts = texts_of(tables, qanom)
    if download:
        texts |= {
            url: text for table in TABLES for url, text in read_articles(fetch(table)).items()
        }
    rows = [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]
    faults = {row["id"]: fault for row in rows if (fault := rebuild(out, row, texts))}
    whole = [row for row in rows if row["id"] not in faults]
    write_splits(out, whole)
    for story_id, fault in faults.items():
        click.echo(f"{story_id}: {fault}", err=True)
    click.echo(f"{len(whole)} of {len(rows)} stories rebuilt in {out}")
    sys.exit(1 if faults else 0)


def texts_of(tables: tuple[Path, ...], qanom: tuple[Path, ...]) -> dict[str, tuple[str, str]]:
    """Titles and texts by address, or by id where a story has no address."""
    texts: dict[str, tuple[str, str]] = {}
    with ExitStack() as stack:
        for path in tables:
            texts |= read_articles(stack.enter_context(path.open(encoding="utf-8", newline="")))
        opened = [stack.enter_context(path.open(encoding="utf-8", newline="")) for path in qanom]
        return texts | {name: ("", text) for name, text in read_qanom(opened).items()}


def fetch(address: str) -> StringIO:
    """A table from the net."""
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            return StringIO(answer.read().decode("utf-8"), newline="")
    except urllib.error.URLError as error:
        raise click.ClickException(f"{address} cannot be fetched: {error.reason}") from error


def rebuild(out: Path, row: Row, texts: dict[str, tuple[str, str]]) -> str:
    """Write a story's files; what comes back is why that cannot be, empty where it can."""
    found = texts.get(row["url"] or row["id"])
    if found is None:
        wanted = "--qanom" if row["id"].startswith(QANOM_PREFIX) else "--table or --download"
        return f"in none of the given files ({wanted})"
    title, text = found
    try:
        write_story(out, unpack(row, text, title=title))
    except StoryError as error:
        return error.message
    return ""


def write_story(out: Path, gold: Annotated) -> None:
    """The three files of a story."""
    name = gold.article["id"]
    parts = {
        "articles": gold.article,
        "annotations": {"id": name, "contexts": gold.contexts, "events": gold.events},
        "voices": {"id": name, "voices": gold.voices},
    }
    for part, content in parts.items():
        write_json(out / part / f"{name}.json", content)


def write_splits(out: Path, rows: list[Row]) -> None:
    """Which of the rebuilt stories are for training and which for development."""
    splits = {
        split: [row["id"] for row in rows if row["split"] == split] for split in ("train", "dev")
    }
    for name, content in {"splits": splits, **splits}.items():
        write_json(out / f"{name}.json", content)


def write_json(path: Path, content: object) -> None:
    """A JSON file as the gold has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
