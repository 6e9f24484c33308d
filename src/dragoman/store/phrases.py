"""What a person types to search for: words, and "exact phrases" in quotation marks."""

from __future__ import annotations

import re

from dragoman.errors import UsageError

_PHRASE = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')


def phrases_of(words: str) -> tuple[str, ...]:
    """Each word and each quoted phrase; a text is found where all of them stand.

    Whatever has neither letter nor digit is no word, so no sign can be an operator.
    """
    parts = (" ".join((quoted or word).split()) for quoted, word in _PHRASE.findall(words))
    found = tuple(part for part in parts if any(letter.isalnum() for letter in part))
    if not found:
        raise UsageError(f'no word to search for in {words!r}: give words or an "exact phrase"')
    return found
