"""The Wikinews texts as they were annotated, from the public files that hold them.

Stories of 2019 and 2020 come from the tables of vanatteveldt/wikinews; sentences of
earlier stories (ids wnq-) from the tables of QANom, whose tokens are joined again.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TextIO

QANOM_PREFIX = "wnq-"
_QANOM_CORPUS = "wikinews"
_PARAGRAPHS = re.compile(r"\n+")
_LONGEST_CELL = 1 << 20  # interviews pass csv's own limit of 131,072 characters

# Penn Treebank writes brackets and quotation marks as words of their own.
_WORDS = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "``": "“",
    "''": "”",
}
_JOINS = (
    (re.compile(r" (?=[.,;:?!%)\]}”])"), ""),
    (re.compile(r"(?<=[(\[{“$£€#]) "), ""),
    (re.compile(r" (?=(?:'s|'S|'re|'ve|'ll|'d|'m|n't|N'T|')(?![A-Za-z]))"), ""),
    (re.compile(r"(?<=[0-9]) -- (?=[0-9$£€])"), "–"),
    (re.compile(r" -- "), " – "),
    (re.compile(r"\b([Cc]an) not\b"), r"\1not"),
)


def plain_text(cell: str) -> str:
    """A cell of the 2019 and 2020 tables: paragraphs two lines apart, single spaces inside."""
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPHS.split(cell))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def joined(sentence: str) -> str:
    """A sentence of the QANom tables, its tokens joined as one would write them."""
    for token, mark in _WORDS.items():
        sentence = sentence.replace(token, mark)
    for pattern, mark in _JOINS:
        sentence = pattern.sub(mark, sentence)
    return sentence


def read_articles(table: TextIO) -> dict[str, tuple[str, str]]:
    """The title and text of each address in a 2019 or 2020 table."""
    csv.field_size_limit(_LONGEST_CELL)
    return {row["url"]: (row["title"], plain_text(row["text"])) for row in csv.DictReader(table)}


def read_qanom(
    tables: Iterable[TextIO], *, corpus: str = _QANOM_CORPUS, prefix: str = QANOM_PREFIX
) -> dict[str, str]:
    """The text of each story of a corpus whose sentences the QANom tables hold, by gold id."""
    sentences: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for table in tables:
        for row in csv.DictReader(table):
            _, whose, story, paragraph, number = row["qasrl_id"].split(":")
            if whose == corpus:
                sentences[story][int(paragraph), int(number)] = row["sentence"]
    return {f"{prefix}{story}": _text(found) for story, found in sentences.items()}


def _text(sentences: Mapping[tuple[int, int], str]) -> str:
    """Sentences in their order, a blank line where a paragraph begins."""
    paragraphs: dict[int, list[str]] = defaultdict(list)
    for paragraph, number in sorted(sentences):
        paragraphs[paragraph].append(joined(sentences[paragraph, number]))
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs.values())
