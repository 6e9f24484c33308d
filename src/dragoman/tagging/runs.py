"""Stretches of words that belong together, read from scores."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Range = tuple[int, int]

#: A stretch of content may skip this many words that the model leaves out (a dash, a comma).
CONTENT_GAP = 2
#: A word this likely belongs to an argument beside it that has a surer word: it keeps
#: "the suspect" one mention, and alone it is nobody.
PART = 0.2
#: Two members of a list are apart where the word between them is less likely than this.
JOINT = 0.5


def runs(labels: NDArray[np.int64], begins: NDArray[np.bool_]) -> Iterator[Range]:
    """Stretches of one label other than 0; a word that begins anew cuts its stretch."""
    (places,) = labels.nonzero()  # few: lists are quicker from here on than arrays
    marked = zip(places.tolist(), labels[places].tolist(), begins[places].tolist(), strict=True)
    low = high = own = -1
    for at, label, anew in marked:
        if at != high or label != own or anew:
            if low >= 0:
                yield low, high
            low, own = at, label
        high = at + 1
    if low >= 0:
        yield low, high


def best_run(scores: Floats, threshold: float, sentence: NDArray[np.int64]) -> Range | None:
    """The stretch inside one sentence with the greatest single score, if one reaches it."""
    best = int(scores.argmax())
    if scores[best] < threshold:
        return None
    near = (scores >= min(threshold, PART)) & (sentence == sentence[best])
    low, high = best, best + 1
    while low and near[low - 1]:
        low -= 1
    while high < len(near) and near[high]:
        high += 1
    return low, high


def close_gaps(
    chosen: NDArray[np.bool_], sentence: NDArray[np.int64], barred: list[Range]
) -> NDArray[np.bool_]:
    """Chosen words with small gaps inside a sentence filled, unless cue or source stand there."""
    closed = chosen.copy()
    places = np.flatnonzero(chosen)
    for left, right in zip(places[:-1].tolist(), places[1:].tolist(), strict=True):
        small = 1 < right - left <= CONTENT_GAP + 1 and sentence[left] == sentence[right]
        if small and not any(low < right and left < high for low, high in barred):
            closed[left:right] = True
    return closed


def members(scores: Floats, begins: NDArray[np.bool_]) -> list[Range]:
    """Stretches of likely words; a list of names ("Spain, Italy and Greece") is cut into its members.

    A cut is made where a mention begins, behind a word that itself hardly belongs.
    """
    near = (scores >= PART).astype(np.int64)
    return [
        part
        for low, high in runs(near, np.zeros(len(near), dtype=bool))
        for part in _cut_list(scores, begins, low, high)
    ]


def _cut_list(scores: Floats, begins: NDArray[np.bool_], low: int, high: int) -> Iterator[Range]:
    for at in range(low + 1, high):
        apart = begins[at] and scores[at - 1] < JOINT
        if apart and scores[low:at].max() >= JOINT and scores[at:high].max() >= JOINT:
            yield low, _last_sure(scores, low, at)
            low = at
    yield low, high


def _last_sure(scores: Floats, low: int, high: int) -> int:
    """The end of a member without the comma or "and" behind it."""
    while scores[high - 1] < JOINT:
        high -= 1
    return max(high, low + 1)
