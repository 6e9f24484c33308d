"""How well the article is told from the rest of a page, measured as the public benchmark does.

The article-extraction-benchmark (github.com/scrapinghub/article-extraction-benchmark) compares
runs of four words: each page gives a precision and a recall, their means over the pages are the
figures, and F1 is that of the two means.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from dragoman.errors import SetupError, StoryError
from dragoman.gathering.bounded import read_file
from dragoman.reading.html import read_article
from dragoman.types import Page

WORDS_IN_A_RUN = 4

_WORD = re.compile(r"\w+")

Extractor = Callable[[Page], str]


@dataclass(frozen=True, slots=True)
class PageScore:
    """Means over the pages, between 0 and 1."""

    f1: float
    precision: float
    recall: float
    pages: int


def evaluate_pages(folder: Path, *, extract: Extractor | None = None) -> PageScore:
    """The score of reading, or of another extractor, on `ground-truth.json` and `html/ID.html.gz`."""
    truths = _truths(folder)
    extract = extract or article_text
    scored = [
        page_score(body, extract(_page(folder, name))) for name, body in sorted(truths.items())
    ]
    precision = fmean(score[0] for score in scored)
    recall = fmean(score[1] for score in scored)
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return PageScore(f1, precision, recall, len(scored))


def article_text(page: Page) -> str:
    """The text that reading takes from a page; nothing where it takes none."""
    try:
        return read_article(page).text
    except StoryError:
        return ""


def page_score(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of the runs of four words of one page."""
    wanted, given = _runs(truth), _runs(found)
    right = (wanted & given).total()
    if wanted == given:
        return 1.0, 1.0
    return _share(right, given.total()), _share(right, wanted.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of a text; a shorter text is one run by itself."""
    words = _WORD.findall(text)
    last = max(1, len(words) - WORDS_IN_A_RUN + 1)
    return Counter(tuple(words[start : start + WORDS_IN_A_RUN]) for start in range(last))


def _share(right: int, of: int) -> float:
    return right / of if of else 0.0


def _truths(folder: Path) -> dict[str, str]:
    path = folder / "ground-truth.json"
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SetupError(f"{path}: no ground truth can be read ({error})") from error
    if not stated:
        raise SetupError(f"{path}: no page in this ground truth")
    return {name: fields["articleBody"] for name, fields in stated.items()}


def _page(folder: Path, name: str) -> Page:
    path = folder / "html" / f"{name}.html.gz"
    try:
        return Page(read_file(path), str(path))
    except StoryError as error:
        raise SetupError(error.message) from error
