"""The opening of a page that belongs to another story: it is read by itself.

A teaser, a notice or a paragraph about something else at the top would colour how the first
sentences of the story are read.  It is known by sharing no rare word with anything behind it:
a story takes its names and its matter up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

#: Pieces from this number on are rare words: BERT's vocabulary is in the order of frequency, and
#: names and matters of news stand behind its first 3,500 entries.
RARE = 3500

#: A word as its pieces.
Pieces = tuple[int, ...]


def foreign_opening(words: Sequence[Pieces], paragraphs: Sequence[int]) -> int:
    """How many words the paragraphs at the top have that share no rare word with what follows.

    `paragraphs` are the first words of all paragraphs, then the number of words.  A paragraph
    without any rare word tells nothing, and the last has nothing behind it.
    """
    foreign = 0
    for low, high in pairwise(paragraphs[:-1]):
        own, rest = _rare(words[low:high]), _rare(words[high:])
        if not own or own & rest:
            break
        foreign = high
    return foreign


def _rare(words: Sequence[Pieces]) -> set[Pieces]:
    """Those that are rare; a word of several pieces is."""
    return {word for word in words if len(word) > 1 or word[0] >= RARE}
