"""The form of a name under which tables keep it."""

from __future__ import annotations

import unicodedata

_DROPPED = str.maketrans(
    {"'": None, "’": None, "‘": None, "`": None, ".": None, "-": " ", "–": " "}
)
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})


def name_key(name: str) -> str:
    """The name in lower case without accents, apostrophes, full stops and hyphens."""
    if not name.isascii():
        name = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", name)
            if not unicodedata.combining(letter)
        )
    folded = name.casefold().translate(_DROPPED)
    if not folded.isascii():
        folded = folded.translate(_LETTERS)
    return " ".join(folded.split())
