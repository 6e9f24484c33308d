"""The texts of the gold, where the shared folder is present."""

import json
from collections.abc import Iterator

from tests.shared import shared


def gold_articles(split: str) -> Iterator[dict]:
    """Every article of one split of both gold sets."""
    for name in ("wikinews", "dispatches"):
        folder = shared(f"data/gold/{name}")
        for story in json.loads((folder / "splits.json").read_text())[split]:
            yield json.loads((folder / "articles" / f"{story}.json").read_text(encoding="utf-8"))


def gold_texts(split: str) -> Iterator[tuple[str, str]]:
    """The id and text of each article."""
    for article in gold_articles(split):
        yield article["id"], article["text"]
