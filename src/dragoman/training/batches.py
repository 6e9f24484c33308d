"""Targets cut into windows and stacked into batches of tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.tagging.labels import CUE_RELATIONS, TRIGGER_RELATIONS, Labels
from dragoman.tagging.windows import Window, cut_windows, piece_id, special_ids
from dragoman.training.targets import UNASKED, Targets

#: Windows of one batch, and of the pool that is sorted by length before it is cut into batches.
BATCH, POOL = 4, 64
#: Training windows are cut anew each epoch to a length between this share of the model's and all.
SHORTEST = 0.625
#: Share of word pieces that are hidden, so that no decision hangs on one word alone.
HIDDEN = 0.05


@dataclass(frozen=True)
class Batch:
    """Windows side by side.  `columns` hold UNASKED where there is nothing to learn.

    `rows` are (window, word) from which pairs are asked; `pairs` (rows, relations, words) are
    the right answers and `asked` where they count.
    """

    ids: Tensor
    mask: Tensor
    first: Tensor
    columns: dict[str, Tensor]
    rows: Tensor
    pairs: Tensor
    asked: Tensor


@dataclass(frozen=True)
class Sample:
    """One window with the targets of its story."""

    targets: Targets
    window: Window


def epoch_batches(
    stories: Sequence[Targets], labels: Labels, tokenizer: Tokenizer, rng: np.random.Generator
) -> Iterator[Batch]:
    """All stories once, in a random order and with windows cut anew."""
    shortest = int(SHORTEST * labels.pieces)
    samples = [
        Sample(story, window)
        for story in stories
        for window in cut_windows(
            story.words, tokenizer, pieces=int(rng.integers(shortest, labels.pieces + 1))
        )
    ]
    order = rng.permutation(len(samples))
    batches = []
    for low in range(0, len(samples), POOL):
        pool = sorted((samples[i] for i in order[low : low + POOL]), key=_length)
        batches += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    hidden = piece_id(tokenizer, "[MASK]")
    for at in rng.permutation(len(batches)):
        batch = stack(batches[at], labels, special_ids(tokenizer))
        yield _hide(batch, hidden, rng)


def _length(sample: Sample) -> int:
    return len(sample.window.ids)


def _hide(batch: Batch, mask_id: int, rng: np.random.Generator) -> Batch:
    chosen = torch.from_numpy(rng.random(tuple(batch.ids.shape)) < HIDDEN)
    chosen[:, 0] = False
    ids = torch.where(chosen & batch.mask, torch.full_like(batch.ids, mask_id), batch.ids)
    return Batch(ids, *(getattr(batch, name) for name in _REST))


_REST = ("mask", "first", "columns", "rows", "pairs", "asked")


def stack(samples: Sequence[Sample], labels: Labels, specials: tuple[int, int]) -> Batch:
    """One batch of these windows, filled up to the longest."""
    pieces = max(len(sample.window.ids) for sample in samples)
    words = max(len(sample.window.first) for sample in samples)
    rows = [_pair_rows(sample, labels, words) for sample in samples]
    columns = {
        name: _padded(
            [s.targets.columns[name][s.window.low : s.window.high] for s in samples], words
        )
        for name in samples[0].targets.columns
    }
    ids = _padded([sample.window.ids for sample in samples], pieces)
    return Batch(
        ids=ids.clamp(min=0),
        mask=ids >= 0,
        first=_padded([sample.window.first for sample in samples], words).clamp(min=0),
        columns=columns,
        rows=_row_numbers(rows),
        pairs=torch.from_numpy(np.concatenate([row.right for row in rows])),
        asked=torch.from_numpy(np.concatenate([row.asked for row in rows])),
    )


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


def _pair_rows(sample: Sample, labels: Labels, width: int) -> _Rows:
    targets, low, high = sample.targets, sample.window.low, sample.window.high
    own = [at[(at >= low) & (at < high)] for at in (targets.triggers, targets.cues)]
    words = np.unique(np.concatenate(own))
    number = {int(word): i for i, word in enumerate(words)}
    right = np.zeros((len(words), len(labels.relations), width), dtype=np.float32)
    for relation, left, other in targets.pairs.tolist():
        if left in number and low <= other < high:
            right[number[left], relation, other - low] = 1.0
    asked = _asked(sample, labels, words, width)
    return _Rows(words - low, right, asked)


def _asked(
    sample: Sample, labels: Labels, words: NDArray[np.int64], width: int
) -> NDArray[np.float32]:
    targets, low, high = sample.targets, sample.window.low, sample.window.high
    sentence = targets.words.sentence
    asked = np.zeros((len(words), len(labels.relations), width), dtype=np.float32)
    same = sentence[words][:, None] == sentence[low:high][None, :]
    for i, relation in enumerate(labels.relations):
        askers = targets.triggers if relation in TRIGGER_RELATIONS else targets.cues
        mine = np.isin(words, askers)[:, None]
        whole = relation in CUE_RELATIONS or relation == "said"
        asked[:, i, : high - low] = mine & (np.ones_like(same) if whole else same)
    return asked
