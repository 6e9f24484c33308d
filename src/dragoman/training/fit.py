"""Fitting the model: AdamW, a short warm-up, a linear fall, and a running average of weights."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from dragoman.tagging.labels import Labels
from dragoman.training.batches import BATCH, Batch, epoch_batches
from dragoman.training.losses import head_losses
from dragoman.training.model import TaggerModel
from dragoman.training.targets import Targets

log = logging.getLogger(__name__)

WARM_UP = 0.1
CLIP = 1.0
#: How much of the average of weights stays at each step: it reaches back about an epoch.
AVERAGE = 0.997
#: The same for the losses that are logged.
RECENT = 0.95
#: Lines of progress an epoch.
REPORTS = 4


@dataclass(frozen=True)
class Recipe:
    """How to fit.  The word embeddings stay as they are: few stories would only blur them."""

    epochs: int = 8
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    seed: int = 1


@dataclass(frozen=True)
class Lesson:
    """What to learn from: stories as targets, with the labels and the tokenizer they were made by."""

    stories: Sequence[Targets]
    labels: Labels
    tokenizer: Tokenizer


def fit(model: TaggerModel, lesson: Lesson, recipe: Recipe) -> TaggerModel:
    """The averaged model after all epochs; the same for the same seed on one machine."""
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    average = deepcopy(model).eval()
    steps = _Steps(model, recipe, total=recipe.epochs * _batches(lesson))
    for epoch in range(recipe.epochs):
        for number, batch in enumerate(_batches_of(lesson, rng)):
            losses = steps.take(batch, lesson.labels)
            _blend(average, model, min(AVERAGE, (steps.done + 1) / (steps.done + 10)))
            if number % max(1, _batches(lesson) // REPORTS) == 0:
                log.info("epoch %d batch %d %s", epoch + 1, number, _listed(losses))
    return average


def _listed(losses: dict[str, float]) -> str:
    return " ".join(f"{name} {value:.2f}" for name, value in losses.items())


def _batches_of(lesson: Lesson, rng: np.random.Generator) -> Iterator[Batch]:
    return epoch_batches(lesson.stories, lesson.labels, lesson.tokenizer, rng)


def _batches(lesson: Lesson) -> int:
    pieces = sum(len(story.words.ids) for story in lesson.stories)
    return max(1, math.ceil(1.25 * pieces / lesson.labels.pieces / BATCH))


class _Steps:
    def __init__(self, model: TaggerModel, recipe: Recipe, *, total: int) -> None:
        self.model, self.total, self.done = model, total, 0
        self.recent: dict[str, float] = {}
        self.optimizer = torch.optim.AdamW(_groups(model, recipe), weight_decay=recipe.decay)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share)

    def _share(self, step: int) -> float:
        warm = max(1, int(WARM_UP * self.total))
        if step < warm:
            return (step + 1) / warm
        return max(0.02, (self.total - step) / max(1, self.total - warm))

    def take(self, batch: Batch, labels: Labels) -> dict[str, float]:
        """One step; the loss of each head before it, averaged over the last steps."""
        self.model.train()
        losses = head_losses(self.model(batch.ids, batch.first, batch.mask), batch, labels)
        loss = torch.stack(list(losses.values())).sum()
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        self.optimizer.step()
        self.schedule.step()
        self.done += 1
        for name, value in losses.items():
            now = float(value.detach())
            self.recent[name] = RECENT * self.recent.get(name, now) + (1 - RECENT) * now
        return self.recent


def _groups(model: TaggerModel, recipe: Recipe) -> list[dict[str, object]]:
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in known]
    return [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}]


@torch.no_grad()
def _blend(average: nn.Module, model: nn.Module, keep: float) -> None:
    for mean, now in zip(average.parameters(), model.parameters(), strict=True):
        if now.requires_grad:
            mean.lerp_(now, 1.0 - keep)
