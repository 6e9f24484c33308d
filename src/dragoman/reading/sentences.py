"""Where sentences begin and end in a text that stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from dragoman.types import Span

_LANGUAGE = "en"
_LINE = re.compile(r"[^\n]+")
# E-mail and agency wires break lines at a width; paragraphs written one to a line run longer.
_WIDEST_WRAPPED_LINE = 100
_WRAPPED_LINE = 50
_MOST_PUNCTUATED = 0.5
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")
# The splitter takes the month for an abbreviation: "... elections in May. A joint statement".
_MAY = re.compile(r"\b[Mm]ay\.[\"”’)]*\s+(?=[\"“‘(]?[A-Z])")


def sentences_of(text: str) -> tuple[Span, ...]:
    """The sentences in text order, without the white space around them.

    A quotation stays with the words around it, and a blank line always ends a sentence.
    """
    return tuple(
        sentence for paragraph in paragraphs_of(text) for sentence in _split(text, paragraph)
    )


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """The stretches between line breaks, those breaks left out that only wrap a paragraph."""
    lines = [_trimmed(text, found.start(), found.end()) for found in _LINE.finditer(text)]
    lines = [line for line in lines if line.start < line.end]
    wrapped = _is_wrapped([line.of(text) for line in lines])
    paragraphs: list[Span] = []
    for line in lines:
        if paragraphs and _goes_on(text, paragraphs[-1], line, wrapped=wrapped):
            line = Span(paragraphs.pop().start, line.end)
        paragraphs.append(line)
    return tuple(paragraphs)


def _goes_on(text: str, paragraph: Span, line: Span, *, wrapped: bool) -> bool:
    """Whether a line continues the paragraph before it."""
    if text.count("\n", paragraph.end, line.start) > 1:
        return False
    if wrapped:
        return True
    return text[line.start].islower() and not _ENDS_SENTENCE.search(paragraph.of(text)[-8:])


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the text's lines are broken at a width instead of at the end of a paragraph."""
    if len(lines) < 3 or max(map(len, lines)) > _WIDEST_WRAPPED_LINE:
        return False
    long = [line for line in lines if len(line) >= _WRAPPED_LINE]
    ended = sum(1 for line in long if _ENDS_SENTENCE.search(line))
    return 2 * len(long) >= len(lines) and ended <= _MOST_PUNCTUATED * len(long)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    words = paragraph.of(text)
    starts = {int(found["start_index"]) for found in _boundaries(words)}
    starts |= {found.end() for found in _MAY.finditer(words)}
    cuts = sorted(starts | {0, len(words)})
    for start, end in pairwise(cuts):
        sentence = _trimmed(text, paragraph.start + start, paragraph.start + end)
        if sentence.start < sentence.end:
            yield sentence


def _boundaries(words: str) -> list[dict[str, int]]:
    found: list[dict[str, int]] = sentencex.get_sentence_boundaries(_LANGUAGE, words)
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
