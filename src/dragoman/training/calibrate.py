"""Fitting a score's meaning on held-out stories: a logistic regression over signs of sureness.

A case is right where a gold event of the same type touches the trigger and both sides match.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch

from dragoman.tagging.decode import WindowDecoder
from dragoman.tagging.labels import Calibration, Labels
from dragoman.tagging.sureness import Signs
from dragoman.tagging.tagger import decode_story
from dragoman.training.tune import Held, sides_right

#: Pull of the weights towards 0: with a few hundred cases it keeps them from running off.
RIDGE = 0.01
STEPS = 2000

Case = tuple[Signs, bool]


def calibrate(held: Sequence[Held], labels: Labels) -> Calibration:
    """The weights that give the held-out cases the greatest likelihood."""
    cases = list(all_cases(held, labels))
    rows = [[getattr(signs, name) for name in Signs.__slots__] for signs, _ in cases]
    x = torch.tensor(rows, dtype=torch.float64)
    y = torch.tensor([right for _, right in cases], dtype=torch.float64)
    mean, spread = x.mean(0), x.std(0).clamp(min=1e-3)
    weights = _fit((x - mean) / spread, y)
    raw = weights[1:] / spread
    bias = float(weights[0] - (raw * mean).sum())
    named = dict(zip(Signs.__slots__, (round(float(w), 4) for w in raw), strict=True))
    return Calibration(bias=round(bias, 4), **named)


def _fit(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Bias and weights of a logistic regression, by full gradient descent with momentum."""
    weights = torch.zeros(x.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([weights], lr=0.02)
    for _ in range(STEPS):
        logits = weights[0] + x @ weights[1:]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, y)
        optimizer.zero_grad()
        (loss + RIDGE * weights[1:].pow(2).mean()).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return weights.detach()


def all_cases(held: Sequence[Held], labels: Labels) -> Iterator[Case]:
    """The signs of each trigger of the held-out stories, and whether its record is right."""
    plain = replace(labels, calibration=Calibration())
    for one in held:
        words = one.targets.words
        tagging = decode_story(one.story.sentences, words, one.answers, plain)
        decoders = [WindowDecoder(words, arrays, plain) for arrays in one.answers]
        signs = [trigger.signs for decoder in decoders for trigger in decoder.triggers()]
        taken: set[int] = set()
        for number, (trigger, own) in enumerate(zip(tagging.triggers, signs, strict=True)):
            match = next(
                (
                    n
                    for n, event in enumerate(one.story.events)
                    if n not in taken
                    and event.type == trigger.type
                    and event.trigger.overlaps(trigger.span)
                ),
                None,
            )
            if match is not None:
                taken.add(match)
            right = match is not None and sides_right(tagging, number, one.story.events[match])
            yield own, right


def expected_error(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """The mean distance between score and share of right answers, over bins (Guo et al. 2017)."""
    edges = np.clip((np.array(scores) * bins).astype(int), 0, bins - 1)
    values, hits = np.array(scores), np.array(right, dtype=float)
    return float(
        sum(
            abs(values[edges == at].mean() - hits[edges == at].mean()) * (edges == at).mean()
            for at in range(bins)
            if (edges == at).any()
        )
    )
