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
    words, nouns = view.words, view.gazetteer.agents.nouns
    for at, key in enumerate(words.keys):
        if words.capitals[at] and key in nouns and is_body(view, key):
            first = _first_of_name(view, at)
            if first < at and not _continues(view, at):
                found[key].append((first, at + 1))
    return LongerNames(found)


def is_body(view: StoryView, key: str) -> bool:
    """Whether a word is a noun for a body, not for a person or people."""
    agents = view.gazetteer.agents
    noun = agents.nouns.get(key)
    if noun is None or noun.plural or agents.has("person", key):
        return False
    return noun.sector not in NOT_CALLED_SO


def _first_of_name(view: StoryView, last: int) -> int:
    """The first word of the run of capitals that ends here; the last itself where "and" cuts it."""
    words, first = view.words, last
    while first > 0 and words.gap(first - 1) in GAPS and _is_in_name(view, first - 1):
        first -= 1
    return last if _is_cut(view, first) or not _is_in_name(view, last) else first


def _is_cut(view: StoryView, first: int) -> bool:
    """Whether "and" joins more of the name before: "Media and Information Commission".

    After another whole name it does not: "First Baptist Church and Second Baptist Church".
    """
    words = view.words
    if first < 2 or words.keys[first - 1] != "and" or not words.capitals[first - 2]:
        return False
    whole = is_body(view, words.keys[first - 2]) and first > 2 and _is_in_name(view, first - 3)
    return not whole


def _continues(view: StoryView, last: int) -> bool:
    """Whether the next word belongs to the same name."""
    following = last + 1 < len(view.words) and view.words.gap(last) in GAPS
    return following and _is_in_name(view, last + 1)


def _is_in_name(view: StoryView, at: int) -> bool:
    """Whether a word is written as part of a name: no opening "The", no heading."""
    words = view.words
    if not words.capitals[at] or view.gazetteer.agents.has("function", words.keys[at]):
        return False
    return len(words.keys[at]) <= ABBREVIATION or not words.raw(at).isupper()
