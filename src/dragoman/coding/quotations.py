"""Which stretches of a text stand in quotation marks, whatever the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.types import Manner, Span

#: What closes a quotation that each mark opens; the marks of one pair are not all one style,
#: since editors mix them.
CLOSERS = {
    "“": "”\"",
    "„": "“”\"",
    "«": "»",
    "»": "«",
    "‹": "›",
    "\"": "\"”",
    "‘": "’'",
    "'": "'’",
}  # fmt: skip
SINGLE = "‘'"
_MARK = re.compile(f"[{''.join(CLOSERS)}]")
_BEFORE_OPENING = ' \t\n([{—–-/“"«„'
_SENTENCE_MARKS = ".,!?…;:"


@lru_cache(maxsize=8)
def quotations(text: str) -> tuple[Span, ...]:
    """The outermost quotations with their marks, in text order.

    A quotation ends with its paragraph: one that runs on over paragraphs opens anew in each.
    """
    return tuple(found for paragraph in _paragraphs(text) for found in _quoted(text, paragraph))


def manner_of(content: Iterable[Span], text: str, *, cue: Span | None) -> Manner:
    """Direct if all the words stand in quotation marks, mixed if some do, else indirect.

    A quotation that holds the cue too is somebody else's: in “He said it was over” the inner
    words are reported.  Without a cue and marks the words are a transcript's, so direct.
    """
    quoted = [span for span in quotations(text) if cue is None or not span.overlaps(cue)]
    inside = [_quoted_letters(part, text, quoted) for part in content]
    letters, found = sum(total for total, _ in inside), sum(some for _, some in inside)
    if not found:
        return Manner.DIRECT if cue is None else Manner.INDIRECT
    return Manner.DIRECT if found == letters else Manner.MIXED


def _quoted_letters(part: Span, text: str, quoted: Iterable[Span]) -> tuple[int, int]:
    """How many letters the part has, and how many of them are in quotation marks."""
    near = [span for span in quoted if span.overlaps(part)]
    inside = [Span(max(span.start, part.start), min(span.end, part.end)) for span in near]
    return _letters(part, text), sum(_letters(span, text) for span in inside)


def _letters(span: Span, text: str) -> int:
    return sum(map(str.isalnum, span.of(text))) if span.start < span.end else 0


def _paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs by blank lines, or by lines where the text has no blank one."""
    gap = r"\n\s*\n" if re.search(r"\n\s*\n", text) else r"\n"
    start = 0
    for match in re.finditer(gap, text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    at = paragraph.start
    while (mark := _MARK.search(text, at, paragraph.end)) is not None:
        at = mark.start()
        end = _end_of_quotation(text, at, paragraph) if _opens(text, at, paragraph) else None
        if end is not None:
            yield Span(at, end)
        at = end or at + 1


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """Whether a quotation can begin here; an apostrophe or an inch mark cannot."""
    mark = text[at]
    if mark not in CLOSERS:
        return False
    first = at == paragraph.start or text[at - 1] in _BEFORE_OPENING
    follows = text[at + 1 : at + 2]
    if mark in SINGLE:
        return first and follows.isalpha()
    return first or (mark != '"' and bool(follows) and not follows.isspace())


def _end_of_quotation(text: str, opening: int, paragraph: Span) -> int | None:
    """Where the quotation that opens here ends, its closing mark included."""
    closers = CLOSERS[text[opening]]
    if text[opening] in SINGLE:
        return _end_of_single(text, opening, paragraph)
    for at in range(opening + 1, paragraph.end):
        if text[at] in closers:
            return at + 1
    return paragraph.end


def _end_of_single(text: str, opening: int, paragraph: Span) -> int | None:
    """The end of a quotation in single marks, which look like apostrophes.

    A mark after sentence punctuation, or before it, closes for sure; one after a plural's s
    ("the rebels' camp") only if nothing better follows.
    """
    stop = next(_single_openings(text, opening + 1, paragraph), paragraph.end)
    closers = CLOSERS[text[opening]]
    ends = [at for at in range(opening + 2, stop) if text[at] in closers and _stands_last(text, at)]
    sure = [at for at in ends if _by_punctuation(text, at)]
    plain = [at for at in ends if text[at - 1].lower() != "s"]
    best = next(iter(sure[:1] + plain[:1] + ends[-1:]), None)
    if sure and plain:
        best = min(sure[0], plain[0])
    return None if best is None else best + 1


def _single_openings(text: str, start: int, paragraph: Span) -> Iterator[int]:
    for at in range(start, paragraph.end):
        if text[at] in SINGLE and _opens(text, at, paragraph):
            yield at


def _stands_last(text: str, at: int) -> bool:
    """Whether the mark stands at the end of a word, as no apostrophe inside one does."""
    follows = text[at + 1 : at + 2]
    return not text[at - 1].isspace() and not follows.isalnum()


def _by_punctuation(text: str, at: int) -> bool:
    return text[at - 1] in _SENTENCE_MARKS or text[at + 1 : at + 2] in [*_SENTENCE_MARKS, ""]
