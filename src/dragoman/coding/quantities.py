"""Quantities in words: "at least 20", "between 20 and 30", "dozens", "no one"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil, floor

from dragoman.coding.count_words import CountWords, load_count_words
from dragoman.types import Count, Span

Bounds = tuple[int | None, int | None]
EXACT = "exact"


def quantities(sentence: Span, text: str) -> Iterator[Count]:
    """Every quantity that the sentence names, in text order, whatever it counts."""
    words = load_count_words()
    for match in words.quantity.finditer(text, sentence.start, sentence.end):
        count = _read(match, words)
        if count is not None:
            yield count


def _read(match: re.Match[str], words: CountWords) -> Count | None:
    """What the matched words say; None for a range that falls ("2-1") and for a bare year."""
    span = Span(match.start(), match.end())
    if match["nobody"] or match["no"]:
        return Count(span, match[0], least=0, most=0, value=0)
    if match["vague"]:
        return Count(span, match[0], least=words.vague[match["vague"].lower()], most=None)
    if match["one"] is None:
        return _range(match, words)
    value = figure(match["one"], words)
    least, most = _bounds(value, _kind(match, words), words.share)
    return Count(span, match[0], least=least, most=most, value=value)


def _range(match: re.Match[str], words: CountWords) -> Count | None:
    least = figure(match["low"] or match["first"], words)
    most = figure(match["high"] or match["last"], words)
    span = Span(match.start(), match.end())
    return Count(span, match[0], least=least, most=most) if least < most else None


def _kind(match: re.Match[str], words: CountWords) -> str:
    """What the words around the number say of it."""
    said = match["trailing"] or match["hedge"]
    return EXACT if said is None else words.kinds[said.lower()]


def _bounds(value: int, kind: str, share: float) -> Bounds:
    """The least and the most, as the head of numbers.toml has it."""
    bounds: dict[str, Bounds] = {
        EXACT: (value, value),
        "floor": (value, None),
        "above": (value + 1, None),
        "ceiling": (None, value),
        "below": (None, value - 1),
        "nearly": (ceil(value * (1 - share)), value - 1),
        "near": (ceil(value * (1 - share)), floor(value * (1 + share))),
    }
    return bounds[kind]


def figure(number: str, words: CountWords) -> int:
    """The number in digits or words: "1,200", "1.5 million", "two hundred and six", "a dozen"."""
    total = part = 0.0
    for piece in re.split(r"[- ]", number.replace(",", "").lower()):
        if piece[0].isdigit():
            part += float(piece)
        elif piece == "half":
            part = 0.5
        elif piece in words.values:
            part += words.values[piece]
        elif piece in words.scales and words.scales[piece] < 1000:
            part = (part or 1) * words.scales[piece]
        elif piece in words.scales:
            total, part = total + (part or 1) * words.scales[piece], 0.0
    return round(total + part)
