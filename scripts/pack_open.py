"""Write corpus/open/stories.jsonl from a folder of gold over open sets: annotations without texts.

usage: pack_open.py GOLD_DIR...
"""

import json
import sys
from pathlib import Path

from dragoman.evaluation.corpus import Annotated, pack

TARGET = Path(__file__).resolve().parent.parent / "corpus" / "open" / "stories.jsonl"


def annotated(gold: Path, name: str) -> Annotated:
    """The three files of a story."""
    article, annotation, voices = (
        json.loads((gold / part / f"{name}.json").read_bytes())
        for part in ("articles", "annotations", "voices")
    )
    article.setdefault("url", "")
    return Annotated(article, annotation["contexts"], annotation["events"], voices["voices"])


def main(folders: list[Path]) -> None:
    """One line a story, in the order of the ids."""
    names = {path.stem: folder for folder in folders for path in folder.glob("annotations/*.json")}
    rows = [pack(annotated(names[name], name), split="train") for name in sorted(names)]
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} stories, {sum(len(row['events']) for row in rows)} events")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
