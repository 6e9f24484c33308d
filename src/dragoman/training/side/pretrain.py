"""The lessons before the gold: side tasks and hidden words, on open text, to an encoder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from dragoman.tagging.windows import Room
from dragoman.training.batches import Batch, Lesson
from dragoman.training.encoder import Dropout, Encoder
from dragoman.training.fit import Recipe, fit
from dragoman.training.gold import GoldStory
from dragoman.training.losses import column_losses, pair_loss
from dragoman.training.model import Heads, first_pieces
from dragoman.training.side.gum import read_gum
from dragoman.training.side.names import read_names
from dragoman.training.side.propbank import read_propbank
from dragoman.training.side.qanom import read_qanom
from dragoman.training.side.space import SIDE_SPACE, SideText, side_targets

log = logging.getLogger(__name__)

WEIGHTS = {
    "predicate": 2.0,
    "noun": 0.5,
    "fact": 0.5,
    "name": 3.0,
    "name_begin": 0.2,
    "saying": 1.0,
}
PAIRS_WEIGHT = 0.2
HIDDEN_WEIGHT = 1.0
#: Share of word pieces that are hidden and asked for (Devlin et al. 2019 hide 15 %).
HIDDEN = 0.12
ROOM = Room(words=220, pieces=384)
RECIPE = Recipe(epochs=2, rate=2e-4)


class SideModel(nn.Module):
    """An encoder with heads for the side tasks and for hidden words (tied to the embeddings)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder = encoder
        self.heads = Heads(width, SIDE_SPACE)
        self.transform = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.word_bias = nn.Parameter(torch.zeros(encoder.shape.words))
        self.dropout = Dropout()

    def words(self, hidden: Tensor) -> Tensor:
        """Logits over all word pieces for hidden states (places, width)."""
        made = self.norm(functional.gelu(self.transform(hidden)))
        return functional.linear(
            made, self.encoder.embeddings.word_embeddings.weight, self.word_bias
        )


def side_losses(model: nn.Module, batch: Batch) -> dict[str, Tensor]:
    """The weighted losses of the side tasks and of the hidden words."""
    assert isinstance(model, SideModel)
    hidden = model.encoder(batch.ids, batch.mask)
    tags, pairs = model.heads(model.dropout(first_pieces(hidden, batch.first)))
    losses = column_losses(tags, batch, SIDE_SPACE, WEIGHTS)
    changed = batch.ids != batch.whole
    loss = functional.cross_entropy(model.words(hidden[changed]), batch.whole[changed])
    return losses | {
        "pairs": PAIRS_WEIGHT * pair_loss(pairs, batch),
        "hidden": HIDDEN_WEIGHT * torch.nan_to_num(loss),
    }


def read_side(folder: Path) -> Iterator[SideText]:
    """Every side lesson found under a folder that holds the open sets by their names."""
    readers: dict[str, Callable[[Path], Iterator[SideText]]] = {
        "srl_propbank": lambda path: read_propbank(path, folder / "uds_factuality"),
        "qanom": read_qanom,
        "gum": read_gum,
        "ner": read_names,
    }
    for name, read in readers.items():
        if (folder / name).is_dir():
            yield from read(folder / name)


def plain(stories: Iterable[GoldStory]) -> Iterator[SideText]:
    """Stories as text alone, of which only hidden words are asked."""
    for story in stories:
        yield SideText(id=story.id, text=story.text, sentences=story.sentences)


def pretrain(
    encoder: Encoder, texts: Iterable[SideText], tokenizer: Tokenizer, recipe: Recipe = RECIPE
) -> Encoder:
    """The encoder after the side lessons."""
    stories = [side_targets(text, tokenizer) for text in texts]
    log.info("%d side texts, %d word pieces", len(stories), sum(len(s.words.ids) for s in stories))
    lesson = Lesson(stories, SIDE_SPACE, tokenizer, ROOM, hidden=HIDDEN)
    return fit(SideModel(encoder), lesson, recipe, side_losses).encoder
