"""Which spellings of a place's name are kept, and a division's name without its kind."""

from __future__ import annotations

import re

from dragoman.resolving.names import name_key

# Four letters and more: the shorter ones are mostly codes of airports ("LON") and of offices.
_LATIN = re.compile(r"^[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’‘ʻ. -]{3,}$")
_KIND = re.compile(
    r"\b(city|province|oblast|region|state|county|governorate|district|department|prefecture"
    r"|krai|kray|republic|autonomous|parish|municipality|division|raion|of|the)\b"
)


def is_latin(name: str) -> bool:
    """Whether English news may write the name so: Latin letters, no code."""
    return _LATIN.match(name) is not None and not name.isupper()


def bare_name(name: str) -> str:
    """The key of a division's name without "Province" and the like."""
    return " ".join(_KIND.sub(" ", name_key(name)).split())
