"""Fitting a model: AdamW, a short warm-up, a linear fall, and a running average of weights."""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from dragoman.training.batches import Batch, Lesson, epoch_samples, hide, stack
from dragoman.training.encoder import Encoder

log = logging.getLogger(__name__)

WARM_UP = 0.1
CLIP = 1.0
#: The rate falls linearly to this share of its peak.
LOWEST = 0.02
#: The average of weights reaches back over about this share of all steps.
AVERAGED = 0.05
#: The same for the losses that are logged.
RECENT = 0.95
#: Lines of progress an epoch.
REPORTS = 4

Model = TypeVar("Model", bound=nn.Module)
Losses = Callable[[nn.Module, Batch], dict[str, Tensor]]


@dataclass(frozen=True)
class Recipe:
    """How to fit.  The word embeddings stay as they are: few stories would only blur them."""

    epochs: int = 8
    rate: float = 4e-4
    head_rate: float = 1.5e-3
    decay: float = 0.01
    seed: int = 1


def fit(
    model: Model, lesson: Lesson, recipe: Recipe, losses: Losses, *, kept: Path | None = None
) -> Model:
    """The averaged model after all epochs; the same for the same seed on one machine.

    After each epoch everything is written to `kept`; where that file is there already, fitting
    goes on behind the epoch that it holds.
    """
    torch.manual_seed(recipe.seed)
    encoder_of(model).embeddings.word_embeddings.weight.requires_grad_(False)
    run = _Run(model, deepcopy(model).eval(), _Steps(model, recipe, losses), recipe)
    done = 0 if kept is None or not kept.exists() else run.read(kept)
    for epoch in range(done, recipe.epochs):
        run.epoch(epoch, lesson)
        if kept is not None:
            run.write(kept, epoch + 1)
    return run.average


@dataclass
class _Run(Generic[Model]):
    model: Model
    average: Model
    steps: _Steps
    recipe: Recipe

    def epoch(self, epoch: int, lesson: Lesson) -> None:
        """All stories once.  Each epoch has random numbers of its own, so that it can be rerun."""
        torch.manual_seed(self.recipe.seed * 1000 + epoch)
        rng = np.random.default_rng((self.recipe.seed, epoch))
        samples = epoch_samples(lesson, rng)
        reach = max(1.0, AVERAGED * self.recipe.epochs * len(samples))
        for number, group in enumerate(samples):
            share = (epoch + number / len(samples)) / self.recipe.epochs
            shown = self.steps.take(hide(stack(group, lesson), lesson, rng), share)
            keep = min(1 - 1 / reach, (self.steps.done + 1) / (self.steps.done + 10))
            _blend(self.average, self.model, keep)
            if number % max(1, len(samples) // REPORTS) == 0:
                log.info("epoch %d batch %d %s", epoch + 1, number, _listed(shown))

    def write(self, path: Path, epochs: int) -> None:
        """Keep all that the next epoch needs."""
        parts = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.steps.optimizer.state_dict(),
            "counts": {"epochs": epochs, "steps": self.steps.done},
        }
        torch.save(parts, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def read(self, path: Path) -> int:
        """Take up what was kept; the number of epochs that are done."""
        parts = torch.load(path, weights_only=True)
        self.model.load_state_dict(parts["model"])
        self.average.load_state_dict(parts["average"])
        self.steps.optimizer.load_state_dict(parts["optimizer"])
        self.steps.done = parts["counts"]["steps"]
        log.info("going on behind epoch %d of %s", parts["counts"]["epochs"], path)
        return int(parts["counts"]["epochs"])


def encoder_of(model: nn.Module) -> Encoder:
    """The encoder inside a model."""
    encoder = model.encoder
    assert isinstance(encoder, Encoder)
    return encoder


def _listed(losses: dict[str, float]) -> str:
    return " ".join(f"{name} {value:.2f}" for name, value in losses.items())


class _Steps:
    def __init__(self, model: nn.Module, recipe: Recipe, losses: Losses) -> None:
        self.model, self.losses, self.done = model, losses, 0
        self.recent: dict[str, float] = {}
        groups = _groups(model, recipe)
        self.peaks = [float(group["lr"]) for group in groups]  # type: ignore[arg-type]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)

    def take(self, batch: Batch, share: float) -> dict[str, float]:
        """One step at this share of training; the recent mean loss of each head before it."""
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate_share(share)
        self.model.train()
        losses = self.losses(self.model, batch)
        self.optimizer.zero_grad()
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        self.optimizer.step()
        self.done += 1
        for name, value in losses.items():
            now = float(value.detach())
            self.recent[name] = RECENT * self.recent.get(name, now) + (1 - RECENT) * now
        return self.recent


def rate_share(share: float) -> float:
    """What share of its peak the rate has when so much of training is done."""
    if share < WARM_UP:
        return max(LOWEST, share / WARM_UP)
    return max(LOWEST, (1 - share) / (1 - WARM_UP))


def _groups(model: nn.Module, recipe: Recipe) -> list[dict[str, object]]:
    encoder = encoder_of(model)
    body = [p for p in encoder.parameters() if p.requires_grad]
    known = {id(p) for p in encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in known]
    return [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}]


@torch.no_grad()
def _blend(average: nn.Module, model: nn.Module, keep: float) -> None:
    for mean, now in zip(average.parameters(), model.parameters(), strict=True):
        if now.requires_grad:
            mean.lerp_(now, 1.0 - keep)
