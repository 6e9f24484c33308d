"""How wrong an answer is: one weighted sum over all heads."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from dragoman.tagging.labels import Labels
from dragoman.training.batches import Batch
from dragoman.training.model import Answers
from dragoman.training.targets import UNASKED

#: Weight of each head.  Heads asked of every word are mostly "none" and so weigh more.
WEIGHTS = {
    "type": 10.0,
    "trigger_begin": 0.3,
    "auxiliary": 1.0,
    "mode": 0.7,
    "kind": 4.0,
    "mention_begin": 0.3,
    "verb": 6.0,
    "cue_begin": 0.2,
    "content": 1.0,
    "furniture": 1.0,
}
PAIRS_WEIGHT = 0.7
#: Columns with one logit, answered yes or no.
BINARY = frozenset({"trigger_begin", "mention_begin", "cue_begin", "content", "furniture"})


def batch_loss(answers: Answers, batch: Batch, labels: Labels) -> Tensor:
    """The weighted loss of one batch."""
    total = PAIRS_WEIGHT * _pair_loss(answers, batch)
    for name, at in labels.columns().items():
        total = total + WEIGHTS[name] * _column_loss(
            answers.tags[..., at], batch.columns[name], name
        )
    return total


def _column_loss(logits: Tensor, right: Tensor, name: str) -> Tensor:
    asked = right != UNASKED
    if not bool(asked.any()):
        return logits.sum() * 0.0
    logits, right = logits[asked].float(), right[asked]
    if name in BINARY:
        return functional.binary_cross_entropy_with_logits(logits[:, 0], right.float())
    return functional.cross_entropy(logits, right)


def _pair_loss(answers: Answers, batch: Batch) -> Tensor:
    if not len(batch.rows):
        return answers.pairs.sum() * 0.0
    logits = answers.pairs[batch.rows[:, 0], :, batch.rows[:, 1]].float()
    loss = functional.binary_cross_entropy_with_logits(logits, batch.pairs, reduction="none")
    return (loss * batch.asked).sum() / len(batch.rows)
