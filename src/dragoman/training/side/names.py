"""Open sets of named entities: UNER EWT, wikigold and the politics part of CrossNER."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.training.side.space import NAMES, SideText, joined
from dragoman.types import Span

#: Files with the columns of the word and of its label.
FILES = {
    "uner_ewt_dev.iob2": (1, 2),
    "uner_ewt_test.iob2": (1, 2),
    "wikigold.conllu": (1, 2),
    "crossner_politics_train.txt": (0, 1),
    "crossner_politics_dev.txt": (0, 1),
}
KINDS = {
    "PER": "person",
    "person": "person",
    "politician": "person",
    "ORG": "organisation",
    "organisation": "organisation",
    "politicalparty": "organisation",
    "LOC": "place",
    "location": "place",
    "country": "place",
}
#: Sentences side by side in one text: these files keep no order of documents.
TOGETHER = 8
Row = tuple[str, str]


def read_names(folder: Path) -> Iterator[SideText]:
    """The texts of all files; every word is asked for its kind of name."""
    for name, columns in FILES.items():
        sentences = list(_sentences(folder / name, columns))
        for at in range(0, len(sentences), TOGETHER):
            yield _text(f"{name} {at}", sentences[at : at + TOGETHER])


def _sentences(path: Path, columns: tuple[int, int]) -> Iterator[list[Row]]:
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.strip() and not line.startswith("# ") and len(cells) > columns[1]:
            rows.append((cells[columns[0]].replace(" ", ""), cells[columns[1]].strip()))
        elif rows and not line.strip():
            yield rows
            rows = []
    if rows:
        yield rows


def _text(name: str, sentences: list[list[Row]]) -> SideText:
    text, spans, tokens = joined([[word for word, _ in rows] for rows in sentences])
    labels = [
        marked
        for rows, row_spans in zip(sentences, tokens, strict=True)
        for marked in _entities([label for _, label in rows], row_spans)
    ]
    return SideText(
        id=f"names {name}",
        text=text,
        sentences=spans,
        open=frozenset({"name"}),
        labels={"name": labels},
    )


def _entities(labels: list[str], spans: list[Span]) -> Iterator[tuple[Span, int]]:
    start = 0
    for at, label in enumerate(labels):
        if label.startswith("B-"):
            start = at
        goes_on = at + 1 < len(labels) and labels[at + 1].startswith("I-")
        if label != "O" and not goes_on:
            kind = KINDS.get(label.partition("-")[2], "other")
            yield Span(spans[start].start, spans[at].end), NAMES.index(kind)
