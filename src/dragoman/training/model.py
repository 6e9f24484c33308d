"""The models that are trained: one encoder, and heads over words and pairs of words.

Tags are logits a word; `pairs[r, i, j]` is the logit that word j stands in relation r to the
word i.  The pair head is a bilinear form (Dozat and Manning 2017) plus a learned bias for the
distance between the two words.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from dragoman.tagging.labels import Labels
from dragoman.training.encoder import Dropout, Encoder, EncoderShape
from dragoman.training.space import Space, tagger_space

PAIR_WIDTH = 64
TAG_WIDTH = 384
#: Distances beyond this many buckets each way (they grow with the logarithm) are one.
DISTANCES = 12


@dataclass(frozen=True)
class Answers:
    """Logits: `tags` (batch, words, columns), `pairs` (batch, relations, words, words).

    `contexts` (batch, contexts) are logits of the window; `vectors` (batch, words, width) have
    length 1.
    """

    tags: Tensor
    pairs: Tensor
    contexts: Tensor
    vectors: Tensor


class Heads(nn.Module):
    """The columns and relations of one space, over the vectors of words."""

    def __init__(self, width: int, space: Space) -> None:
        super().__init__()
        relations = len(space.relations)
        self.relations = relations
        self.mix = nn.Linear(width, TAG_WIDTH)
        self.tags = nn.Linear(TAG_WIDTH, sum(space.columns.values()))
        self.query = nn.Linear(width, relations * PAIR_WIDTH)
        self.key = nn.Linear(width, relations * PAIR_WIDTH)
        self.near = nn.Parameter(torch.zeros(relations, 2 * DISTANCES + 1))
        self.bias = nn.Parameter(torch.full((relations,), -2.0))
        self.dropout = Dropout()

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Tags and pairs of words (batch, words, width)."""
        tags = self.tags(self.dropout(nn.functional.gelu(self.mix(words))))
        return tags, self._pairs(words)

    def _pairs(self, words: Tensor) -> Tensor:
        batch, count, _ = words.shape
        shape = (batch, count, self.relations, PAIR_WIDTH)
        query = self.query(words).view(shape).permute(0, 2, 1, 3)
        key = self.key(words).view(shape).permute(0, 2, 3, 1)
        scores: Tensor = query @ key / PAIR_WIDTH**0.5
        near = self.near[:, distance_buckets(count, words.device)]
        return scores + near[None] + self.bias[None, :, None, None]


class TaggerModel(nn.Module):
    """One encoder with all heads of the tagger."""

    def __init__(self, encoder: Encoder, labels: Labels) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder = encoder
        self.heads = Heads(width, tagger_space(labels))
        self.contexts = nn.Linear(width, len(labels.contexts))
        self.vector = nn.Linear(width, labels.vector)
        self.dropout = Dropout()

    def forward(self, ids: Tensor, first: Tensor, mask: Tensor | None = None) -> Answers:
        """Answers for the words whose first pieces stand at `first` (batch, words)."""
        hidden = self.encoder(ids, mask)
        words = self.dropout(first_pieces(hidden, first))
        tags, pairs = self.heads(words)
        contexts = self.contexts(self.dropout(hidden[:, 0]))
        vectors = self.vector(words)
        vectors = vectors / vectors.pow(2).sum(-1, keepdim=True).add(1e-6).sqrt()
        return Answers(tags, pairs, contexts, vectors)


def first_pieces(hidden: Tensor, first: Tensor) -> Tensor:
    """The hidden states of the words whose first pieces stand at `first`."""
    return hidden.gather(1, first[:, :, None].expand(-1, -1, hidden.shape[-1]))


def distance_buckets(count: int, device: torch.device) -> Tensor:
    """For each pair of words the bucket of how far the second stands behind the first."""
    place = torch.arange(count, device=device)
    apart = place[None, :] - place[:, None]
    size = torch.log2(apart.abs().float() + 1.0).mul(1.5).round().clamp(max=DISTANCES)
    return (size * torch.sign(apart.float())).long() + DISTANCES


def tiny_shape(words: int) -> EncoderShape:
    """An encoder small enough for tests to carry."""
    return EncoderShape(words=words, width=24, layers=1, heads=2, inner=32, positions=256)
