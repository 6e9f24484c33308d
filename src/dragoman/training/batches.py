"""Targets cut into windows and stacked into batches of tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.tagging.windows import Room, Window, cut_windows
from dragoman.tagging.words import piece_id
from dragoman.training.space import UNASKED, Integers, Space, Targets

#: Windows of one batch, and of the pool that is sorted by length before it is cut into batches.
BATCH, POOL = 4, 64
#: Training windows are cut anew each epoch to a length between this share of the model's and all.
SHORTEST = 0.625
#: The share of stories that an epoch reads in another telling, where there are any.
RETOLD = 0.5


@dataclass(frozen=True)
class Batch:
    """Windows side by side.  `columns` hold UNASKED where there is nothing to learn.

    `rows` are (window, word) from which pairs are asked; `pairs` (rows, relations, words) are
    the right answers and `asked` where they count.  `contexts` (windows, contexts) hold UNASKED
    where nobody asked; `events` are rows (window, word, event).  `whole` are the ids before
    pieces were hidden.
    """

    ids: Tensor
    whole: Tensor
    mask: Tensor
    first: Tensor
    columns: dict[str, Tensor]
    rows: Tensor
    pairs: Tensor
    asked: Tensor
    contexts: Tensor
    events: Tensor


@dataclass(frozen=True)
class Lesson:
    """What to learn from: texts as targets in one space, cut into windows.

    `hidden` is the share of word pieces that are hidden, so that no decision hangs on one word.
    `retold` has other tellings of every story; each epoch reads one of them or the story itself.
    `times` says how often an epoch reads each story, 0.5 for every other epoch; once if it is empty.
    """

    stories: Sequence[Targets]
    space: Space
    tokenizer: Tokenizer
    room: Room
    hidden: float = 0.05
    retold: Sequence[Sequence[Targets]] = ()
    times: Sequence[float] = ()

    def drawn(self, rng: np.random.Generator) -> list[Targets]:
        """Every story as often as it is read in an epoch, each time in one of its tellings."""
        times = self.times or [1.0] * len(self.stories)
        return [
            self._telling(number, rng)
            for number, share in enumerate(times)
            for _ in range(int(share + rng.random()))
        ]

    def _telling(self, number: int, rng: np.random.Generator) -> Targets:
        others = self.retold[number] if self.retold else ()
        again = bool(others) and rng.random() < RETOLD
        return others[int(rng.integers(len(others)))] if again else self.stories[number]


@dataclass(frozen=True)
class Sample:
    """One window with the targets of its story."""

    targets: Targets
    window: Window


def epoch_samples(lesson: Lesson, rng: np.random.Generator) -> list[list[Sample]]:
    """All stories once, in a random order and with windows cut anew, as samples of batches."""
    longest = lesson.room.words
    shortest = int(SHORTEST * longest)
    samples = [
        Sample(story, window)
        for story in lesson.drawn(rng)
        for window in cut_windows(
            story.words,
            lesson.tokenizer,
            replace(lesson.room, words=int(rng.integers(shortest, longest + 1))),
        )
    ]
    order = rng.permutation(len(samples))
    batches = []
    for low in range(0, len(samples), POOL):
        pool = sorted((samples[i] for i in order[low : low + POOL]), key=_length)
        batches += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    return [batches[at] for at in rng.permutation(len(batches))]


def _length(sample: Sample) -> int:
    return len(sample.window.ids)


def hide(batch: Batch, lesson: Lesson, rng: np.random.Generator) -> Batch:
    """The batch with a share of its word pieces hidden."""
    chosen = torch.from_numpy(rng.random(tuple(batch.ids.shape)) < lesson.hidden) & batch.mask
    chosen[:, 0] = False
    masked = torch.full_like(batch.ids, piece_id(lesson.tokenizer, "[MASK]"))
    return replace(batch, ids=torch.where(chosen, masked, batch.ids))


def stack(samples: Sequence[Sample], lesson: Lesson) -> Batch:
    """One batch of these windows, filled up to the longest."""
    pieces = max(len(sample.window.ids) for sample in samples)
    words = max(len(sample.window.first) for sample in samples)
    rows = [_pair_rows(sample, lesson.space, words) for sample in samples]
    padded = _padded([sample.window.ids for sample in samples], pieces)
    ids = padded.clamp(min=0)
    return Batch(
        ids=ids,
        whole=ids,
        mask=padded >= 0,
        first=_padded([sample.window.first for sample in samples], words).clamp(min=0),
        columns={
            name: _padded([_cut(s, s.targets.columns[name]) for s in samples], words)
            for name in lesson.space.columns
        },
        rows=_row_numbers(rows),
        pairs=torch.from_numpy(np.concatenate([row.right for row in rows])),
        asked=torch.from_numpy(np.concatenate([row.asked for row in rows])),
        contexts=_padded_contexts(samples),
        events=_events(samples),
    )


def _cut(sample: Sample, column: Integers) -> Integers:
    return column[sample.window.low : sample.window.high]


def _padded_contexts(samples: Sequence[Sample]) -> Tensor:
    rows = [np.array(sample.targets.contexts, dtype=np.int64) for sample in samples]
    return _padded(rows, max(len(row) for row in rows))


def _events(samples: Sequence[Sample]) -> Tensor:
    rows = [
        (number, word - sample.window.low, event)
        for number, sample in enumerate(samples)
        for word, event in sample.targets.events.tolist()
        if sample.window.low <= word < sample.window.high
    ]
    return torch.tensor(rows, dtype=torch.int64).reshape(-1, 3)


def _padded(parts: Sequence[NDArray[np.int64]], width: int) -> Tensor:
    out = np.full((len(parts), width), UNASKED, dtype=np.int64)
    for line, part in zip(out, parts, strict=True):
        line[: len(part)] = part
    return torch.from_numpy(out)


@dataclass(frozen=True)
class _Rows:
    words: NDArray[np.int64]
    right: NDArray[np.float32]
    asked: NDArray[np.float32]


def _row_numbers(rows: Sequence[_Rows]) -> Tensor:
    numbers = [
        np.stack([np.full(len(row.words), i), row.words], axis=1) for i, row in enumerate(rows)
    ]
    return torch.from_numpy(np.concatenate(numbers))


def _pair_rows(sample: Sample, space: Space, width: int) -> _Rows:
    targets, low, high = sample.targets, sample.window.low, sample.window.high
    askers = [words for words in targets.askers.values() if len(words)]
    every = np.unique(np.concatenate([*askers, np.zeros(0, dtype=np.int64)]))
    words = every[(every >= low) & (every < high)]
    number = {int(word): i for i, word in enumerate(words)}
    right = np.zeros((len(words), len(space.relations), width), dtype=np.float32)
    for relation, left, other in targets.pairs.tolist():
        if left in number and low <= other < high:
            right[number[left], relation, other - low] = 1.0
    return _Rows(words - low, right, _asked(sample, space, words, width))


def _asked(
    sample: Sample, space: Space, words: NDArray[np.int64], width: int
) -> NDArray[np.float32]:
    targets, low, high = sample.targets, sample.window.low, sample.window.high
    sentence = targets.words.sentence
    asked = np.zeros((len(words), len(space.relations), width), dtype=np.float32)
    same = sentence[words][:, None] == sentence[low:high][None, :]
    for i, relation in enumerate(space.relations):
        mine = np.isin(words, targets.askers[relation])[:, None]
        asked[:, i, : high - low] = mine & (relation in space.wide or same)
    return asked
