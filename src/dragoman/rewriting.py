"""A text with words replaced, and where each place of the old text is in the new."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.types import Span


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new text; `cuts` pair where each replaced word stood with where its successor stands."""

    text: str
    cuts: tuple[tuple[Span, Span], ...]

    def moved(self, span: Span) -> Span:
        """A span of the old text as one of the new."""
        return Span(self._place(span.start, end=False), self._place(span.end, end=True))

    def _place(self, at: int, *, end: bool) -> int:
        """A place of the old text in the new; inside a replaced word, the new word's end or start."""
        by = 0
        for old, new in self.cuts:
            if old.end <= at:
                by = new.end - old.end
            elif old.start < at:
                return new.end if end else new.start
        return at + by


def rewritten(text: str, table: Mapping[str, str]) -> Rewritten:
    """The text with every whole word or name of the table replaced, the longest first."""
    if not table:
        return Rewritten(text, ())
    longest = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(rf"\b{re.escape(old)}\b" for old in longest))
    out, cuts, at = "", [], 0
    for match in pattern.finditer(text):
        out += text[at : match.start()]
        new = table[match[0]]
        cuts.append((Span(match.start(), match.end()), Span(len(out), len(out) + len(new))))
        out += new
        at = match.end()
    return Rewritten(out + text[at:], tuple(cuts))
