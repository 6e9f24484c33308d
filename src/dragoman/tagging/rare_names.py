"""Rare names, which the model reads as one common name.

Who does what to whom does not hang on a name, and a name that the model has never read splits
into pieces that mean something else.  So each word of such a name is read as the one piece that
the model's labels give (`rare_name`); which words they are is told from capitals alone.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]

#: A sentence in which a larger share of the longer words has a capital is a headline.
HEADLINE = 0.6
LONGER = 3
_OPENING_MARKS = frozenset('“"‘(')


def rare_names(
    text: str, start: Integers, end: Integers, *, several: Flags, sentence: Integers
) -> Flags:
    """For each word whether it belongs to a rare name: of several pieces, with a capital.

    Words are characters `start` to `end`.  A capital says nothing where a sentence or quotation
    opens or in a headline, unless the story has the word with a capital elsewhere; words of
    capitals alone are no names of this kind.
    """
    forms = [text[low:high] for low, high in zip(start.tolist(), end.tolist(), strict=True)]
    capital = _each(forms, lambda form: form[0].isupper())
    candidates = several & capital & ~_each(forms, _is_acronym)
    sure = candidates & ~_opens(text, start, sentence) & ~_in_headline(forms, capital, sentence)
    known = {form for form, is_sure in zip(forms, sure.tolist(), strict=True) if is_sure}
    return candidates & _each(forms, known.__contains__)


def _each(forms: list[str], is_so: Callable[[str], bool]) -> Flags:
    return np.array([is_so(form) for form in forms], dtype=np.bool_)


def _is_acronym(form: str) -> bool:
    return len(form) > 1 and form.isupper()


def _opens(text: str, start: Integers, sentence: Integers) -> Flags:
    """Whether a word is the first of its sentence or of a quotation."""
    first = np.ones(len(start), dtype=np.bool_)
    first[1:] = sentence[1:] != sentence[:-1]
    marked = [text[at - 1 : at] in _OPENING_MARKS for at in start.tolist()]
    return first | np.array(marked, dtype=np.bool_)


def _in_headline(forms: list[str], capital: Flags, sentence: Integers) -> Flags:
    """Whether most of the longer words of a word's sentence have capitals."""
    longer = _each(forms, lambda form: len(form) > LONGER and form[0].isalpha())
    every = np.bincount(sentence, weights=longer)
    headed = np.bincount(sentence, weights=longer & capital)
    return np.asarray((headed > HEADLINE * np.maximum(every, 1))[sentence], dtype=np.bool_)
