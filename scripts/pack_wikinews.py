"""Write corpus/wikinews/stories.jsonl from a folder of gold: annotations without texts.

usage: pack_wikinews.py GOLD_DIR QANOM.csv...

GOLD_DIR holds articles, annotations, voices and splits.json; the QANom tables tell where
the general rules for joining tokens need a correction.
"""

import json
import sys
from contextlib import ExitStack
from pathlib import Path

from dragoman.evaluation.corpus import Annotated, pack
from dragoman.evaluation.wikinews import read_qanom

TARGET = Path(__file__).resolve().parent.parent / "corpus" / "wikinews" / "stories.jsonl"


def annotated(gold: Path, story_id: str) -> Annotated:
    """The three files of a story."""
    article, annotation, voices = (
        json.loads((gold / part / f"{story_id}.json").read_bytes())
        for part in ("articles", "annotations", "voices")
    )
    return Annotated(article, annotation["contexts"], annotation["events"], voices["voices"])


def main(gold: Path, tables: list[Path]) -> None:
    """One line a story, in the order of the splits."""
    with ExitStack() as stack:
        opened = [stack.enter_context(path.open(encoding="utf-8", newline="")) for path in tables]
        rebuilt = read_qanom(opened)
    splits = json.loads((gold / "splits.json").read_bytes())
    rows = [
        pack(annotated(gold, story_id), split=split, rebuilt=rebuilt.get(story_id))
        for split, ids in splits.items()
        for story_id in ids
    ]
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} stories, {sum('edits' in row for row in rows)} with corrections")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
