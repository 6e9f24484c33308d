"""Names of several words that a story calls by their last later: "Westboro Baptist Church", "the church"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.resolving.view import StoryView

GAPS = frozenset({" ", "-"})
ABBREVIATION = 4  # letters; longer words in capitals are a dateline's
NOT_CALLED_SO = frozenset({"MIL", "CVL"})  # a state's army, anybody's community


@dataclass(frozen=True, slots=True)
class LongerNames:
    """The words of each name in capitals, in order, by its last word."""

    by_last: Mapping[str, list[tuple[int, int]]]

    def ending_with(self, view: StoryView, first: int, last: int) -> tuple[int, int] | None:
        """The one name before these words that ends with them; None where there are several."""
        keys = view.words.keys
        named = self.by_last.get(keys[last - 1], [])
        before = named[: bisect_left(named, (first, 0))]
        count = last - first
        longer = [
            (start, end)
            for start, end in before
            if end - start > count and keys[end - count : end] == keys[first:last]
        ]
        told = {tuple(keys[start:end]) for start, end in longer}
        return longer[-1] if len(told) == 1 else None


def longer_names(view: StoryView) -> LongerNames:
    """Every name of the story that ends with a noun for a body."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    words, at = view.words, 0
    while at < len(words):
        end = _run_end(view, at)
        cut = at > 0 and words.keys[at - 1] == "and"  # "Media and Information Commission"
        if end - at > 1 and not cut and is_body(view, words.keys[end - 1]):
            found[words.keys[end - 1]].append((at, end))
        at = max(end, at + 1)
    return LongerNames(found)


def is_body(view: StoryView, key: str) -> bool:
    """Whether a word is a noun for a body, not for a person or people."""
    agents = view.gazetteer.agents
    noun = agents.nouns.get(key)
    if noun is None or noun.plural or agents.has("person", key):
        return False
    return noun.sector not in NOT_CALLED_SO


def _run_end(view: StoryView, first: int) -> int:
    """Where the run of capitals that opens at this word ends; `first` itself where none opens."""
    words, end = view.words, first
    while end < len(words) and _is_in_name(view, end):
        end += 1
        if words.gap(end - 1) not in GAPS:
            break
    return end


def _is_in_name(view: StoryView, at: int) -> bool:
    """Whether a word is written as part of a name: no opening "The", no heading."""
    words = view.words
    heading = len(words.keys[at]) > ABBREVIATION and words.raw(at).isupper()
    function = view.gazetteer.agents.has("function", words.keys[at])
    return words.capitals[at] and not heading and not function
