"""all-MiniLM-L6-v2 in plain torch, with the weights of its published safetensors file.

A post-norm BERT encoder: 6 layers, 384 wide, 12 heads, GELU.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class EncoderShape:
    """The sizes of a BERT encoder."""

    words: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512


#: Values of 256 that a random byte must reach for a number to stay: about nine of ten do.
DROPPED = 26


class Dropout(nn.Module):
    """Leaves out about a tenth of the numbers while training, from cheap random bytes.

    torch draws one random number for each; eight bytes from one draw are a quarter of the time.
    """

    def forward(self, x: Tensor) -> Tensor:
        """The numbers, some of them 0 and the others as much larger, of the same shape."""
        if not self.training:
            return x
        draws = torch.empty(x.numel() // 8 + 1, dtype=torch.int64).random_(-(2**63), None)
        kept = draws.view(torch.uint8)[: x.numel()].view(x.shape) >= DROPPED
        return x * kept * (256.0 / (256 - DROPPED))


class Embeddings(nn.Module):
    """Word pieces and positions to vectors."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(shape.words, shape.width)
        self.position_embeddings = nn.Embedding(shape.positions, shape.width)
        self.token_type_embeddings = nn.Embedding(2, shape.width)
        self.LayerNorm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors (batch, pieces, width)."""
        positions = self.position_embeddings.weight[: ids.shape[1]]
        kind = self.token_type_embeddings.weight[0]
        out: Tensor = self.LayerNorm(self.word_embeddings(ids) + positions + kind)
        return out


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout()

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The next hidden states, of the same shape."""
        x = self.attended_norm(x + self.dropout(self.attended(self._attend(x, mask))))
        inner = functional.gelu(self.inner(x))
        out: Tensor = self.outer_norm(x + self.dropout(self.outer(inner)))
        return out

    def _attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        query, key, value = (self._split(part(x)) for part in (self.query, self.key, self.value))
        if mask is not None:  # batches: torch's own kernel; the graph keeps the plain form
            wide = mask[:, None, None, :]
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=wide)
        else:
            scores = query @ key.transpose(-1, -2) / (query.shape[-1] ** 0.5)
            mixed = scores.softmax(-1) @ value
        return mixed.transpose(1, 2).reshape(x.shape)

    def _split(self, x: Tensor) -> Tensor:
        batch, pieces, width = x.shape
        return x.reshape(batch, pieces, self.heads, width // self.heads).transpose(1, 2)


class Encoder(nn.Module):
    """Word piece ids to hidden states."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.shape = shape
        self.embeddings = Embeddings(shape)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = Dropout()

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states (batch, pieces, width); `mask` is True where a piece is real."""
        x: Tensor = self.dropout(self.embeddings(ids))
        for layer in self.layers:
            x = layer(x, mask)
        return x


_FOREIGN = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


def load_encoder(path: Path) -> Encoder:
    """The published encoder, read from its `model.safetensors`."""
    foreign = load_file(path)
    encoder = Encoder(EncoderShape())
    with torch.no_grad():
        for name, parameter in encoder.named_parameters():
            parameter.copy_(foreign[_foreign_name(name)])
    return encoder


def _foreign_name(name: str) -> str:
    parts = name.split(".")
    if parts[0] == "embeddings":
        return name
    _, number, part, kind = parts
    return f"encoder.layer.{number}.{_FOREIGN[part]}.{kind}"
