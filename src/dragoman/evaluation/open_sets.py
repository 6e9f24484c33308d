"""Texts of open data sets as they were annotated for this project, by the ids of corpus/open.

| ids | set | licence |
|---|---|---|
| re3d- | re3d, four folders | public domain, OGL 3, CC BY-SA 3.0 |
| gum- | news stories of GUM | CC BY 2.5 (Wikinews) |
| ewt- | web journals and newsgroups of EWT, by way of PropBank | CC BY-SA 4.0 |
| qn- | sentences of Wikinews in QANom | CC BY 2.5 (QANom: MIT) |
| qw- | sentences of Wikipedia in QANom | CC BY-SA 3.0 (QANom: MIT) |
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.evaluation.wikinews import read_qanom

RE3D = {"CENTCOM": "cc", "UK Government": "uk", "US State Department": "us", "Wikipedia": "wp"}
#: Sentences of EWT in one text, and in one of its paragraphs: the set keeps no paragraphs.
EWT_SENTENCES, EWT_PARAGRAPH = 60, 4
_EWT_DAY = re.compile(r"ENG_(\d{4})(\d\d)(\d\d)")
_EWT_NAME = 22
Texts = Iterator[tuple[str, str]]


def open_texts(folder: Path) -> dict[str, str]:
    """Every text that the sets under a folder hold, by id."""
    return dict(
        [
            *_re3d(folder / "re3d"),
            *_gum(folder / "gum" / "dep"),
            *_ewt(folder / "srl_propbank" / "ewt.train.jsonl"),
            *_qanom(folder / "qanom"),
        ]
    )


def _re3d(folder: Path) -> Texts:
    for name, short in RE3D.items():
        lines = (folder / name / "documents.json").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            yield f"re3d-{short}-{number:02d}", json.loads(line)["text"]


def _gum(folder: Path) -> Texts:
    for path in sorted(folder.glob("GUM_news_*.conllu")):
        paragraphs: list[list[str]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newpar ") or line.strip() == "# newpar":
                paragraphs.append([])
            elif line.startswith("# text = "):
                paragraphs[-1].append(line.removeprefix("# text = "))
        yield path.stem.replace("GUM_news_", "gum-"), joined_paragraphs(paragraphs)


def _ewt(path: Path) -> Texts:
    docs: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["doc"].startswith(("weblog", "newsgroup")):
            docs[row["doc"]].append((row["sent"], row["text"]))
    for doc, rows in docs.items():
        sentences = [text for _, text in sorted(rows)]
        for number, at in enumerate(range(0, len(sentences), EWT_SENTENCES)):
            part = sentences[at : at + EWT_SENTENCES]
            step = range(0, len(part), EWT_PARAGRAPH)
            text = joined_paragraphs([part[low : low + EWT_PARAGRAPH] for low in step])
            yield f"ewt-{_ewt_name(doc)}-{number}", text


def _ewt_name(doc: str) -> str:
    name = re.sub(r"\W+", "-", doc.split("/")[1])
    day = _EWT_DAY.search(doc)
    short = re.sub(r".*com-", "", name)[:_EWT_NAME].strip("-")
    return f"{short}-{day[3] if day else ''}"


def _qanom(folder: Path) -> Texts:
    for corpus, prefix in (("wikinews", "qn-"), ("wikipedia", "qw-")):
        with (
            (folder / "annot.train.csv").open(encoding="utf-8", newline="") as train,
            (folder / "annot.dev.csv").open(encoding="utf-8", newline="") as dev,
        ):
            yield from read_qanom([train, dev], corpus=corpus, prefix=prefix).items()


def joined_paragraphs(paragraphs: Sequence[Sequence[str]]) -> str:
    """Sentences with single spaces, a blank line between paragraphs; empty ones fall out."""
    tidy = (
        [" ".join(sentence.split()) for sentence in part if sentence.strip()] for part in paragraphs
    )
    return "\n\n".join(" ".join(part) for part in tidy if part)


csv.field_size_limit(1 << 20)
