"""How wrong an answer is: one weighted sum over all heads."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from dragoman.tagging.labels import Labels
from dragoman.training.batches import Batch
from dragoman.training.model import Answers
from dragoman.training.targets import UNASKED

#: Weight of each head, set so that on held-out training stories the type weighs most.  Heads asked of every word are mostly "none" and so weigh more.
WEIGHTS = {
    "type": 40.0,
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
PAIRS_WEIGHT = 0.35
#: Columns with one logit, answered yes or no.
BINARY = frozenset({"trigger_begin", "mention_begin", "cue_begin", "content", "furniture"})


def head_losses(answers: Answers, batch: Batch, labels: Labels) -> dict[str, Tensor]:
    """The weighted loss of each head for one batch; their sum is what training lowers."""
    losses = {
        name: WEIGHTS[name] * _column_loss(answers.tags[..., at], batch.columns[name], name)
        for name, at in labels.columns().items()
    }
    return losses | {"pairs": PAIRS_WEIGHT * _pair_loss(answers, batch)}


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
