"""How wrong an answer is: weighted sums over the heads."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.training.batches import Batch
from dragoman.training.model import Answers
from dragoman.training.space import UNASKED, Space

#: Weight of each head, set so that on held-out training stories the type weighs most.  Heads asked of every word are mostly "none" and so weigh more.
WEIGHTS = {
    "type": 60.0,
    "trigger_begin": 0.3,
    "auxiliary": 2.0,
    "mode": 1.0,
    "kind": 6.0,
    "mention_begin": 0.3,
    "verb": 10.0,
    "cue_begin": 0.3,
    "content": 1.0,
    "furniture": 6.0,
}
#: How much of the right answer is spread over the others: wrong types were as sure as right ones
#: (Szegedy et al. 2016).
SMOOTHING = {"type": 0.1}
PAIRS_WEIGHT = 0.25
CONTEXTS_WEIGHT = 0.5
VECTORS_WEIGHT = 0.2
#: How sharply vectors of one event are told from the others (as in SimCLR, Chen et al. 2020).
TEMPERATURE = 0.1


def tagger_losses(answers: Answers, batch: Batch, space: Space) -> dict[str, Tensor]:
    """The weighted loss of each head for one batch; their sum is what training lowers."""
    losses = column_losses(answers.tags, batch, space, WEIGHTS)
    return losses | {
        "pairs": PAIRS_WEIGHT * pair_loss(answers.pairs, batch),
        "contexts": CONTEXTS_WEIGHT * _context_loss(answers.contexts, batch),
        "vectors": VECTORS_WEIGHT * _vector_loss(answers.vectors, batch),
    }


def column_losses(
    tags: Tensor, batch: Batch, space: Space, weights: Mapping[str, float]
) -> dict[str, Tensor]:
    """The weighted loss of each column, over the words of which it is asked."""
    parts = torch.split(tags, list(space.columns.values()), dim=-1)
    return {
        name: weights[name] * _column_loss(part, batch.columns[name], SMOOTHING.get(name, 0.0))
        for name, part in zip(space.columns, parts, strict=True)
    }


def _column_loss(logits: Tensor, right: Tensor, smoothing: float) -> Tensor:
    asked = right != UNASKED
    if not bool(asked.any()):
        return logits.sum() * 0.0
    logits, right = logits[asked].float(), right[asked]
    if logits.shape[-1] == 1:
        return functional.binary_cross_entropy_with_logits(logits[:, 0], right.float())
    return functional.cross_entropy(logits, right, label_smoothing=smoothing)


def pair_loss(pairs: Tensor, batch: Batch) -> Tensor:
    """The sum over relations of the loss of one question: a word asked for all others.

    Each relation counts alike, however many words ask it.
    """
    if not len(batch.rows):
        return pairs.sum() * 0.0
    logits = pairs[batch.rows[:, 0], :, batch.rows[:, 1]].float()
    loss = functional.binary_cross_entropy_with_logits(logits, batch.pairs, reduction="none")
    asked = (batch.asked.amax(-1) > 0).sum(0).clamp(min=1)
    return ((loss * batch.asked).sum((0, 2)) / asked).sum()


def _context_loss(logits: Tensor, batch: Batch) -> Tensor:
    if not batch.contexts.shape[1]:
        return logits.sum() * 0.0
    asked = (batch.contexts != UNASKED).float()
    right = batch.contexts.clamp(min=0).float()
    loss = functional.binary_cross_entropy_with_logits(logits, right, reduction="none")
    return (loss * asked).sum() / asked.sum().clamp(min=1.0) * logits.shape[1]


def _vector_loss(vectors: Tensor, batch: Batch) -> Tensor:
    """Triggers of one event stand near each other, those of others far (Khosla et al. 2020)."""
    if len(batch.events) < 2:
        return vectors.sum() * 0.0
    own = vectors[batch.events[:, 0], batch.events[:, 1]]
    same = batch.events[:, 2][:, None] == batch.events[:, 2][None, :]
    itself = torch.eye(len(own), dtype=torch.bool)
    near = (own @ own.T / TEMPERATURE).masked_fill(itself, -1e4)
    logs = near.log_softmax(-1)
    right = (same & ~itself).float()
    counts = right.sum(-1)
    means = (logs * right).sum(-1) / counts.clamp(min=1.0)
    return -(means * (counts > 0)).sum() / (counts > 0).sum().clamp(min=1)
