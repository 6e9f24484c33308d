"""Text that latin-1 can hold, for readers that know nothing else."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

from dragoman.exporting.codes import load_codes

UNKNOWN = "?"


def transliterated(text: str) -> str:
    """The text with every character that latin-1 lacks spelled in those it has.

    Accents that it lacks are dropped, dashes and quotation marks made plain; what has no
    Latin letter (another script) is a question mark.
    """
    return text if text.isascii() else "".join(map(_spelled, text))


@lru_cache(maxsize=10_000)
def _spelled(character: str) -> str:
    if _fits(character):
        return character
    known = load_codes().latin1.get(character)
    if known is not None:
        return known
    return "".join(filter(_fits, normalize("NFKD", character))) or UNKNOWN


def _fits(character: str) -> bool:
    """Whether latin-1 has it; its control characters do not count, but line ends and tabs do."""
    return character in "\t\n" or " " <= character <= "~" or "\xa0" <= character <= "\xff"
