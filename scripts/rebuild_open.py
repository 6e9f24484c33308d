"""Rebuild the annotated texts of corpus/open from the open data sets that hold them.

usage: rebuild_open.py SETS_DIR OUT_DIR

SETS_DIR holds re3d/, gum/, srl_propbank/ and qanom/ as their publishers give them.  Every text
is compared with the sha256 of the one that was annotated; each that differs is named and left
out, and the exit status is 1.
"""

import json
import sys
from pathlib import Path

import click

from dragoman.errors import StoryError
from dragoman.evaluation.corpus import Annotated, Row, unpack
from dragoman.evaluation.open_sets import open_texts

STORIES = Path(__file__).resolve().parent.parent / "corpus" / "open" / "stories.jsonl"
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(help=__doc__)
@click.argument("sets", type=FOLDER)
@click.argument("out", type=FOLDER)
def main(sets: Path, out: Path) -> None:
    """Rebuild the gold folder; see the head of this file."""
    texts = open_texts(sets)
    rows: list[Row] = [json.loads(line) for line in STORIES.read_text("utf-8").splitlines()]
    whole = [row["id"] for row in rows if rebuilt(out, row, texts)]
    write(out / "train.json", whole)
    click.echo(f"{len(whole)} of {len(rows)} stories rebuilt in {out}")
    sys.exit(0 if len(whole) == len(rows) else 1)


def rebuilt(out: Path, row: Row, texts: dict[str, str]) -> bool:
    """Whether a story's files could be written; why not is printed."""
    if row["id"] not in texts:
        click.echo(f"{row['id']}: in none of the sets", err=True)
        return False
    try:
        write_story(out, unpack(row, texts[row["id"]]))
    except StoryError as error:
        click.echo(f"{row['id']}: {error.message}", err=True)
        return False
    return True


def write_story(out: Path, gold: Annotated) -> None:
    """The three files of a story."""
    name = gold.article["id"]
    parts = {
        "articles": gold.article,
        "annotations": {"id": name, "contexts": gold.contexts, "events": gold.events},
        "voices": {"id": name, "voices": gold.voices},
    }
    for part, content in parts.items():
        write(out / part / f"{name}.json", content)


def write(path: Path, content: object) -> None:
    """A JSON file as the gold has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
