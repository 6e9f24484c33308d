"""What happens between two given parties: the tagger's answer where both spans are known.

For each word of the sentence: how surely it triggers a type, times how surely the first span
is its actor and the second its recipient (or another actor, where parties act together).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.tagging.decode import Arrays, Floats, sigmoid, softmax
from dragoman.tagging.labels import Labels
from dragoman.tagging.words import Words
from dragoman.types import Role, Span

#: What a word keeps of its score where a span is no argument of it: the question says that
#: both are parties, so the best trigger wins even where no arc is sure.
LEAST = 0.05
#: Share that a party counts in the other's role: the question's order may be of words only.
SWAPPED = 0.5


def type_scores(
    answers: Sequence[Arrays], words: Words, labels: Labels, sides: tuple[Span, Span]
) -> dict[str, float]:
    """For each type how well it stands between the two spans; 0 where there are no words."""
    best = np.zeros(len(labels.types) - 1)
    for arrays in answers:
        tied = _tied(arrays, words, labels, sides)
        shares = softmax(arrays.tags[:, labels.columns()["type"]])[:, 1:]
        best = np.maximum(best, (shares * tied[:, None]).max(axis=0, initial=0.0))
    return dict(zip(labels.types[1:], best.tolist(), strict=True))


def _tied(arrays: Arrays, words: Words, labels: Labels, sides: tuple[Span, Span]) -> Floats:
    """For each word of the window how surely it ties the two spans together."""
    actor, recipient = (
        sigmoid(arrays.pairs[labels.relations.index(role)]) for role in (Role.ACTOR, Role.RECIPIENT)
    )
    first, second = (_inside(arrays, words, side) for side in sides)
    doer = np.maximum(_most(actor, first), SWAPPED * _most(recipient, first))
    other = np.maximum(_most(recipient, second), SWAPPED * _most(actor, second))
    return np.asarray((LEAST + doer) * (LEAST + other), dtype=np.float32)


def _inside(arrays: Arrays, words: Words, side: Span) -> list[int]:
    count = len(arrays.tags)
    spans = [words.span(arrays.low + at, arrays.low + at + 1) for at in range(count)]
    return [at for at, span in enumerate(spans) if span.overlaps(side)]


def _most(scores: Floats, at: Sequence[int]) -> Floats:
    """For each word the greatest score that a word of the span has in the role."""
    return np.asarray(scores[:, list(at)].max(axis=1, initial=0.0), dtype=np.float32)
