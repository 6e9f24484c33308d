"""The tagger as it is trained: the encoder, a tag head over words, and a pair head over words.

`tags` are logits a word; `pairs[r, i, j]` is the logit that word j stands in relation r to
the trigger or cue that begins at word i.  The pair head is a bilinear form (Dozat and
Manning 2017) plus a learned bias for the distance between the two words.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from dragoman.tagging.labels import Labels
from dragoman.training.encoder import Encoder, EncoderShape

PAIR_WIDTH = 64
TAG_WIDTH = 384
#: Distances beyond this many buckets each way (they grow with the logarithm) are one.
DISTANCES = 12


@dataclass(frozen=True)
class Answers:
    """Logits: `tags` (batch, words, columns) and `pairs` (batch, relations, words, words)."""

    tags: Tensor
    pairs: Tensor


class TaggerModel(nn.Module):
    """One encoder with all heads."""

    def __init__(self, encoder: Encoder, labels: Labels) -> None:
        super().__init__()
        width, relations = encoder.shape.width, len(labels.relations)
        self.relations = relations
        self.encoder = encoder
        self.mix = nn.Linear(width, TAG_WIDTH)
        self.tags = nn.Linear(TAG_WIDTH, sum(labels.widths().values()))
        self.query = nn.Linear(width, relations * PAIR_WIDTH)
        self.key = nn.Linear(width, relations * PAIR_WIDTH)
        self.near = nn.Parameter(torch.zeros(relations, 2 * DISTANCES + 1))
        self.bias = nn.Parameter(torch.full((relations,), -2.0))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, first: Tensor, mask: Tensor | None = None) -> Answers:
        """Answers for the words whose first pieces stand at `first` (batch, words)."""
        hidden = self.encoder(ids, mask)
        index = first[:, :, None].expand(-1, -1, hidden.shape[-1])
        words = self.dropout(hidden.gather(1, index))
        tags = self.tags(self.dropout(nn.functional.gelu(self.mix(words))))
        return Answers(tags, self._pairs(words))

    def _pairs(self, words: Tensor) -> Tensor:
        batch, count, _ = words.shape
        shape = (batch, count, self.relations, PAIR_WIDTH)
        query = self.query(words).view(shape).permute(0, 2, 1, 3)
        key = self.key(words).view(shape).permute(0, 2, 3, 1)
        scores: Tensor = query @ key / PAIR_WIDTH**0.5
        near = self.near[:, distance_buckets(count, words.device)]
        return scores + near[None] + self.bias[None, :, None, None]


def distance_buckets(count: int, device: torch.device) -> Tensor:
    """For each pair of words the bucket of how far the second stands behind the first."""
    place = torch.arange(count, device=device)
    apart = place[None, :] - place[:, None]
    size = torch.log2(apart.abs().float() + 1.0).mul(1.5).round().clamp(max=DISTANCES)
    return (size * torch.sign(apart.float())).long() + DISTANCES


def tiny_shape(words: int) -> EncoderShape:
    """An encoder small enough for tests to carry."""
    return EncoderShape(words=words, width=24, layers=1, heads=2, inner=32, positions=256)
